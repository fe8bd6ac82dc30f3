// Payments as lists see them, with overrides; and thousands of them.

import type { RegisterId, TradeId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { Listed } from "../../../terminal/ui/screens/history/state.ts";
import { NOW } from "../../support/builders/realm.ts";

export function aPayment(overrides: Partial<Listed> = {}): Listed {
  const { amount = 4_980 } = overrides;
  return {
    ...{ id: "press-1", trade: "trd" as TradeId, register: "reg" as RegisterId },
    ...{ name: "Kami paper goods", origin: "https://kami.example", kind: "paid" },
    ...{ amount, taken: amount, refunded: 0, currency: "JPY" as Currency, at: NOW, items: [] },
    ...overrides,
  };
}

export function manyPayments(count: number): Listed[] {
  return Array.from({ length: count }, (_, at) =>
    aPayment({
      ...{ id: `press-${at}`, name: `Shop ${at % 40}`, register: `reg-${at % 40}` as RegisterId },
      ...{ at: NOW - at * 3_600_000, items: [`Thing ${at}`], amount: 100 + at, taken: 100 + at },
    }),
  );
}
