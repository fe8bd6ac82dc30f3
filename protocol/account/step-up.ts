/**
 * Step-up: the payer's proof beyond his device key, a passkey (WebAuthn) or a PIN, for one confirmation or one
 * change of his account. Schema and type of the same name. Every proof names by its hash what it is for, and the
 * device key signs the proof: so nobody who relays it can use it elsewhere, or burn tries of the PIN. Rules [SU].
 */

import * as v from "valibot";
import { Mode } from "../ids.ts";
import {
  PASSKEY_TRANSPORTS_MAX,
  PASSKEYS_MAX,
  PIN_SEALED_CHARS_MAX,
  TERMINAL_NAME_CHARS_MAX,
} from "../limits.ts";
import { MinorUnits } from "../money/money.ts";
import { fromBase64Url } from "../signing/encoding.ts";
import { Hash, PublicKey, signedSchema } from "../signing/signature.ts";
import { KeyCertificate, Realm, Time } from "../signing/signed-objects.ts";

/** [LE77] For which payments one click is enough, minor units; what is absent asks for nothing. */
export const StepUpRule = v.strictObject({
  one_click: v.exactOptional(MinorUnits),
  one_click_total: v.exactOptional(MinorUnits),
  first_payment: v.exactOptional(v.literal("step_up")),
});
export type StepUpRule = v.InferOutput<typeof StepUpRule>;

/** Bytes as base64url. @param max characters */
export function base64Url(max: number) {
  return v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(max),
    v.check((text) => fromBase64Url(text) !== undefined, "not base64url"),
  );
}

/** WebAuthn allows 1,023 bytes of a credential's id. */
export const PasskeyId = base64Url(1_364);

/** What navigator.credentials.get() answered; its challenge is the hash of what the proof is for. */
export const PasskeyAssertion = v.strictObject({
  id: PasskeyId,
  client_data: base64Url(4_000),
  authenticator_data: base64Url(2_000),
  signature: base64Url(1_000),
});
export type PasskeyAssertion = v.InferOutput<typeof PasskeyAssertion>;

/** A PinContent as a compact JWE for the carrier's certified encryption key. */
export const SealedPin = v.pipe(
  v.string(),
  v.maxLength(PIN_SEALED_CHARS_MAX),
  v.regex(/^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/, "not a compact JWE"),
);

export const Pin = v.pipe(v.string(), v.regex(/^\d{6}$/, "not six digits"));

/** What is inside: the PIN, and the hash of the one thing that it is for. */
export const PinContent = v.strictObject({ pin: Pin, for: Hash });
export type PinContent = v.InferOutput<typeof PinContent>;

export const StepUpProof = v.variant("method", [
  v.strictObject({ method: v.literal("passkey"), assertion: PasskeyAssertion }),
  v.strictObject({ method: v.literal("pin"), sealed: SealedPin }),
]);
export type StepUpProof = v.InferOutput<typeof StepUpProof>;

/** Terminal's device key → branch: this proof, for the signed object with this hash. */
export const StepUp = v.strictObject({
  typ: v.literal("warifu/step-up/1"),
  iss: PublicKey,
  aud: Realm,
  mode: Mode,
  for: Hash,
  proof: StepUpProof,
});
export type StepUp = v.InferOutput<typeof StepUp>;
export const SignedStepUp = signedSchema(StepUp);
export type SignedStepUp = v.InferOutput<typeof SignedStepUp>;

/** Root → carrier: PINs are encrypted to this X25519 key in this period. No signature of it is ever taken. */
export const EncryptionKeyCertificate = v.strictObject({
  ...KeyCertificate.entries,
  use: v.literal("encrypt"),
});
export type EncryptionKeyCertificate = v.InferOutput<typeof EncryptionKeyCertificate>;
export const SignedEncryptionKeyCertificate = signedSchema(EncryptionKeyCertificate);
export type SignedEncryptionKeyCertificate = v.InferOutput<typeof SignedEncryptionKeyCertificate>;

/** Ways to reach a passkey, in the browser's own words. */
export const Transports = v.pipe(
  v.array(v.pipe(v.string(), v.maxLength(20), v.regex(/^[a-z-]+$/))),
  v.maxLength(PASSKEY_TRANSPORTS_MAX),
);

/** A passkey as its owner sees it. `transports`: how the browser may reach it, as it said itself. */
export const PasskeyView = v.object({
  id: PasskeyId,
  name: v.pipe(v.string(), v.maxLength(TERMINAL_NAME_CHARS_MAX)),
  added_at: Time,
  transports: v.exactOptional(Transports),
});
export type PasskeyView = v.InferOutput<typeof PasskeyView>;

/** `locked`: ten wrong ones. `next_at`: until then no try is taken, ms since the epoch. */
export const PinView = v.object({
  state: v.picklist(["none", "set", "locked"]),
  next_at: v.exactOptional(Time),
});
export type PinView = v.InferOutput<typeof PinView>;

/** What the payer can prove himself with. */
export const StepUpMethods = v.object({
  passkeys: v.pipe(v.array(PasskeyView), v.maxLength(PASSKEYS_MAX)),
  pin: PinView,
});
export type StepUpMethods = v.InferOutput<typeof StepUpMethods>;
