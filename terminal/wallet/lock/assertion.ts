/**
 * A passkey's assertion, checked by the terminal itself: made for this challenge in a window of this extension, for our
 * host, by the passkey's key, by an owner whom the authenticator verified (WebAuthn §7.2). It opens the lock and
 * nothing else: what a payment needs, the carrier checks.
 */

import type { PasskeyAssertion } from "../../../protocol/account/step-up.ts";
import { concatBytes, fromBase64Url, toUtf8 } from "../../../protocol/signing/encoding.ts";
import { readKey } from "./cose-key.ts";
import type { KnownPasskey } from "./lock.ts";

export interface Expected {
  /** base64url, as it was made */
  readonly challenge: string;
  /** that a window of this extension may have */
  readonly origins: readonly string[];
  /** our host */
  readonly rpId: string;
}

type Bytes = Uint8Array<ArrayBuffer>;

const RP_ID_HASH_BYTES = 32;
const USER_PRESENT = 1;
const USER_VERIFIED = 4;
/** P-256's order has so many bytes. */
const SCALAR_BYTES = 32;

export async function assertionHolds(
  assertion: PasskeyAssertion,
  passkeys: readonly KnownPasskey[],
  expected: Expected,
): Promise<boolean> {
  const passkey = passkeys.find(({ id }) => id === assertion.id);
  const client = fromBase64Url(assertion.client_data);
  const authenticator = fromBase64Url(assertion.authenticator_data);
  const signature = fromBase64Url(assertion.signature);
  if (!passkey || !client || !authenticator || !signature) return false;
  if (!isAsked(client, expected)) return false;
  if (!(await isVerifiedAt(authenticator, expected.rpId))) return false;
  const signed = concatBytes(authenticator, await sha256(client));
  return isSignedBy(passkey.key, signature, signed);
}

function isAsked(clientData: Bytes, { challenge, origins }: Expected): boolean {
  let said: unknown;
  try {
    said = JSON.parse(new TextDecoder().decode(clientData));
  } catch {
    return false;
  }
  if (typeof said !== "object" || said === null) return false;
  const { type, challenge: signed, origin: at, crossOrigin } = said as Record<string, unknown>;
  const here = typeof at === "string" && origins.includes(at);
  return type === "webauthn.get" && signed === challenge && here && crossOrigin !== true;
}

async function isVerifiedAt(authenticatorData: Bytes, rpId: string): Promise<boolean> {
  const hash = await sha256(toUtf8(rpId));
  const flags = authenticatorData[RP_ID_HASH_BYTES] ?? 0;
  const same = hash.every((byte, at) => byte === authenticatorData[at]);
  return same && (flags & USER_PRESENT) !== 0 && (flags & USER_VERIFIED) !== 0;
}

/** @param key COSE, base64url; of a kind that we don't know, nothing holds */
async function isSignedBy(key: string, signature: Bytes, signed: Bytes): Promise<boolean> {
  const known = readKey(key);
  if (!known) return false;
  try {
    if (known.kind === "ed25519") {
      const made = await crypto.subtle.importKey("raw", known.raw, "Ed25519", false, ["verify"]);
      return await crypto.subtle.verify("Ed25519", made, signature, signed);
    }
    const curve = { name: "ECDSA", namedCurve: "P-256" };
    const made = await crypto.subtle.importKey("raw", known.raw, curve, false, ["verify"]);
    const raw = rawSignature(signature);
    return !!raw && (await crypto.subtle.verify({ ...curve, hash: "SHA-256" }, made, raw, signed));
  } catch {
    // A point that isn't on its curve.
    return false;
  }
}

/** ECDSA as WebAuthn has it (DER: a sequence of two integers) to what WebCrypto reads: r and s, 32 bytes each. */
function rawSignature(der: Bytes): Bytes | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  const r = integerAt(der, 2);
  const s = r && integerAt(der, r.end);
  if (!r || !s || s.end !== der.length) return undefined;
  return concatBytes(r.scalar, s.scalar);
}

function integerAt(der: Bytes, at: number): { scalar: Bytes; end: number } | undefined {
  const length = der[at + 1] ?? 0;
  const end = at + 2 + length;
  if (der[at] !== 0x02 || length === 0 || end > der.length) return undefined;
  const whole = der.slice(at + 2, end);
  // A zero in front keeps a large number from being a negative one.
  const digits = whole[0] === 0 ? whole.slice(1) : whole;
  if (digits.length > SCALAR_BYTES) return undefined;
  return { scalar: concatBytes(new Uint8Array(SCALAR_BYTES - digits.length), digits), end };
}

async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}
