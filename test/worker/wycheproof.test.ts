// Wycheproof's vectors through our own verifying, in workerd: what is valid holds, and nothing else does.

import { isoCBOR, verifySignature } from "@simplewebauthn/server/helpers";
import { describe, expect, it } from "vitest";
import { isEcdsaDer } from "../../protocol/signing/ecdsa-der.ts";
import { toBase64Url } from "../../protocol/signing/encoding.ts";
import {
  importHmacKey,
  type PublicKey,
  signatureHolds,
  verifyKeyedHash,
} from "../../protocol/signing/signature.ts";
import ecdsa from "../vectors/wycheproof/ecdsa-p256-sha256.json";
import ed25519 from "../vectors/wycheproof/ed25519.json";
import hmac from "../vectors/wycheproof/hmac-sha256.json";

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly result: string;
}

/** Each vector that is answered otherwise than it should be. */
async function mismatches<T extends Vector>(
  tests: readonly T[],
  holds: (test: T) => Promise<boolean>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const test of tests) {
    if ((await holds(test)) !== (test.result === "valid"))
      wrong.push(`${test.tcId} ${test.comment}: ${test.result}`);
  }
  return wrong;
}

describe("[SG9] Wycheproof", () => {
  it("Ed25519: signatures of everything that we sign", async () => {
    let count = 0;
    for (const { publicKey, tests } of ed25519.testGroups) {
      const key = toBase64Url(bytesOf(publicKey.pk)) as PublicKey;
      const holds = ({ sig, msg }: (typeof tests)[number]) =>
        signatureHolds(key, bytesOf(sig), bytesOf(msg));
      expect(await mismatches(tests, holds)).toEqual([]);
      count += tests.length;
    }
    expect(count).toBe(ed25519.numberOfTests);
  });

  it("ECDSA P-256: signatures of passkeys", async () => {
    let count = 0;
    for (const { publicKey, tests } of ecdsa.testGroups) {
      const point = bytesOf(publicKey.uncompressed);
      // COSE (RFC 9053 §7.1): kty EC2, alg ES256, crv P-256, x, y.
      const cose = new Map<number, number | Uint8Array<ArrayBuffer>>([
        ...([
          [1, 2],
          [3, -7],
          [-1, 1],
        ] as const),
        [-2, point.slice(1, 33)],
        [-3, point.slice(33)],
      ]);
      const credentialPublicKey = isoCBOR.encode(cose);
      const holds = async ({ sig, msg }: (typeof tests)[number]) => {
        const [signature, data] = [bytesOf(sig), bytesOf(msg)];
        if (!isEcdsaDer(signature)) return false;
        try {
          return await verifySignature({ signature, data, credentialPublicKey });
        } catch {
          // How the library says no to an integer that is too long.
          return false;
        }
      };
      expect(await mismatches(tests, holds)).toEqual([]);
      count += tests.length;
    }
    expect(count).toBe(ecdsa.numberOfTests);
  });

  it("HMAC-SHA-256: our MACs, which are never cut short", async () => {
    let count = 0;
    for (const { tagSize, keySize, tests } of hmac.testGroups) {
      const holds = async ({ key, msg, tag }: (typeof tests)[number]) =>
        verifyKeyedHash(await hmacKey(key), toBase64Url(bytesOf(tag)), bytesOf(msg));
      const wrong = await mismatches(tests, holds);
      const cut = tests.filter(({ result }) => result === "valid").length;
      // Half a tag is half a MAC: of those that are valid so, none is ours.
      expect(wrong, `${keySize}, ${tagSize}`).toHaveLength(tagSize === 256 ? 0 : cut);
      count += tests.length;
    }
    expect(count).toBe(hmac.numberOfTests);
  });

  it("a MAC key shorter than 32 bytes is none of ours", () => {
    expect(() => importHmacKey(toBase64Url(new Uint8Array(31)))).toThrow("32 bytes");
  });
});

async function hmacKey(hex: string): Promise<CryptoKey> {
  const bytes = bytesOf(hex);
  if (bytes.length >= 32) return importHmacKey(toBase64Url(bytes));
  const hash = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", bytes, hash, false, ["verify"]);
}
