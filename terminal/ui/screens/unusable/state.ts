/** Nothing to confirm: the page or its order failed a check. Nothing of an unproven offer is shown. */

import type { Unusable } from "../../../wallet/trade-record.ts";
import { reasonOf } from "../../reason.ts";
import type { Reason } from "../../words/types/later/reasons.ts";

export interface UnusableState {
  readonly status: "unusable";
  readonly record: string;
  readonly reason: Reason;
}

export function unusableState(record: Unusable): UnusableState {
  return { status: "unusable", record: record.id, reason: reasonOf(record.code) };
}
