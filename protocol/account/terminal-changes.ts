/**
 * What changes an account's terminals: signed objects, each by a terminal's key or the recovery key, which the
 * carrier checks where the payer's account decides. Who relays them can't make one. Rules [TE1] to [TE20].
 */

import * as v from "valibot";
import { textUpTo } from "../bounds.ts";
import { Mode, type UserId, userIdFrom } from "../ids.ts";
import { TERMINAL_NAME_CHARS_MAX, TERMINALS_MAX } from "../limits.ts";
import {
  fromBase64Url,
  fromCrockford,
  inGroups,
  toBase64Url,
  toCrockford,
} from "../signing/encoding.ts";
import { hashOf, PublicKey, sha256, signedSchema } from "../signing/signature.ts";
import { Realm, shownText, Time } from "../signing/signed-objects.ts";

const ENVELOPE = { iss: PublicKey, aud: Realm, mode: Mode };
const Name = shownText(TERMINAL_NAME_CHARS_MAX);

/** Terminal or recovery key → carrier: this key is a terminal of my account too [TE2]. */
export const TerminalApproval = v.strictObject({
  typ: v.literal("warifu/terminal-approval/1"),
  ...ENVELOPE,
  /** the new terminal's device key */
  terminal: PublicKey,
  name: Name,
  /** with the recovery key only: every other terminal is revoked [TE15] */
  others: v.exactOptional(v.literal("revoke")),
  time: Time,
});
export type TerminalApproval = v.InferOutput<typeof TerminalApproval>;
export const SignedTerminalApproval = signedSchema(TerminalApproval);
export type SignedTerminalApproval = v.InferOutput<typeof SignedTerminalApproval>;

/** Terminal or recovery key → carrier: these keys are mine no more [TE8]. Never "all": an old one must not meet new keys. */
export const TerminalRevocation = v.strictObject({
  typ: v.literal("warifu/terminal-revocation/1"),
  ...ENVELOPE,
  terminals: v.pipe(v.array(PublicKey), v.minLength(1), v.maxLength(TERMINALS_MAX)),
  time: Time,
});
export type TerminalRevocation = v.InferOutput<typeof TerminalRevocation>;

/** Terminal → carrier: call that terminal so [TE18]. */
export const TerminalNaming = v.strictObject({
  typ: v.literal("warifu/terminal-naming/1"),
  ...ENVELOPE,
  terminal: PublicKey,
  name: Name,
  time: Time,
});
export type TerminalNaming = v.InferOutput<typeof TerminalNaming>;

/** Terminal or recovery key → carrier: from now on this is my recovery key [TE12]. */
export const RecoveryKeySetting = v.strictObject({
  typ: v.literal("warifu/recovery-key/1"),
  ...ENVELOPE,
  recovery: PublicKey,
  time: Time,
});
export type RecoveryKeySetting = v.InferOutput<typeof RecoveryKeySetting>;

export const TerminalChange = v.variant("typ", [
  TerminalApproval,
  TerminalRevocation,
  TerminalNaming,
  RecoveryKeySetting,
]);
export type TerminalChange = v.InferOutput<typeof TerminalChange>;
export const SignedTerminalChange = signedSchema(TerminalChange);
export type SignedTerminalChange = v.InferOutput<typeof SignedTerminalChange>;

/** A terminal of the account, as its own terminals are shown it [TE17]. */
export const TerminalView = v.object({
  key: PublicKey,
  name: v.exactOptional(textUpTo(TERMINAL_NAME_CHARS_MAX)),
  /** when it came to the account */
  since: Time,
  /** when it last paid */
  used_at: v.exactOptional(Time),
  revoked_at: v.exactOptional(Time),
});
export type TerminalView = v.InferOutput<typeof TerminalView>;

// #region codes

const CODE_BYTES = 10;

/** [TE4] The code that the new terminal shows: the start of its key's hash, so that no other key fits it. */
export async function linkCodeOf(key: PublicKey): Promise<string> {
  const digest = fromBase64Url(await sha256(fromBase64Url(key) ?? new Uint8Array()));
  return inGroups(toCrockford((digest ?? new Uint8Array()).subarray(0, CODE_BYTES)));
}

/** @param text as it was typed or pasted @returns the code as it is shown, or undefined for what can't be one */
export function readLinkCode(text: string): string | undefined {
  const bytes = fromCrockford(text);
  return bytes?.length === CODE_BYTES ? inGroups(toCrockford(bytes)) : undefined;
}

/** Where the synchronous server keeps what is asked with this code: under the name of the key itself. */
export function userIdOfCode(mode: Mode, code: string): UserId | undefined {
  const bytes = fromCrockford(code);
  return bytes?.length === CODE_BYTES ? userIdFrom(mode, bytes) : undefined;
}

/** [TE5] Four digits of both keys: the same on both terminals, if both speak with each other and nobody between. */
export async function numberMatch(approver: PublicKey, terminal: PublicKey): Promise<string> {
  const digest = fromBase64Url(await hashOf({ typ: "warifu/number-match/1", approver, terminal }));
  const [a = 0, b = 0, c = 0, d = 0] = digest ?? [];
  const number = (((a * 256 + b) * 256 + c) * 256 + d) % 10_000;
  return String(number).padStart(4, "0");
}

/** 32 bytes of a seed and 3 of its hash: 56 characters without a bit left over. */
const SEED_BYTES = 32;
const CHECK_BYTES = 3;

/** [TE13] @param seed base64url of the recovery key's 32 bytes @returns 14 groups of 4 */
export async function recoveryWords(seed: string): Promise<string> {
  const bytes = fromBase64Url(seed) ?? new Uint8Array();
  return inGroups(toCrockford(new Uint8Array([...bytes, ...(await checkOf(bytes))])));
}

/** @param text as it was typed @returns the seed as base64url, or undefined where a character is wrong or missing */
export async function readRecoveryWords(text: string): Promise<string | undefined> {
  const bytes = fromCrockford(text);
  if (bytes?.length !== SEED_BYTES + CHECK_BYTES) return undefined;
  const seed = bytes.slice(0, SEED_BYTES);
  const check = await checkOf(seed);
  return check.every((byte, at) => byte === bytes[SEED_BYTES + at]) ? toBase64Url(seed) : undefined;
}

async function checkOf(seed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const digest = fromBase64Url(await sha256(seed)) ?? new Uint8Array();
  return digest.subarray(0, CHECK_BYTES);
}
