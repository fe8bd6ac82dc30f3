/**
 * What the terminals of one account tell each other about a trade: a word, signed by the device key of who says it.
 * The synchronous server keeps and hands over words, and can make none. A word decides nothing: how a trade ended says
 * the carrier's receipt alone. Rules [AS1] to [AS12].
 */

import * as v from "valibot";
import { listUpTo } from "../bounds.ts";
import { Mode, TradeId } from "../ids.ts";
import { TERMINALS_MAX, WORDS_PER_TERMINAL_MAX } from "../limits.ts";
import { PublicKey, signedSchema } from "../signing/signature.ts";
import { Realm, Time } from "../signing/signed-objects.ts";

/**
 * `waiting`: it was pressed here, in a page that is the shop's, and its owner hasn't decided. `settled`, `declined`: he
 * has, here. Of page, shop and amount it says nothing: who hears it reads the offer.
 */
export const TradeWord = v.strictObject({
  typ: v.literal("warifu/trade-word/1"),
  iss: PublicKey,
  aud: Realm,
  mode: Mode,
  trade: TradeId,
  word: v.picklist(["waiting", "settled", "declined"]),
  /** later than that of any word the same terminal said of this trade before */
  time: Time,
});
export type TradeWord = v.InferOutput<typeof TradeWord>;
export const SignedTradeWord = signedSchema(TradeWord);
export type SignedTradeWord = v.InferOutput<typeof SignedTradeWord>;

/** POST /v1/terminals/words, by a terminal of the account: says what it has to say, if anything, and hears the others. */
export const TellTerminals = v.strictObject({
  words: v.pipe(v.array(SignedTradeWord), v.maxLength(WORDS_PER_TERMINAL_MAX)),
});
export type TellTerminals = v.InferOutput<typeof TellTerminals>;

/** What the account's other active terminals say, in no order. Who hears it verifies each. */
export const TradeWords = v.object({
  words: listUpTo(TERMINALS_MAX * WORDS_PER_TERMINAL_MAX, SignedTradeWord),
});
export type TradeWords = v.InferOutput<typeof TradeWords>;
