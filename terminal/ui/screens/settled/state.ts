/** Paid: the carrier's receipt was checked. */

import type { RegisterId } from "../../../../protocol/ids.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { GivenEntry } from "../../../wallet/privacy/given.ts";
import { spendableIn } from "../../../wallet/spendable.ts";
import type { Enrolled } from "../../../wallet/terminal-profile.ts";
import type { Settled } from "../../../wallet/trade-record.ts";

export interface SettledState {
  readonly status: "settled";
  readonly record: string;
  readonly name: string;
  readonly amount: number;
  readonly currency: Currency;
  /** when the carrier decided, ms since the epoch */
  readonly at: number;
  readonly reference?: string;
  /** held, not yet taken: until then the shop takes what it needs of it; ms since the epoch */
  readonly heldUntil?: number;
  readonly account?: string;
  /** what may be spent now, only once it was read after the payment; minor units */
  readonly left?: number;
  /** the shop, where its next payments could go without a question */
  readonly mayAllow?: RegisterId;
  /** what the shop is given with it */
  readonly given?: Pick<GivenEntry, "fields" | "state">;
}

export function settledState(
  record: Settled,
  profile: Enrolled | undefined,
  entry?: GivenEntry,
): SettledState {
  const { terms, certificate } = record.offer;
  const { amount, currency, reference, hold_until: heldUntil } = terms.payload;
  const left =
    profile && profile.accountAt >= record.endedAt
      ? spendableIn(profile.account, currency)
      : undefined;
  return {
    status: "settled",
    record: record.id,
    name: certificate.payload.name,
    amount,
    currency,
    at: record.receipt.payload.time,
    ...(reference === undefined ? {} : { reference }),
    ...(heldUntil === undefined ? {} : { heldUntil }),
    ...(profile ? { account: profile.account.label } : {}),
    ...(left === undefined ? {} : { left }),
    ...(entry ? { given: { fields: entry.fields, state: entry.state } } : {}),
  };
}
