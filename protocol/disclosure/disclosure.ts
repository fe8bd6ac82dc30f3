/**
 * A disclosure: what a shopper gives to one shop for one trade, encrypted to the key that the shop's certificate names
 * [DI5]. Its hash stands in the confirmation and in the receipt, so it is the payer's own, of that trade, and no other
 * can take its place [DI6]. Nothing in it names the payer but what he chose to give.
 */

import * as v from "valibot";
import { Mode, RegisterId, TradeId } from "../ids.ts";
import { SEALED_DISCLOSURE_CHARS_MAX } from "../limits.ts";
import { toUtf8 } from "../signing/encoding.ts";
import { Hash, sha256 } from "../signing/signature.ts";
import { GivenFields } from "./fields.ts";

/** What is inside: for which register and trade, and the values. */
export const DisclosureContent = v.strictObject({
  typ: v.literal("warifu/disclosure/1"),
  aud: RegisterId,
  mode: Mode,
  trade: TradeId,
  fields: GivenFields,
});
export type DisclosureContent = v.InferOutput<typeof DisclosureContent>;

/** A compact JWE (RFC 7516): ECDH-ES over P-256, A256GCM. Direct agreement has no encrypted key. */
export const SealedDisclosure = v.pipe(
  v.string(),
  v.maxLength(SEALED_DISCLOSURE_CHARS_MAX),
  v.regex(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/, "not a compact JWE"),
  v.brand("SealedDisclosure"),
);
export type SealedDisclosure = v.InferOutput<typeof SealedDisclosure>;

/** What confirmation and receipt name: the SHA-256 of the JWE's own characters [DI6]. */
export function disclosureHash(sealed: SealedDisclosure): Promise<Hash> {
  return sha256(toUtf8(sealed));
}

/** Its length must not tell what was chosen: JSON may end in blanks [DI5]. */
const BLOCK_BYTES = 1_024;

/** @returns the bytes to encrypt, a whole number of blocks */
export function disclosureBytes(content: DisclosureContent): Uint8Array<ArrayBuffer> {
  const bytes = toUtf8(JSON.stringify(content));
  const padded = new Uint8Array(Math.ceil(bytes.length / BLOCK_BYTES) * BLOCK_BYTES).fill(0x20);
  padded.set(bytes);
  return padded;
}

/** POST /v1/trades/:trade/disclosure, by a terminal: the same bytes each time [DI7]. */
export const DiscloseToShop = v.strictObject({ sealed: SealedDisclosure });
export type DiscloseToShop = v.InferOutput<typeof DiscloseToShop>;

/** Answer: it is with the trade, for the shop to read. */
export const Disclosed = v.object({
  object: v.literal("disclosure"),
  trade: TradeId,
  hash: Hash,
});
export type Disclosed = v.InferOutput<typeof Disclosed>;
