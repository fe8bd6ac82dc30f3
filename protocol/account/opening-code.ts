/**
 * The opening code as its holder has it: a part sealed by the carrier, and a secret. The terminal sends the sealed
 * part and a proof that it has the secret, made for its own device key: so whoever relays an enrolment, or keeps a
 * copy of it, can't bind another key with it [LE74].
 */

import * as v from "valibot";
import { toBase64Url, toUtf8 } from "../signing/encoding.ts";
import {
  Hash,
  importHmacKey,
  keyedHash,
  type PublicKey,
  verifyKeyedHash,
} from "../signing/signature.ts";

export const OpeningProof = v.strictObject({
  sealed: v.pipe(v.string(), v.maxLength(500)),
  proof: Hash,
});
export type OpeningProof = v.InferOutput<typeof OpeningProof>;

export interface OpeningCode {
  readonly sealed: string;
  /** base64url of 32 bytes */
  readonly secret: string;
}

export function openingCodeText({ sealed, secret }: OpeningCode): string {
  return `${sealed}.${secret}`;
}

/** @param text as it was typed or pasted @returns undefined for what can't be a code */
export function readOpeningCode(text: string): OpeningCode | undefined {
  const match = /^(oc1\.[\w-]{1,16}\.[\w-]{1,400})\.([\w-]{43})$/.exec(text.replaceAll(/\s/g, ""));
  const [, sealed, secret] = match ?? [];
  return sealed !== undefined && secret !== undefined ? { sealed, secret } : undefined;
}

export async function proveOpening(
  { sealed, secret }: OpeningCode,
  device: PublicKey,
): Promise<OpeningProof> {
  const mac = await keyedHash(await importHmacKey(secret), boundTo(device));
  return { sealed, proof: v.parse(Hash, toBase64Url(mac)) };
}

export async function openingProofHolds(
  secret: string,
  { proof }: OpeningProof,
  device: PublicKey,
): Promise<boolean> {
  return verifyKeyedHash(await importHmacKey(secret), proof, boundTo(device));
}

function boundTo(device: PublicKey) {
  return toUtf8(`warifu/opening/1 ${device}`);
}
