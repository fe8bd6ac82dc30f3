/** What the operator reads and decides of disputes at the carrier's door [DP10]. Requests are strict, answers are open. */

import * as v from "valibot";
import { DisputeSummary } from "../dispute/dispute-messages.ts";
import { TradeId } from "../ids.ts";
import { shownText } from "../signing/signed-objects.ts";

export const Ruling = v.picklist(["won", "upheld"]);
export type Ruling = v.InferOutput<typeof Ruling>;

/** POST /v1/registers/:register/disputes: `won` by the shop, or `upheld` for the payer. `reason` is for the log. */
export const DecideDispute = v.strictObject({
  trade: TradeId,
  ruling: Ruling,
  reason: shownText(200),
});
export type DecideDispute = v.InferOutput<typeof DecideDispute>;

export const DecidedDispute = v.object({ dispute: DisputeSummary });
export type DecidedDispute = v.InferOutput<typeof DecidedDispute>;
