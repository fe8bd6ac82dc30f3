/** The receipts of a trade: what its payer's wallet asks for, to tell him what came after his payment. */

import * as v from "valibot";
import { listUpTo } from "../bounds.ts";
import { TradeId } from "../ids.ts";
import { ORDERS_PER_TRADE_MAX } from "../limits.ts";
import { SignedReceipt } from "../signing/signed-objects.ts";

/** The payment's, a void's, and those of the captures and refunds. */
const RECEIPTS_MAX = 2 * ORDERS_PER_TRADE_MAX + 2;

/** GET /v1/trades/:trade/receipts. Known by the trade id alone, like its status [MS13]. */
export const TradeReceipts = v.object({
  trade: TradeId,
  receipts: listUpTo(RECEIPTS_MAX, SignedReceipt),
});
export type TradeReceipts = v.InferOutput<typeof TradeReceipts>;
