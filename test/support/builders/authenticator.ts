// An authenticator in software, as little of one as there can be: Ed25519, attestation "none". What a browser would
// hand to the page, with each part open to forgery.

import type { PasskeyRegistration } from "../../../protocol/account/account-change.ts";
import type { PasskeyAssertion } from "../../../protocol/account/step-up.ts";
import { concatBytes, toBase64Url, toUtf8 } from "../../../protocol/signing/encoding.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";

export const TERMINAL_ORIGIN = "chrome-extension://mephglpjfehdngpgcenojaldhjlpfepl";

export interface CeremonyOverrides {
  readonly origin?: string;
  readonly rpId?: string;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  readonly userVerified?: boolean;
  readonly counter?: number;
}

export interface Authenticator {
  readonly id: string;
  /** its public key as COSE, base64url */
  readonly key: string;
  register(challenge: Hash, overrides?: CeremonyOverrides): Promise<PasskeyRegistration>;
  assert(challenge: Hash, overrides?: CeremonyOverrides): Promise<PasskeyAssertion>;
}

const UP = 0x01;
const UV = 0x04;
const AT = 0x40;

/** @param counts whether it has a counter; synced passkeys have none */
export async function anAuthenticator({ counts = true } = {}): Promise<Authenticator> {
  const pair = (await crypto.subtle.generateKey("Ed25519", true, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const id = crypto.getRandomValues(new Uint8Array(32));
  const publicKey = new Uint8Array(
    (await crypto.subtle.exportKey("raw", pair.publicKey)) as ArrayBuffer,
  );
  const key = concatBytes(
    new Uint8Array([0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32]),
    publicKey,
  );
  let uses = 0;
  const data = async (
    flags: number,
    { rpId = "localhost", userVerified = true, counter }: CeremonyOverrides,
  ) => {
    uses += counts ? 1 : 0;
    const count = new Uint8Array(4);
    new DataView(count.buffer).setUint32(0, counter ?? uses);
    const rp = new Uint8Array(await crypto.subtle.digest("SHA-256", toUtf8(rpId)));
    return concatBytes(rp, new Uint8Array([flags | UP | (userVerified ? UV : 0)]), count);
  };
  return {
    id: toBase64Url(id),
    key: toBase64Url(key),
    async register(challenge, overrides = {}) {
      const head = await data(AT, overrides);
      const attested = concatBytes(head, new Uint8Array(16), new Uint8Array([0, 32]), id, key);
      return {
        id: toBase64Url(id),
        client_data: clientData("webauthn.create", challenge, overrides),
        attestation: toBase64Url(attestationObject(attested)),
        transports: ["internal"],
      };
    },
    async assert(challenge, overrides = {}) {
      const head = await data(0, overrides);
      const client_data = clientData("webauthn.get", challenge, overrides);
      const hash = await crypto.subtle.digest("SHA-256", bytesOf(client_data));
      const signed = concatBytes(head, new Uint8Array(hash));
      const signature = await crypto.subtle.sign("Ed25519", pair.privateKey, signed);
      return {
        ...{ id: toBase64Url(id), client_data, authenticator_data: toBase64Url(head) },
        signature: toBase64Url(new Uint8Array(signature)),
      };
    },
  };
}

function clientData(usual: string, challenge: Hash, overrides: CeremonyOverrides): string {
  const { type = usual, origin = TERMINAL_ORIGIN, crossOrigin = false } = overrides;
  return toBase64Url(toUtf8(JSON.stringify({ type, challenge, origin, crossOrigin })));
}

/** CBOR: {"fmt": "none", "attStmt": {}, "authData": h'…'} */
function attestationObject(data: Uint8Array): Uint8Array {
  const text = (value: string) => concatBytes(new Uint8Array([0x60 + value.length]), toUtf8(value));
  const length = new Uint8Array([0x59, data.length >> 8, data.length & 255]);
  return concatBytes(
    ...[new Uint8Array([0xa3]), text("fmt"), text("none"), text("attStmt"), new Uint8Array([0xa0])],
    ...[text("authData"), length, data],
  );
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) =>
    one.charCodeAt(0),
  );
}
