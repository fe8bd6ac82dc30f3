/**
 * Signatures: typed objects over their RFC 8785 bytes, Ed25519 (RFC 8032) by WebCrypto. Every signed
 * object starts with typ, iss, aud and mode; a verifier states all four, so that no object can be taken
 * for another kind, for another party or for another mode [SG1], [SG2]. Never throws on bad input.
 */

import canonicalize from "canonicalize";
import * as v from "valibot";
import { assert } from "../assert.ts";
import type { Mode } from "../ids.ts";
import { fromBase64Url, isBase64UrlOf, toBase32Hex, toBase64Url, toUtf8 } from "./encoding.ts";

/** 32 bytes as base64url: an Ed25519 public key. */
export const PublicKey = v.pipe(
  v.string(),
  v.maxLength(43),
  v.check((text) => isBase64UrlOf(text, 32), "not an Ed25519 public key"),
  v.brand("PublicKey"),
);
export type PublicKey = v.InferOutput<typeof PublicKey>;

/** 64 bytes as base64url: an Ed25519 signature. */
export const SignatureText = v.pipe(
  v.string(),
  v.maxLength(86),
  v.check((text) => isBase64UrlOf(text, 64), "not an Ed25519 signature"),
  v.brand("SignatureText"),
);
export type SignatureText = v.InferOutput<typeof SignatureText>;

/** 32 bytes as base64url: a SHA-256. */
export const Hash = v.pipe(
  v.string(),
  v.maxLength(43),
  v.check((text) => isBase64UrlOf(text, 32), "not a SHA-256"),
  v.brand("Hash"),
);
export type Hash = v.InferOutput<typeof Hash>;

/** What every signed object starts with [SG1]. */
export interface Envelope {
  readonly typ: string;
  readonly iss: string;
  readonly aud: string;
  readonly mode: Mode;
}

export interface Signed<T extends Envelope> {
  readonly payload: T;
  readonly signature: SignatureText;
}

/** The schema of a signed object with this payload. Parsing says nothing about the signature. */
export function signedSchema<const S extends v.GenericSchema<unknown, Envelope>>(payload: S) {
  return v.strictObject({ payload, signature: SignatureText });
}

/** RFC 8785 bytes: one byte string per value, so that both sides sign and hash the same. */
export function canonicalBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return toUtf8(canonicalText(value));
}

/** The same as text. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  assert(text !== undefined, "a signed value is JSON");
  return text;
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Hash> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))) as Hash;
}

/** SHA-256 of the RFC 8785 bytes. */
export function hashOf(value: unknown): Promise<Hash> {
  return sha256(canonicalBytes(value));
}

/** Short name of a public key: the first 80 bits of its SHA-256. */
export async function keyIdOf(key: PublicKey): Promise<string> {
  const digest = fromBase64Url(await sha256(fromBase64Url(key) ?? new Uint8Array()));
  return toBase32Hex((digest ?? new Uint8Array()).subarray(0, 10));
}

/**
 * The realm: the id of the carrier's root key. Everything signed under one pinned root names it, so an
 * object of another deployment, or of a rehearsal, is refused by its aud [SG3].
 */
export async function realmOf(rootKey: PublicKey): Promise<string> {
  return `realm:${await keyIdOf(rootKey)}`;
}

export async function sign<T extends Envelope>(payload: T, key: CryptoKey): Promise<Signed<T>> {
  const signature = await signBytes(canonicalBytes(payload), key);
  return { payload, signature: toBase64Url(signature) as SignatureText };
}

export async function signBytes(
  bytes: Uint8Array<ArrayBuffer>,
  key: CryptoKey,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign("Ed25519", key, bytes));
}

export type SignatureRefusal =
  | "wrong_type"
  | "wrong_issuer"
  | "wrong_audience"
  | "wrong_mode"
  | "bad_signature";

/**
 * @param expected all four of the envelope: a verifier that leaves one out would accept what was meant for another
 * @returns undefined when the object is exactly that and the signature holds, else the first reason in this order [SG2]
 */
