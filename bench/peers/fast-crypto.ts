/**
 * Node's own synchronous crypto in the place of its WebCrypto, which sends each call through a pool of threads: what a
 * team that has measured would use. The peers share protocol/ with us, so this is done under its feet, in the peers'
 * processes alone.
 */

import { createHash, createHmac, KeyObject, sign, timingSafeEqual, verify } from "node:crypto";

const keys = new WeakMap<CryptoKey, KeyObject>();

function keyOf(key: CryptoKey): KeyObject {
  const known = keys.get(key) ?? KeyObject.from(key);
  keys.set(key, known);
  return known;
}

export function useFastCrypto(): void {
  const { subtle } = globalThis.crypto;
  const own = {
    digest: async (_: unknown, bytes: Uint8Array) =>
      exact(createHash("sha256").update(bytes).digest()),
    sign: async (algorithm: unknown, key: CryptoKey, bytes: Uint8Array) =>
      algorithm === "HMAC" ? exact(macOf(key, bytes)) : exact(sign(null, bytes, keyOf(key))),
    verify: async (algorithm: unknown, key: CryptoKey, given: Uint8Array, bytes: Uint8Array) => {
      if (algorithm !== "HMAC") return verify(null, bytes, keyOf(key), given);
      const mac = macOf(key, bytes);
      return mac.length === given.length && timingSafeEqual(mac, given);
    },
  };
  Object.defineProperties(
    subtle,
    Object.fromEntries(Object.entries(own).map(([name, value]) => [name, { value }])),
  );
}

function macOf(key: CryptoKey, bytes: Uint8Array): Buffer {
  return createHmac("sha256", keyOf(key)).update(bytes).digest();
}

/** A buffer of its own: Node's small buffers share one. */
function exact(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}
