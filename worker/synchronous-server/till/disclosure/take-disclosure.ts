/**
 * Taking what a payer gives, after the money and apart from it [DI7]. Only what the trade's receipt names, from who
 * paid it [DI8]: so whoever else knows the trade puts nothing here. Checked and written in one go.
 */

import type { Disclosed, SealedDisclosure } from "../../../../protocol/disclosure/disclosure.ts";
import type { PayerTag, TradeId } from "../../../../protocol/ids.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import { type AskedRecord, isAsked, type TradeRecord } from "../trade-record.ts";
import type { DisclosureStore } from "./disclosure-store.ts";

export interface DisclosureQuestion {
  readonly trade: TradeId;
  readonly payer: PayerTag;
  readonly sealed: SealedDisclosure;
  /** disclosureHash(sealed) */
  readonly hash: Hash;
}

/** @param record the trade as it is now */
export function takeDisclosure(
  store: DisclosureStore,
  record: TradeRecord | undefined,
  { trade, payer, sealed, hash }: DisclosureQuestion,
): Result<Disclosed, Refusal> {
  if (!isAsked(record)) return err(refusal("trade_not_found"));
  const refused = refusalOf(record, payer, hash);
  if (refused) return err(refusal(refused));
  if (!store.read(trade)) store.add(trade, sealed);
  return ok({ object: "disclosure", trade, hash });
}

function refusalOf(
  { trade, asked }: AskedRecord,
  payer: PayerTag,
  hash: Hash,
): Refusal["code"] | undefined {
  if (!asked.terms.payload.asks) return "disclosure_mismatch";
  switch (trade.state) {
    case "open":
    case "claimed":
    case "ending":
      return "disclosure_early";
    case "settled":
    case "authorized":
    case "completed": {
      const isPayers = trade.claim.payer === payer && trade.receipt.payload.disclosure === hash;
      return isPayers ? undefined : "disclosure_mismatch";
    }
    default:
      return `trade_${trade.state}`;
  }
}
