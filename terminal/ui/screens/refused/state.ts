/** Not paid, and known so: refused by the carrier, ended by the shop, or declined here. */

import { mayTryAgain } from "../../../wallet/record-transitions.ts";
import type { Declined, Declining, Ended, Refused } from "../../../wallet/trade-record.ts";
import { reasonOf } from "../../reason.ts";
import type { Reason } from "../../words/words.ts";

export interface RefusedState {
  readonly status: "refused";
  readonly record: string;
  readonly reason: Reason;
  readonly name?: string;
  readonly mayTryAgain: boolean;
}

export function refusedState(
  record: Refused | Ended | Declining | Declined,
  now: number,
): RefusedState {
  const name = record.offer?.certificate.payload.name;
  return {
    status: "refused",
    record: record.id,
    reason: "code" in record ? reasonOf(record.code) : "declined_here",
    ...(name === undefined ? {} : { name }),
    mayTryAgain: mayTryAgain(record, now),
  };
}
