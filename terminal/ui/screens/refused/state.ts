/** Not paid, and known so: refused by the carrier, ended by the shop, or declined here. */

import type { Left } from "../../../../protocol/messages.ts";
import {
  type Declined,
  type Declining,
  type Ended,
  mayTryAgain,
  type Refused,
} from "../../../wallet/trade-record.ts";
import { reasonOf } from "../../reason.ts";
import type { Reason } from "../../words/types/later/reasons.ts";

export interface RefusedState {
  readonly status: "refused";
  readonly record: string;
  readonly reason: Reason;
  readonly name?: string;
  /** what would have been let through instead, minor units; only where it helps to know */
  readonly left?: Left;
  readonly mayTryAgain: boolean;
}

export function refusedState(
  record: Refused | Ended | Declining | Declined,
  now: number,
): RefusedState {
  const name = record.offer?.certificate.payload.name;
  const reason = "code" in record ? reasonOf(record.code) : "declined_here";
  const left = leftOf(record, reason);
  return {
    status: "refused",
    record: record.id,
    reason,
    ...(name === undefined ? {} : { name }),
    ...(left ? { left } : {}),
    mayTryAgain: mayTryAgain(record, now),
  };
}

/** That nothing is left is news of a limit only: an empty account is said to be one already. */
function leftOf(record: Refused | Ended | Declining | Declined, reason: Reason): Left | undefined {
  const left = "left" in record ? record.left : undefined;
  return left && (left.amount > 0 || reason.startsWith("over_")) ? left : undefined;
}