export async function verify<T extends Envelope>(
  signed: Signed<T>,
  expected: Envelope,
  key: PublicKey,
): Promise<SignatureRefusal | undefined> {
  const { payload } = signed;
  if (payload.typ !== expected.typ) return "wrong_type";
  if (payload.iss !== expected.iss) return "wrong_issuer";
  if (payload.aud !== expected.aud) return "wrong_audience";
  if (payload.mode !== expected.mode) return "wrong_mode";
  const signature = fromBase64Url(signed.signature);
  if (!signature || !(await signatureHolds(key, signature, canonicalBytes(payload))))
    return "bad_signature";
  return undefined;
}

// Importing costs a seventh of a verification; the keys of a busy register come again and again.
const imported = new Map<PublicKey, Promise<CryptoKey | undefined>>();
const IMPORTED_KEYS_MAX = 1_000;

const SIGNATURE_BYTES = 64;

/** Whether the key signed these bytes. */
export async function signatureHolds(
  key: PublicKey,
  signature: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  // workerd throws for another length, where others say no.
  if (signature.length !== SIGNATURE_BYTES) return false;
  let ready = imported.get(key);
  if (!ready) {
    if (imported.size >= IMPORTED_KEYS_MAX) imported.clear();
    ready = importPublicKey(key).catch(() => undefined);
    imported.set(key, ready);
  }
  const cryptoKey = await ready;
  return cryptoKey ? crypto.subtle.verify("Ed25519", cryptoKey, signature, bytes) : false;
}

export function importPublicKey(key: PublicKey): Promise<CryptoKey> {
  const bytes = fromBase64Url(key);
  assert(bytes, "a parsed public key decodes");
  return crypto.subtle.importKey("raw", bytes, "Ed25519", true, ["verify"]);
}

// RFC 8410 §7: the fixed head of a PKCS#8 Ed25519 key, before its 32-byte seed.
const PKCS8_HEAD = [
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/** @param seed base64url of the 32-byte Ed25519 seed */
export function importSigningSeed(seed: string): Promise<CryptoKey> {
  const bytes = fromBase64Url(seed);
  assert(bytes?.length === 32, "a signing seed has 32 bytes");
  const pkcs8 = new Uint8Array([...PKCS8_HEAD, ...bytes]);
  return crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", false, ["sign"]);
}

/** @param seed base64url of the 32-byte Ed25519 seed @returns its public key */
export async function publicKeyOfSeed(seed: string): Promise<PublicKey> {
  const bytes = fromBase64Url(seed);
  assert(bytes?.length === 32, "a signing seed has 32 bytes");
  const pkcs8 = new Uint8Array([...PKCS8_HEAD, ...bytes]);
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", true, ["sign"]);
  const { x } = (await crypto.subtle.exportKey("jwk", key)) as { x?: string };
  return v.parse(PublicKey, x);
}

/** A keyed hash (HMAC-SHA-256) of bytes: pure, the key is passed in. */
export async function keyedHash(
  key: CryptoKey,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes));
}

/** @param secret base64url of at least 32 bytes */
export function importHmacKey(secret: string): Promise<CryptoKey> {
  const bytes = fromBase64Url(secret);
  assert(bytes && bytes.length >= 32, "a MAC key has at least 32 bytes");
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
    "verify",
  ]);
}

/** @param secrets base64url, a blank between two: the first one makes MACs, the others are accepted still */
export function importHmacKeys(secrets: string): Promise<[CryptoKey, ...CryptoKey[]]> {
  const [current = "", ...former] = secrets.trim().split(/\s+/);
  return Promise.all([importHmacKey(current), ...former.map(importHmacKey)]);
}

export async function verifyKeyedHash(
  key: CryptoKey,
  mac: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const given = fromBase64Url(mac);
  return given ? crypto.subtle.verify("HMAC", key, given, bytes) : false;
}
