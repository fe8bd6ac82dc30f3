/** What a page may know of a trade. Apart from the other messages, so that the frame carries no schemas but this one. */

import * as v from "valibot";
import { TradeId } from "../ids.ts";
import { SignedReceipt, Time } from "../signing/signed-objects.ts";
import { TradeStatus } from "../words.ts";

/** GET /v1/trades/:trade/status, and each message of GET /v1/trades/:trade/socket. Known by the trade id alone. */
export const PageStatus = v.object({
  trade: TradeId,
  status: TradeStatus,
  deadline: Time,
  receipt: v.exactOptional(SignedReceipt),
  /** minor units given back so far, where any were */
  refunded: v.exactOptional(v.number()),
});
export type PageStatus = v.InferOutput<typeof PageStatus>;
