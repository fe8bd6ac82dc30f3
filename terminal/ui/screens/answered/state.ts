/** Answered in another terminal of the account: paid there, as the carrier's receipt says, or declined there. */

import type { Currency } from "../../../../protocol/money/money.ts";
import type { Enrolled } from "../../../wallet/terminal-profile.ts";
import type { Declined, Settled } from "../../../wallet/trade-record.ts";
import { nameOf } from "./name.ts";

export interface AnsweredState {
  readonly status: "answered";
  readonly record: string;
  readonly answer: "paid" | "held" | "declined";
  /** the other terminal's, or empty where it isn't known */
  readonly browser: string;
  /** the shop's */
  readonly name: string;
  /** minor units */
  readonly amount: number;
  readonly currency: Currency;
  /** of a payment when the carrier decided, ms since the epoch */
  readonly at?: number;
  readonly account: string;
}

export function answeredState(record: Settled | Declined, profile: Enrolled): AnsweredState {
  const { terms, certificate } = record.offer;
  const { amount, currency, capture } = terms.payload;
  const paid = record.state === "settled";
  return {
    ...{ status: "answered", record: record.id },
    answer: !paid ? "declined" : capture === "now" ? "paid" : "held",
    browser: nameOf(profile, record.by),
    ...{ name: certificate.payload.name, amount, currency },
    ...(paid ? { at: record.receipt.payload.time } : {}),
    account: profile.account.label,
  };
}
