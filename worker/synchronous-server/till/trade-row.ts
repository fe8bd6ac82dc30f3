/** A trade's row, and the record in it. */

import * as v from "valibot";
import { assert } from "../../../protocol/assert.ts";
import { TradeId } from "../../../protocol/ids.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import type { Trade } from "../../../protocol/trade/trade.ts";
import type { Row } from "../../objects/database.ts";
import { assertSound, type TradeRecord } from "./trade-record.ts";

export interface TradeRow extends Row {
  id: string;
  sale: number | null;
  refunded: number;
  created: number;
  updated: number;
  certificate: string | null;
  offer: string | null;
  state: string;
  terms: string | null;
}

export function recordOf(row: TradeRow): TradeRecord {
  const record: TradeRecord = {
    id: v.parse(TradeId, row.id),
    trade: JSON.parse(row.state) as Trade,
    asked: askedOf(row),
    sale: row.sale ?? undefined,
    refunded: row.refunded,
    created: row.created,
    updated: row.updated,
  };
  assertSound(record);
  return record;
}

function askedOf({ terms, certificate, offer }: TradeRow): TradeRecord["asked"] {
  if (terms === null) return undefined;
  assert(certificate !== null && offer !== null, "terms are stored with their certificate");
  return {
    terms: JSON.parse(terms),
    certificate: certificate as Hash,
    offer: offer as Hash,
  };
}
