/**
 * Proofs, made here: an assertion that a window of ours brought, or a PIN, encrypted at once for one purpose to the
 * key that the pinned root certified, and kept nowhere. The device key signs either for that purpose alone.
 */

import type { EncryptionKeyCertificate } from "../../protocol/account/step-up.ts";
import { Pin, type SignedStepUp, type StepUpProof } from "../../protocol/account/step-up.ts";
import { parse } from "../../protocol/parse.ts";
import { type Hash, verify } from "../../protocol/signing/signature.ts";
import { type Context, envelope } from "./context.ts";
import type { DeviceKey } from "./ports.ts";

/** @returns undefined for what isn't a PIN, or while there is no key that can be trusted with one [SU18] */
export async function sealedPin(
  context: Context,
  pin: string,
  purpose: Hash,
): Promise<string | undefined> {
  const certificate = await pinKey(context);
  if (!certificate || !parse(Pin, pin).ok) return undefined;
  return context.ports.sealPin(certificate, { pin, for: purpose });
}

async function pinKey(context: Context): Promise<EncryptionKeyCertificate | undefined> {
  const { profile } = await context.book.read();
  const signed = profile.state === "enrolled" ? profile.account.pin_key : undefined;
  if (!signed) return undefined;
  const { realm, mode, rootKey } = context.trust;
  const expected = { typ: "warifu/key-certificate/1", iss: realm, aud: "everyone", mode };
  if (await verify(signed, expected, rootKey)) return undefined;
  const { not_before, not_after } = signed.payload;
  const now = context.ports.now();
  return now >= not_before && now < not_after ? signed.payload : undefined;
}

/** [SU9] */
export function signedStepUp(
  context: Context,
  key: DeviceKey,
  purpose: Hash,
  proof: StepUpProof,
): Promise<SignedStepUp> {
  return key.sign({ ...envelope(context, key, "warifu/step-up/1"), for: purpose, proof });
}
