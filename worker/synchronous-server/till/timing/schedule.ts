/**
 * When time must act on a trade: the live trades and the moment that each is due. A trade that is ending asks
 * the branch how; one whose hold is past its time asks whether it ended.
 */

import type { TradeId } from "../../../../protocol/ids.ts";
import { OUTCOME_RETRY_FIRST_MS } from "../../../../protocol/limits.ts";
import { nextTickOf, type TradeRecord } from "../trade-record.ts";
import { DueTimes } from "./due-times.ts";

export class TillSchedule extends DueTimes<TradeId> {
  /** After a trade was written. @param now ms since the epoch */
  note(record: TradeRecord, now: number): void {
    const { id, trade } = record;
    // Who ended it is asking already; this is the net under him.
    const next = trade.state === "ending" ? now + OUTCOME_RETRY_FIRST_MS : nextTickOf(record);
    if (trade.state !== "ending") this.forget(id);
    if (next !== undefined) this.set(id, next);
  }
}
