/**
 * WebAuthn's two ceremonies, checked with the library and nothing more: challenge, origin, RP id, signature. What we
 * ask beyond the standard is in passkey.ts. A library throws for what doesn't hold; here that is an answer.
 */

import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { cose, decodeCredentialPublicKey } from "@simplewebauthn/server/helpers";
import { isEcdsaDer } from "../../../protocol/signing/ecdsa-der.ts";
import { fromBase64Url, toBase64Url } from "../../../protocol/signing/encoding.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";

/** COSE: ES256 and EdDSA (RFC 9053 §2). */
const ALGORITHMS = [-7, -8];

export interface Ceremony {
  readonly challenge: Hash;
  readonly rpId: string;
  readonly origins: readonly string[];
  /** whether the authenticator must have verified its user */
  readonly userVerified: boolean;
  /** origins that may have our page in a frame of theirs; none: it may be in no frame */
  readonly topOrigins?: readonly string[];
}

export interface Registered {
  /** base64url */
  readonly id: string;
  /** COSE, base64url */
  readonly key: string;
  readonly counter: number;
  /** attestation format */
  readonly format: string;
}

const expected = ({ challenge, rpId, origins, userVerified, topOrigins }: Ceremony) => ({
  expectedChallenge: challenge,
  expectedOrigin: [...origins],
  expectedRPID: rpId,
  requireUserVerification: userVerified,
  ...(topOrigins ? { expectedTopOrigin: [...topOrigins] } : {}),
});

const credentialOf = (id: string) =>
  ({ id, rawId: id, type: "public-key", clientExtensionResults: {} }) as const;

export async function verifyRegistration(
  given: { readonly id: string; readonly client_data: string; readonly attestation: string },
  ceremony: Ceremony,
): Promise<Registered | undefined> {
  const response = { clientDataJSON: given.client_data, attestationObject: given.attestation };
  const options = { ...expected(ceremony), supportedAlgorithmIDs: ALGORITHMS };
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...credentialOf(given.id), response },
      ...options,
    });
    if (!verified || registrationInfo.credential.id !== given.id) return undefined;
    const { credential, fmt } = registrationInfo;
    const key = toBase64Url(credential.publicKey);
    return { id: credential.id, key, counter: credential.counter, format: fmt };
  } catch {
    return undefined;
  }
}

/** @returns the authenticator's counter: whether it may be this one is the caller's to say */
export async function verifyAssertion(
  given: {
    readonly id: string;
    readonly client_data: string;
    readonly authenticator_data: string;
    readonly signature: string;
  },
  passkey: { readonly id: string; readonly key: string },
  ceremony: Ceremony,
): Promise<number | undefined> {
  const publicKey = fromBase64Url(passkey.key);
  const signature = fromBase64Url(given.signature);
  if (!publicKey || !signature || given.id !== passkey.id) return undefined;
  const response = {
    clientDataJSON: given.client_data,
    authenticatorData: given.authenticator_data,
    signature: given.signature,
  };
  try {
    // The library reads more spellings of an ECDSA signature than there should be [SG9].
    const alg = decodeCredentialPublicKey(publicKey).get(cose.COSEKEYS.alg);
    if (alg === cose.COSEALG.ES256 && !isEcdsaDer(signature)) return undefined;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...credentialOf(given.id), response },
      ...expected(ceremony),
      credential: { id: passkey.id, publicKey, counter: 0 },
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}
