/** The lock's code, as it is kept: salted, and stretched so that a copied store is slow to guess from. Never the code. */

import { fromBase64Url, toBase64Url, toUtf8 } from "../../../protocol/signing/encoding.ts";
import type { LockCode } from "./lock.ts";

/** OWASP's figure for PBKDF2 with SHA-256 (Password Storage Cheat Sheet). */
export const CODE_ROUNDS = 600_000;
const HASH_BITS = 256;

/** @param salt base64url, fresh and random */
export async function keptCode(code: string, salt: string): Promise<LockCode> {
  return { salt, rounds: CODE_ROUNDS, hash: await stretched(code, salt, CODE_ROUNDS) };
}

export async function isCode(code: string, { salt, rounds, hash }: LockCode): Promise<boolean> {
  return (await stretched(code, salt, rounds)) === hash;
}

async function stretched(code: string, salt: string, iterations: number): Promise<string> {
  // The same letters in another form of Unicode are the same code.
  const typed = toUtf8(code.normalize("NFC"));
  const key = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveBits"]);
  const bytes = fromBase64Url(salt) ?? new Uint8Array();
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes, iterations };
  return toBase64Url(new Uint8Array(await crypto.subtle.deriveBits(how, key, HASH_BITS)));
}
