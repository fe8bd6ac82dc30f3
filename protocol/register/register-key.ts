/**
 * The change of a register's signing key: one object, signed by the key there is and by the next one, so that nobody
 * can name a key that he doesn't hold, nor take over a register without its key [RG11]. Also what the carrier tells of
 * a register whenever something of it changes.
 */

import * as v from "valibot";
import { assert } from "../assert.ts";
import { EncryptionKey } from "../disclosure/asks.ts";
import { Mode, RegisterId, registerIdFrom } from "../ids.ts";
import { fromBase64Url } from "../signing/encoding.ts";
import { PublicKey, SignatureText, sha256, signedSchema } from "../signing/signature.ts";
import {
  Realm,
  SignedKeyCertificate,
  SignedRegisterCertificate,
  SignedRegistration,
  Time,
} from "../signing/signed-objects.ts";

/** The first 8 bytes of the first key's SHA-256: the same key is the same register. Later keys change no id [RG11]. */
export async function registerIdOf(mode: Mode, key: PublicKey): Promise<RegisterId> {
  const digest = fromBase64Url(await sha256(fromBase64Url(key) ?? new Uint8Array()));
  assert(digest, "a SHA-256 decodes");
  return registerIdFrom(mode, digest.subarray(0, 8));
}

/** Register's key → carrier: from now on this is my key. */
export const RegisterKeyChange = v.strictObject({
  typ: v.literal("warifu/register-key/1"),
  iss: RegisterId,
  aud: Realm,
  mode: Mode,
  /** of this register, each greater than the one before; the SDK takes the time */
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  next: PublicKey,
  /** from now on; left out, the one there is stays [DI3] */
  encryption_key: v.exactOptional(EncryptionKey),
  /** until then the former key's terms and orders are taken too [RG13] */
  former_until: Time,
});
export type RegisterKeyChange = v.InferOutput<typeof RegisterKeyChange>;
export const SignedRegisterKeyChange = signedSchema(RegisterKeyChange);
export type SignedRegisterKeyChange = v.InferOutput<typeof SignedRegisterKeyChange>;

/** POST /v1/register-key, with a full API key: `proof` is the next key's signature over the same payload. */
export const ChangeRegisterKey = v.strictObject({
  change: SignedRegisterKeyChange,
  proof: SignatureText,
});
export type ChangeRegisterKey = v.InferOutput<typeof ChangeRegisterKey>;

/** POST /v1/origins, with a full API key: the register's name as it is, and all its origins from now on [RG10]. */
export const ChangeOrigins = v.strictObject({ registration: SignedRegistration });
export type ChangeOrigins = v.InferOutput<typeof ChangeOrigins>;

/** Answer to both: the certificate from now on. */
export const RegisterCertified = v.object({
  register: RegisterId,
  certificate: SignedRegisterCertificate,
  chain: SignedKeyCertificate,
});
export type RegisterCertified = v.InferOutput<typeof RegisterCertified>;

/** Whether a register may begin trades; numbered, so that an older word never counts after a newer one. */
export const Standing = v.object({
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  suspended: v.boolean(),
});
export type Standing = v.InferOutput<typeof Standing>;

/** Carrier ↦ synchronous server: all that it has to know of a register. */
export const RegisterNews = v.object({
  ...RegisterCertified.entries,
  standing: Standing,
  /** of the key before this certificate's, if there was one */
  former_until: v.exactOptional(Time),
});
export type RegisterNews = v.InferOutput<typeof RegisterNews>;
