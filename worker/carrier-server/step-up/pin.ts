/**
 * How a PIN is kept: salted, stretched, and sealed under a key that isn't in the database. A million PINs are soon
 * tried, however slow each is: so it is the sealing that protects a stolen table, and the stretching what is left
 * when that key is stolen with it [SU12].
 */

import * as v from "valibot";
import { fromBase64Url, toBase64Url, toUtf8 } from "../../../protocol/signing/encoding.ts";
import { open, type SealingKeys, seal } from "../sealing/sealing.ts";

const KIND = "pn1";
const SALT_BYTES = 16;
/** PBKDF2-SHA-256: the most that Workers do in one call; some 20 ms. */
const ITERATIONS = 100_000;

const Kept = v.strictObject({ salt: v.string(), iterations: v.number(), hash: v.string() });

/** @returns the verifier, as it is stored */
export async function keepPin(keys: SealingKeys, pin: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const hash = toBase64Url(await stretch(pin, salt, ITERATIONS));
  const kept = { salt: toBase64Url(salt), iterations: ITERATIONS, hash };
  return seal(keys, KIND, JSON.stringify(kept));
}

/** @returns whether it is this one; undefined where the verifier is under a key that is gone */
export async function isPin(
  keys: SealingKeys,
  verifier: string,
  pin: string,
): Promise<boolean | undefined> {
  const text = await open(keys, KIND, verifier);
  if (text === undefined) return undefined;
  const { salt, iterations, hash } = v.parse(Kept, JSON.parse(text));
  const salted = fromBase64Url(salt) ?? new Uint8Array();
  return isEqual(await stretch(pin, salted, iterations), fromBase64Url(hash));
}

async function stretch(
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey("raw", toUtf8(pin), "PBKDF2", false, ["deriveBits"]);
  const algorithm = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 256));
}

/** In constant time: how much of it fits is nobody's to measure. */
function isEqual(a: Uint8Array, b: Uint8Array | undefined): boolean {
  if (a.length !== b?.length) return false;
  let differs = 0;
  for (const [at, byte] of a.entries()) differs |= byte ^ (b[at] ?? 0);
  return differs === 0;
}
