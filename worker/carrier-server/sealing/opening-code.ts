/**
 * The opening code: names an account to the carrier alone, once, for its first terminal [LE74]. Only the carrier
 * makes and opens it. The account's row has the hash of what it says, so that a newer code ends an older one.
 */

import * as v from "valibot";
import { AccountId } from "../../../protocol/ids.ts";
import { type Hash, hashOf } from "../../../protocol/signature.ts";
import { Time } from "../../../protocol/signed-objects.ts";
import { open, type SealingKeys, seal } from "./sealing.ts";

const KIND = "oc1";

/** All that makes one code another one. */
const CodeContent = v.strictObject({ account: AccountId, issued_at: Time });
export type CodeContent = v.InferOutput<typeof CodeContent>;

export function sealOpeningCode(keys: SealingKeys, content: CodeContent): Promise<string> {
  return seal(keys, KIND, JSON.stringify(content));
}

/** @returns what the code says, or undefined for one that isn't ours */
export async function openOpeningCode(
  keys: SealingKeys,
  code: string,
): Promise<CodeContent | undefined> {
  const text = await open(keys, KIND, code);
  return text === undefined ? undefined : v.parse(CodeContent, JSON.parse(text));
}

export function openingCodeHash(content: CodeContent): Promise<Hash> {
  return hashOf(content);
}
