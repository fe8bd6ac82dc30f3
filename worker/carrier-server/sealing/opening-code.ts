/**
 * The opening code: names an account to the carrier alone, once, for its first terminal [LE74]. Only the carrier
 * makes and opens it, and none is stored: each sealing draws a secret of its own, and the account's row has the
 * hash of what makes it this code and no other.
 */

import * as v from "valibot";
import {
  type OpeningProof,
  openingCodeText,
  openingProofHolds,
} from "../../../protocol/account/opening-code.ts";
import { AccountId } from "../../../protocol/ids.ts";
import { toBase64Url } from "../../../protocol/signing/encoding.ts";
import { type Hash, hashOf, type PublicKey } from "../../../protocol/signing/signature.ts";
import { Time } from "../../../protocol/signing/signed-objects.ts";
import { open, type SealingKeys, seal } from "./sealing.ts";

const KIND = "oc1";
const SECRET_BYTES = 32;

/** All that makes one code another one. */
const CodeContent = v.strictObject({ account: AccountId, issued_at: Time });
export type CodeContent = v.InferOutput<typeof CodeContent>;
const Sealed = v.strictObject({ ...CodeContent.entries, secret: v.string() });

/** @returns the text for the account's holder */
export async function makeOpeningCode(keys: SealingKeys, content: CodeContent): Promise<string> {
  const secret = toBase64Url(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
  const sealed = await seal(keys, KIND, JSON.stringify({ ...content, secret }));
  return openingCodeText({ sealed, secret });
}

/** @returns what the code says, or undefined for one that isn't ours or isn't this device's to bring */
export async function openOpeningCode(
  keys: SealingKeys,
  code: OpeningProof,
  device: PublicKey,
): Promise<CodeContent | undefined> {
  const text = await open(keys, KIND, code.sealed);
  if (text === undefined) return undefined;
  const { secret, ...content } = v.parse(Sealed, JSON.parse(text));
  return (await openingProofHolds(secret, code, device)) ? content : undefined;
}

export function openingCodeHash(content: CodeContent): Promise<Hash> {
  return hashOf(content);
}
