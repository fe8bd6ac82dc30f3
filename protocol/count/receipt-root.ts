/**
 * The day's receipts as one signed hash, and the proof that a receipt is among them. The leaves are salted, so
 * that a path says nothing of other receipts; whoever holds the receipt gets its salt [LE65], [LE66].
 */

import * as v from "valibot";
import { Mode } from "../ids.ts";
import { err, ok, type Result } from "../result.ts";
import { fromBase64Url } from "../signing/encoding.ts";
import { sha256Now } from "../signing/sha256.ts";
import { canonicalBytes, Hash, signedSchema, verify } from "../signing/signature.ts";
import {
  KeyId,
  Realm,
  SignedKeyCertificate,
  SignedReceipt,
  Time,
} from "../signing/signed-objects.ts";
import type { Trust } from "../trade/offer.ts";
import { HASH_BYTES, leafHash, PATH_MAX, rootFromPath } from "./merkle.ts";

/** Of the UTC calendar, such as 2026-11-22. */
export const Day = v.pipe(
  v.string(),
  v.length(10),
  v.check(isDay, "not a day, such as 2026-11-22"),
);
export type Day = string;

/** What a Date can be, ECMA-262 §21.4.1.1. */
const DATE_MAX_MS = 8.64e15;
const DAY_MS = 24 * 60 * 60_000;

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && dayOf(Date.parse(text)) === text;
}

/** @param ms since the epoch */
export function dayOf(ms: number): Day {
  return Math.abs(ms) <= DATE_MAX_MS ? new Date(ms).toISOString().slice(0, 10) : "";
}

/** When the day begins and when it is over, ms since the epoch. */
export function boundsOf(day: Day): { from: number; end: number } {
  const from = Date.parse(day);
  return { from, end: from + DAY_MS };
}

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Carrier → everyone: these are the receipts of this day, so many and no others. */
export const ReceiptRoot = v.strictObject({
  typ: v.literal("warifu/receipt-root/1"),
  iss: Realm,
  aud: v.literal("everyone"),
  mode: Mode,
  kid: KeyId,
  day: Day,
  /** how many receipts */
  size: Count,
  root: Hash,
  /** when it was made */
  time: Time,
});
export type ReceiptRoot = v.InferOutput<typeof ReceiptRoot>;

/** GET /v1/receipt-roots/2026-11-22. */
export const SignedReceiptRoot = v.strictObject({
  ...signedSchema(ReceiptRoot).entries,
  certificate: SignedKeyCertificate,
});
export type SignedReceiptRoot = v.InferOutput<typeof SignedReceiptRoot>;

/** POST /v1/receipt-proofs: who holds the receipt may ask. */
export const ProveReceipt = v.strictObject({ receipt: SignedReceipt });
export type ProveReceipt = v.InferOutput<typeof ProveReceipt>;

export const ReceiptProof = v.object({
  day: Day,
  /** of this receipt's leaf alone */
  salt: Hash,
  index: Count,
  size: Count,
  /** from the leaf up */
  path: v.pipe(v.array(Hash), v.maxLength(PATH_MAX)),
});
export type ReceiptProof = v.InferOutput<typeof ReceiptProof>;

/** What its leaf is made of: not the certificate, which may be renewed. */
export function receiptHash({ payload, signature }: SignedReceipt): Uint8Array<ArrayBuffer> {
  return sha256Now(canonicalBytes({ payload, signature }));
}

export function receiptLeaf(salt: Uint8Array, receipt: Uint8Array): Uint8Array<ArrayBuffer> {
  return leafHash(salt, receipt);
}

export const INCLUSION_REFUSALS = [
  "wrong_mode",
  "uncertified_key",
  "bad_signature",
  "key_out_of_period",
  "wrong_day",
  "not_included",
] as const;
export type InclusionRefusal = (typeof INCLUSION_REFUSALS)[number];

/**
 * Whether the carrier committed itself to this receipt, offline, under the pinned root. Checks in the order of
 * INCLUSION_REFUSALS; says nothing of what is in the receipt, which verifyReceipt does.
 */
export async function verifyInclusion(
  receipt: SignedReceipt,
  proof: ReceiptProof,
  root: SignedReceiptRoot,
  trust: Trust,
): Promise<Result<ReceiptRoot, InclusionRefusal>> {
  const refused = await rootRefusal(root, trust);
  if (refused) return err(refused);
  const { payload } = root;
  if (dayOf(receipt.payload.time) !== payload.day || proof.day !== payload.day)
    return err("wrong_day");
  return isIncluded(receipt, proof, payload) ? ok(payload) : err("not_included");
}

async function rootRefusal(
  { payload, signature, certificate }: SignedReceiptRoot,
  { rootKey, realm, mode }: Trust,
): Promise<InclusionRefusal | undefined> {
  if (payload.mode !== mode || certificate.payload.mode !== mode) return "wrong_mode";
  const everyone = { iss: realm, aud: "everyone", mode };
  if (certificate.payload.kid !== payload.kid) return "uncertified_key";
  if (await verify(certificate, { typ: "warifu/key-certificate/1", ...everyone }, rootKey))
    return "uncertified_key";
  const expected = { typ: "warifu/receipt-root/1", ...everyone };
  if (await verify({ payload, signature }, expected, certificate.payload.key))
    return "bad_signature";
  const { not_before, not_after } = certificate.payload;
  return payload.time < not_before || payload.time > not_after ? "key_out_of_period" : undefined;
}

function isIncluded(receipt: SignedReceipt, proof: ReceiptProof, root: ReceiptRoot): boolean {
  const [salt, ...path] = [proof.salt, ...proof.path].map((text) => fromBase64Url(text));
  const committed = fromBase64Url(root.root);
  if (!salt || !committed || proof.size !== root.size) return false;
  const leaf = receiptLeaf(salt, receiptHash(receipt));
  const hashes = path.flatMap((one) => (one?.length === HASH_BYTES ? [one] : []));
  const made = rootFromPath(leaf, proof.index, proof.size, hashes);
  return made?.every((byte, at) => byte === committed[at]) ?? false;
}
