/**
 * A change of a trade's metadata, in one synchronous turn: names that it has get their new text or go, the others stay.
 * Once under its key, for ever: a repeat, however late, changes nothing [AR6]. Of the trade itself nothing changes.
 */

import type { TradeId } from "../../../../protocol/ids.ts";
import { METADATA_KEYS_MAX } from "../../../../protocol/limits.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import { changedMetadata, type MetadataChange } from "../../../../protocol/trade/metadata.ts";
import { type AskedRecord, isAsked } from "../trade-record.ts";
import type { TillTurn } from "../turn.ts";

export interface MetadataQuestion {
  readonly trade: TradeId;
  readonly change: MetadataChange;
  readonly key: string;
  /** hash of the change */
  readonly asked: Hash;
}

export interface MetadataChanged {
  readonly record: AskedRecord;
  readonly replayed: boolean;
}

export function changeMetadata(
  turn: TillTurn,
  { trade, change, key, asked }: MetadataQuestion,
): Result<MetadataChanged, Refusal> {
  const record = turn.read(trade);
  if (!isAsked(record)) return err(refusal(record ? "trade_cancelled" : "trade_not_found"));
  const used = turn.metadata.useOf(trade, key);
  if (used !== undefined && used !== asked)
    return err(refusal("idempotency_key_reused", { param: "Idempotency-Key" }));
  if (used !== undefined) return ok({ record, replayed: true });
  const known = turn.metadata.read(trade);
  const entries = changedMetadata(known?.entries ?? {}, change);
  if (!entries) {
    const detail = `a trade has ${METADATA_KEYS_MAX} names at most`;
    return err(refusal("invalid_request", { param: "/metadata", detail }));
  }
  turn.metadata.stage(trade, { entries, given: known?.given });
  turn.metadata.stageUse(trade, key, asked);
  return ok({ record, replayed: false });
}
