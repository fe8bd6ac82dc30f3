/**
 * Certifying a register: from its registration to its certificate. Pure but for hashes and the signature.
 * In this deployment the operator's key vouches for name and origins; the registration proves the key.
 */

import { assert } from "../../../protocol/assert.ts";
import { fromBase64Url } from "../../../protocol/encoding.ts";
import { type Mode, type RegisterId, registerIdFrom } from "../../../protocol/ids.ts";
import { type PublicKey, sha256, sign } from "../../../protocol/signature.ts";
import type {
  RegisterCertificate,
  Registration,
  SignedRegisterCertificate,
} from "../../../protocol/signed-objects.ts";
import { settlementAccount } from "../branch/ledger.ts";
import type { Deployment } from "../deployment.ts";

const DAY_MS = 24 * 60 * 60_000;
export const CERTIFICATE_MS = 365 * DAY_MS;
/** A certificate nearer to its end than this is renewed when it is asked for again. */
export const RENEW_BEFORE_MS = 30 * DAY_MS;
/** Clocks of terminals and servers need not agree to the second. */
const NOT_BEFORE_MS = 60_000;

/** The first 8 bytes of the key's SHA-256: the same key is the same register. */
export async function registerIdOf(mode: Mode, key: PublicKey): Promise<RegisterId> {
  const digest = fromBase64Url(await sha256(fromBase64Url(key) ?? new Uint8Array()));
  assert(digest, "a SHA-256 decodes");
  return registerIdFrom(mode, digest.subarray(0, 8));
}

/** What certifies, and the register's sealed fee schedules if it has any [LE43]. */
type Certifying = Pick<Deployment, "trust" | "signing"> & { readonly fees?: string | undefined };

/** @param now ms since the epoch */
export async function certify(
  register: RegisterId,
  { iss, name, origins }: Registration,
  now: number,
  { trust, signing, fees }: Certifying,
): Promise<SignedRegisterCertificate> {
  const certificate: RegisterCertificate = {
    typ: "warifu/register-certificate/1",
    iss: trust.realm,
    aud: "everyone",
    mode: trust.mode,
    kid: signing.kid,
    register,
    name,
    origins: origins.map((origin) => ({ origin, proven_at: now })),
    key: iss,
    settlement_account: settlementAccount(register),
    ...(fees === undefined ? {} : { fees }),
    not_before: now - NOT_BEFORE_MS,
    not_after: now + CERTIFICATE_MS,
  };
  return sign(certificate, signing.key);
}

/** The same register as before under other fees, from now on. Newer than `before`, whatever the clock says. */
export async function recertify(
  before: RegisterCertificate,
  now: number,
  { trust, signing, fees }: Certifying,
): Promise<SignedRegisterCertificate> {
  const { fees: _, ...kept } = before;
  const certificate: RegisterCertificate = {
    ...kept,
    iss: trust.realm,
    kid: signing.kid,
    ...(fees === undefined ? {} : { fees }),
    not_before: Math.max(now - NOT_BEFORE_MS, before.not_before + 1),
    not_after: now + CERTIFICATE_MS,
  };
  return sign(certificate, signing.key);
}

/** The same name and origins under a certificate that is good for a while yet: the same certificate is answered. */
export function stillFits(
  { payload }: SignedRegisterCertificate,
  { iss, name, origins }: Registration,
  now: number,
): boolean {
  const proven = payload.origins.map(({ origin }) => origin);
  return (
    payload.key === iss &&
    payload.name === name &&
    proven.length === origins.length &&
    proven.every((origin, at) => origin === origins[at]) &&
    now < payload.not_after - RENEW_BEFORE_MS
  );
}
