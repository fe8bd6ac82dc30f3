/**
 * WebCrypto as the shells use it, synchronous at heart and under the seed: fast stand-ins that still fail on
 * any altered byte, key or context. They protect nothing: who knows a public key can sign. SHA-256 is real.
 */

import { hash } from "node:crypto";
import type { Agenda } from "./agenda.ts";
import type { Random } from "./random.ts";

type Bytes = Uint8Array<ArrayBuffer>;

interface StandInKey {
  readonly kind: "seed" | "public" | "secret";
  readonly bytes: Bytes;
}

type Algorithm = string | { name: string; iv?: Bytes; additionalData?: Bytes };

const nameOf = (algorithm: Algorithm): string =>
  typeof algorithm === "string" ? algorithm : algorithm.name;

function digestOf(kind: "sha256" | "sha512", ...parts: Uint8Array[]): Bytes {
  const joined = parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
  return new Uint8Array(hash(kind, joined, "buffer"));
}

const label = (text: string): Bytes => new Uint8Array(Buffer.from(text));
const PUBLIC = label("public key of ");
const SIGNED = label("signed by ");
const MAC = label("mac under ");
const SEALED = label("sealed under ");
const TAG_BYTES = 16;

/** How often calls take a while, so that others come in between; signing apart, since shells sign before they decide. */
export interface CryptoPace {
  /** probability */
  readonly slow: number;
  readonly signing: number;
  /** at most */
  readonly waitMs: number;
}

const publicOf = (seed: Bytes): Bytes => digestOf("sha256", PUBLIC, seed);
const isEqual = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
const buffer = (bytes: Bytes): ArrayBuffer => bytes.buffer;

function signature(algorithm: Algorithm, { kind, bytes }: StandInKey, data: Bytes): Bytes {
  if (nameOf(algorithm) === "HMAC") return digestOf("sha256", MAC, bytes, data);
  return digestOf("sha512", SIGNED, kind === "seed" ? publicOf(bytes) : bytes, data);
}

function tagOf(algorithm: Algorithm, key: StandInKey, text: Bytes): Bytes {
  if (typeof algorithm === "string") throw new Error("AES-GCM has parameters");
  const { iv = label(""), additionalData = label("") } = algorithm;
  const lengths = new Uint8Array([iv.length, additionalData.length]);
  const tag = digestOf("sha256", SEALED, key.bytes, lengths, iv, additionalData, text);
  return tag.slice(0, TAG_BYTES);
}

export function standInCrypto(
  random: Random,
  agenda: Agenda,
  { slow, signing, waitMs }: CryptoPace,
): Crypto {
  const answer = <T>(value: T, chance = slow): Promise<T> =>
    random.chance(chance)
      ? agenda.wait(random.between(0, waitMs)).then(() => value)
      : Promise.resolve(value);
  const subtle = {
    digest: (_: Algorithm, data: Bytes) => answer(buffer(digestOf("sha256", data))),
    importKey: (format: string, data: Bytes, algorithm: Algorithm): Promise<StandInKey> => {
      // The last 32 bytes of a PKCS#8 Ed25519 key are its seed.
      if (format === "pkcs8") return answer({ kind: "seed", bytes: data.slice(-32) });
      const kind = nameOf(algorithm) === "Ed25519" ? "public" : "secret";
      return answer({ kind, bytes: data.slice() });
    },
    generateKey: (): Promise<{ privateKey: StandInKey }> =>
      answer({ privateKey: { kind: "seed", bytes: random.bytes(32) } }),
    exportKey: (_: string, { bytes }: StandInKey) => {
      const text = (part: Bytes) => Buffer.from(part).toString("base64url");
      return answer({ d: text(bytes), x: text(publicOf(bytes)) });
    },
    sign: (algorithm: Algorithm, key: StandInKey, data: Bytes) =>
      answer(buffer(signature(algorithm, key, data)), key.kind === "seed" ? signing : slow),
    verify: (algorithm: Algorithm, key: StandInKey, given: Bytes, data: Bytes) =>
      answer(isEqual(given, signature(algorithm, key, data))),
    encrypt: (algorithm: Algorithm, key: StandInKey, text: Bytes) =>
      answer(buffer(new Uint8Array(Buffer.concat([text, tagOf(algorithm, key, text)])))),
    decrypt: (algorithm: Algorithm, key: StandInKey, sealed: Bytes) => {
      const text = sealed.slice(0, -TAG_BYTES);
      const holds = isEqual(sealed.slice(-TAG_BYTES), tagOf(algorithm, key, text));
      return holds ? answer(buffer(text)) : Promise.reject(new Error("the tag doesn't hold"));
    },
  };
  const getRandomValues = <T extends ArrayBufferView>(view: T): T => random.fill(view);
  return { subtle, getRandomValues } as unknown as Crypto;
}
