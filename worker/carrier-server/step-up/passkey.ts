/**
 * Passkeys as we take them: made and used in a window of a terminal that this carrier knows by its origin, never in
 * a frame, with the authenticator having verified its user. Attestation isn't asked for, and proves nothing here.
 */

import * as v from "valibot";
import type { PasskeyRegistration } from "../../../protocol/account/account-change.ts";
import type { PasskeyAssertion } from "../../../protocol/account/step-up.ts";
import { fromBase64Url } from "../../../protocol/signing/encoding.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import { type Registered, verifyAssertion, verifyRegistration } from "./webauthn.ts";

/** Where this carrier's passkeys live. */
export interface PasskeySettings {
  /** our host: the one that terminals have permission for [SU3] */
  readonly rpId: string;
  /** of the terminals, as their browsers write them into clientDataJSON */
  readonly origins: readonly string[];
}

const FORMATS = ["none", "packed"];

export async function registeredPasskey(
  registration: PasskeyRegistration,
  challenge: Hash,
  settings: PasskeySettings,
): Promise<Registered | undefined> {
  if (isFramed(registration.client_data)) return undefined;
  const ceremony = { ...settings, challenge, userVerified: true };
  const registered = await verifyRegistration(registration, ceremony);
  return registered && FORMATS.includes(registered.format) ? registered : undefined;
}

/** @returns the authenticator's counter, or undefined for an assertion that doesn't hold */
export async function assertedCounter(
  assertion: PasskeyAssertion,
  passkey: { readonly id: string; readonly key: string },
  challenge: Hash,
  settings: PasskeySettings,
): Promise<number | undefined> {
  if (isFramed(assertion.client_data)) return undefined;
  return verifyAssertion(assertion, passkey, { ...settings, challenge, userVerified: true });
}

const ClientData = v.object({ crossOrigin: v.optional(v.literal(false)) });

/** The library lets a frame pass where the browser doesn't name the page around it. */
function isFramed(clientData: string): boolean {
  const bytes = fromBase64Url(clientData);
  if (!bytes) return true;
  try {
    return !v.is(ClientData, JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return true;
  }
}
