/**
 * The carrier's encryption keys: X25519, certified by the root, so that a terminal can encrypt a PIN past whoever
 * relays it. The first is the current one; replaced ones go on opening what was encrypted to them.
 */

import { compactDecrypt } from "jose";
import * as v from "valibot";
import {
  type SignedEncryptionKeyCertificate as Certificate,
  PinContent,
  SignedEncryptionKeyCertificate,
} from "../../../protocol/account/step-up.ts";
import { assert } from "../../../protocol/assert.ts";
import { fromBase64Url } from "../../../protocol/signing/encoding.ts";
import { type Hash, keyIdOf, verify } from "../../../protocol/signing/signature.ts";
import type { Trust } from "../../../protocol/trade/offer.ts";

export interface EncryptionKeys {
  readonly current: Certificate;
  /** of each, the current one's first */
  readonly certificates: readonly Certificate[];
  readonly byKid: ReadonlyMap<string, CryptoKey>;
}

const List = v.pipe(
  v.array(v.strictObject({ seed: v.string(), certificate: SignedEncryptionKeyCertificate })),
  v.minLength(1),
);

// RFC 8410 §7: the fixed head of a PKCS#8 X25519 key, before its 32 bytes.
const PKCS8_HEAD = [
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x04, 0x22, 0x04, 0x20,
];

/** @param text JSON [{"seed", "certificate"}], the current key first */
export async function readEncryptionKeys(text: string, trust: Trust): Promise<EncryptionKeys> {
  const list = v.parse(List, JSON.parse(text));
  const byKid = new Map<string, CryptoKey>();
  for (const { seed, certificate } of list) {
    const { payload } = certificate;
    const expected = {
      typ: "warifu/key-certificate/1",
      iss: trust.realm,
      aud: "everyone",
      mode: trust.mode,
    };
    const refused = await verify(certificate, expected, trust.rootKey);
    assert(refused === undefined, "the root certified every encryption key, for this mode");
    assert(payload.kid === (await keyIdOf(payload.key)), "a certificate's kid is its key's");
    byKid.set(payload.kid, await importSeed(seed));
  }
  const [first] = list;
  assert(first && byKid.size === list.length, "each encryption key has its own kid");
  return { current: first.certificate, certificates: list.map((one) => one.certificate), byKid };
}

function importSeed(seed: string): Promise<CryptoKey> {
  const bytes = fromBase64Url(seed);
  assert(bytes?.length === 32, "an X25519 key has 32 bytes");
  const pkcs8 = new Uint8Array([...PKCS8_HEAD, ...bytes]);
  return crypto.subtle.importKey("pkcs8", pkcs8, "X25519", false, ["deriveBits"]);
}

const ALGORITHMS = {
  keyManagementAlgorithms: ["ECDH-ES"],
  contentEncryptionAlgorithms: ["A256GCM"],
};

/** @returns the PIN, or undefined for what isn't one that was encrypted to us for exactly this [SU11] */
export async function openPin(
  keys: EncryptionKeys,
  sealed: string,
  purpose: Hash,
): Promise<string | undefined> {
  try {
    const { plaintext } = await compactDecrypt(
      sealed,
      ({ kid = "" }) => keys.byKid.get(kid) ?? Promise.reject(new Error("another key's")),
      ALGORITHMS,
    );
    const content = v.parse(PinContent, JSON.parse(new TextDecoder().decode(plaintext)));
    return content.for === purpose ? content.pin : undefined;
  } catch {
    // jose throws for what doesn't decrypt: an answer, not a failure.
    return undefined;
  }
}
