/**
 * What payer and shop write to each other in a dispute: bounded, and encrypted between the two [DP9]. The payer's to the
 * key that the shop's certificate names, with a key of his own inside that the shop answers under: so neither server can
 * read a word of either, and nothing outside says whose it is.
 */

import * as v from "valibot";
import { Mode, RegisterId, TradeId } from "../ids.ts";
import { DISPUTE_TEXT_CHARS_MAX, SEALED_DISPUTE_CHARS_MAX } from "../limits.ts";
import { fromBase64Url, toUtf8 } from "../signing/encoding.ts";

/** A compact JWE (RFC 7516), A256GCM: the payer's by ECDH-ES over P-256, the shop's directly under the payer's key. */
export const SealedText = v.pipe(
  v.string(),
  v.maxLength(SEALED_DISPUTE_CHARS_MAX),
  v.regex(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/, "not a compact JWE"),
  v.brand("SealedText"),
);
export type SealedText = v.InferOutput<typeof SealedText>;

/** Of many lines; well-formed, and with nothing that turns around what stands beside it. */
export const DisputeText = v.pipe(
  v.string(),
  v.maxLength(DISPUTE_TEXT_CHARS_MAX),
  v.regex(/^(?:\n|[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069])*$/u, "control characters"),
);

const REPLY_KEY_BYTES = 32;
export const ReplyKey = v.pipe(
  v.string(),
  v.maxLength(43),
  v.check((text) => fromBase64Url(text)?.length === REPLY_KEY_BYTES, "not 32 bytes"),
);

/** Inside the payer's. `text` may be empty where the reason says it all. */
export const PayerText = v.strictObject({
  typ: v.literal("warifu/dispute-text/1"),
  aud: RegisterId,
  mode: Mode,
  trade: TradeId,
  text: DisputeText,
  /** base64url: A256GCM, what the shop answers under */
  reply: ReplyKey,
});
export type PayerText = v.InferOutput<typeof PayerText>;

/** Inside the shop's. */
export const ShopText = v.strictObject({
  typ: v.literal("warifu/dispute-answer/1"),
  iss: RegisterId,
  mode: Mode,
  trade: TradeId,
  text: DisputeText,
});
export type ShopText = v.InferOutput<typeof ShopText>;

/** Its length must not tell how much was said: JSON may end in blanks. */
const BLOCK_BYTES = 1_024;

/** @returns the bytes to encrypt, a whole number of blocks */
export function disputeTextBytes(content: PayerText | ShopText): Uint8Array<ArrayBuffer> {
  const bytes = toUtf8(JSON.stringify(content));
  const padded = new Uint8Array(Math.ceil(bytes.length / BLOCK_BYTES) * BLOCK_BYTES).fill(0x20);
  padded.set(bytes);
  return padded;
}

/** What was decrypted, if it is such a text. */
export function textIn<const S extends typeof PayerText | typeof ShopText>(
  bytes: Uint8Array | undefined,
  schema: S,
): v.InferOutput<S> | undefined {
  if (!bytes) return undefined;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
    const content = v.safeParse(schema, JSON.parse(text));
    return content.success ? content.output : undefined;
  } catch {
    return undefined;
  }
}
