/**
 * A payment as lists, sums and exports see it: one flat row, made of a record alone. Only what a shop was proven to have
 * asked becomes one. Pure.
 */

import type { RegisterId, TradeId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import { kindOf, type PaymentKind } from "../outcome.ts";
import type { TradeRecord, UnusableCode } from "../trade-record.ts";
import { moved } from "./after.ts";

export interface Payment {
  /** the record's */
  readonly id: string;
  readonly trade: TradeId;
  readonly register: RegisterId;
  /** the shop's, as it was certified then */
  readonly name: string;
  readonly origin: string;
  readonly kind: PaymentKind;
  /** why it wasn't paid, where a code says so */
  readonly code?: UnusableCode;
  /** what was asked for, minor units */
  readonly amount: number;
  readonly currency: Currency;
  /** what the shop had of it before refunds, minor units; 0 where nothing was paid */
  readonly taken: number;
  /** minor units */
  readonly refunded: number;
  /** of a payment when the carrier decided; else when it ended here, or was pressed; ms since the epoch */
  readonly at: number;
  /** what was bought */
  readonly items: readonly string[];
  /** the shop's own number for the order */
  readonly reference?: string;
  /** paid inside a budget, without a question */
  readonly automatic?: true;
}

/** @returns undefined while nothing is known that could be shown */
export function paymentOf(record: TradeRecord): Payment | undefined {
  if (!("offer" in record) || !record.offer) return undefined;
  // Asked in another terminal, which has it in its own history.
  if (record.passed && record.state !== "settled") return undefined;
  const { terms, certificate, trade } = record.offer;
  const { amount, currency, items, reference } = terms.payload;
  const { taken, refunded } =
    record.state === "settled" ? moved(record) : { taken: 0, refunded: 0 };
  return {
    ...{ id: record.id, trade, register: record.register },
    ...{ name: certificate.payload.name, origin: record.origin },
    kind: kindOf(record),
    ...("code" in record ? { code: record.code } : {}),
    ...{ amount, currency, taken, refunded, at: timeOf(record) },
    items: items.map(({ name }) => name),
    ...("automatic" in record && record.automatic ? { automatic: true as const } : {}),
    ...(reference === undefined ? {} : { reference }),
    ...("automatic" in record && record.automatic ? { automatic: true } : {}),
  };
}

function timeOf(record: TradeRecord): number {
  if (record.state === "settled") return record.receipt.payload.time;
  return "endedAt" in record ? record.endedAt : record.at;
}

/** The latest first; the same order whenever it is asked for. */
export function byTime(a: Payment, b: Payment): number {
  return b.at - a.at || (a.id < b.id ? -1 : 1);
}
