/** The shopper pressed Pay and the carrier hasn't answered. Only its answer leads on from here. */

import type { Currency } from "../../../../protocol/money/money.ts";
import type { Claiming, Confirming } from "../../../wallet/trade-record.ts";

export interface CheckingState {
  readonly status: "checking";
  readonly record: string;
  readonly name: string;
  readonly amount: number;
  readonly currency: Currency;
  /** when the shopper pressed, ms since the epoch */
  readonly since: number;
  /** `slow`: an answer got lost; `late`: the deadline has passed with the confirmation under way */
  readonly phase: "usual" | "slow" | "late";
}

export function checkingState(record: Claiming | Confirming, now: number): CheckingState {
  const { terms, certificate } = record.offer;
  const { amount, currency, deadline } = terms.payload;
  const late = record.state === "confirming" && now >= deadline;
  return {
    status: "checking",
    record: record.id,
    name: certificate.payload.name,
    amount,
    currency,
    since: record.pressedAt,
    phase: late ? "late" : record.tries > 0 ? "slow" : "usual",
  };
}
