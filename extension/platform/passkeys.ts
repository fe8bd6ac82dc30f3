/**
 * WebAuthn in a window of ours: the browser asks for the passkey, and what it answers goes to the background as it
 * is. The RP id is our host, so that one passkey serves every terminal; the challenge comes from what is signed.
 */

import type { PasskeyRegistration } from "../../protocol/account/account-change.ts";
import type { PasskeyAssertion, PasskeyView } from "../../protocol/account/step-up.ts";
import { fromBase64Url, toBase64Url, toUtf8 } from "../../protocol/signing/encoding.ts";
import { ORIGIN } from "../pins.ts";

/** Shorter than a claim lasts: an assertion that comes later proves nothing any more. */
const CEREMONY_MS = 50_000;
/** COSE: ES256 and EdDSA. */
const ALGORITHMS = [-7, -8];

const rpId = new URL(ORIGIN).hostname;
const bytes = (text: string) => fromBase64Url(text) ?? new Uint8Array();
const text = (buffer: ArrayBuffer) => toBase64Url(new Uint8Array(buffer));

/** @returns undefined when the shopper, or the browser, ended it */
export async function askForPasskey(
  challenge: string,
  passkeys: readonly Pick<PasskeyView, "id" | "transports">[],
): Promise<PasskeyAssertion | undefined> {
  const allowCredentials = passkeys.map(({ id, transports = [] }) => ({
    ...{ type: "public-key" as const, id: bytes(id) },
    transports: transports as AuthenticatorTransport[],
  }));
  const credential = await ended(
    navigator.credentials.get({
      publicKey: {
        ...{ challenge: bytes(challenge), rpId, allowCredentials, timeout: CEREMONY_MS },
        userVerification: "required",
      },
    }),
  );
  if (!(credential instanceof PublicKeyCredential)) return undefined;
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    id: credential.id,
    client_data: text(response.clientDataJSON),
    authenticator_data: text(response.authenticatorData),
    signature: text(response.signature),
  };
}

/** @param account its label, which is all that the authenticator is told of it */
export async function makePasskey(
  challenge: string,
  account: string,
  known: readonly PasskeyView[],
): Promise<PasskeyRegistration | undefined> {
  const credential = await ended(
    navigator.credentials.create({
      publicKey: {
        ...{ challenge: bytes(challenge), timeout: CEREMONY_MS, attestation: "none" },
        rp: { id: rpId, name: "Warifu" },
        // One per account: another passkey of it on the same authenticator takes the old one's place.
        user: { id: await digest(account), name: account, displayName: account },
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
        excludeCredentials: known.map(({ id }) => ({ type: "public-key", id: bytes(id) })),
        authenticatorSelection: { userVerification: "required", residentKey: "preferred" },
      },
    }),
  );
  if (!(credential instanceof PublicKeyCredential)) return undefined;
  const response = credential.response as AuthenticatorAttestationResponse;
  return {
    id: credential.id,
    client_data: text(response.clientDataJSON),
    attestation: text(response.attestationObject),
    transports: response.getTransports(),
  };
}

/** A ceremony that was broken off is an answer: none. */
async function ended(ceremony: Promise<Credential | null>): Promise<Credential | undefined> {
  try {
    return (await ceremony) ?? undefined;
  } catch {
    return undefined;
  }
}

async function digest(account: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest("SHA-256", toUtf8(`warifu/account ${account}`));
}
