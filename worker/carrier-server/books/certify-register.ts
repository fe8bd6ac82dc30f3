/**
 * A register's certificate, made: who it is and what is proven of it, under the carrier's key of now. Pure but for
 * hashes and the signature. Whoever calls has the proofs, and the operator's word for the name.
 */

import { CERTIFICATE_MS, RENEW_BEFORE_MS } from "../../../protocol/limits.ts";
import { sign } from "../../../protocol/signing/signature.ts";
import type {
  RegisterCertificate,
  Registration,
  SignedRegisterCertificate,
} from "../../../protocol/signing/signed-objects.ts";
import { settlementAccount } from "../branch/ledger.ts";
import type { Deployment } from "../deployment.ts";

/** Clocks of terminals and servers need not agree to the second. */
const NOT_BEFORE_MS = 60_000;

/** What certifies, and the register's sealed fee schedules if it has any [LE43]. */
export type Certifying = Pick<Deployment, "trust" | "signing"> & {
  readonly fees?: string | undefined;
};

/** Who the register is, from now on. */
export type Certifiable = Pick<
  RegisterCertificate,
  "register" | "name" | "origins" | "key" | "encryption_key"
>;

/**
 * @param now ms since the epoch
 * @param before the certificate that this one replaces: it is newer than that, whatever the clock says
 */
export async function certify(
  { register, name, origins, key, encryption_key }: Certifiable,
  now: number,
  { trust, signing, fees }: Certifying,
  before?: RegisterCertificate,
): Promise<SignedRegisterCertificate> {
  const certificate: RegisterCertificate = {
    typ: "warifu/register-certificate/1",
    iss: trust.realm,
    aud: "everyone",
    mode: trust.mode,
    kid: signing.kid,
    register,
    name,
    origins,
    key,
    settlement_account: settlementAccount(register),
    ...(encryption_key === undefined ? {} : { encryption_key }),
    ...(fees === undefined ? {} : { fees }),
    not_before: Math.max(now - NOT_BEFORE_MS, (before?.not_before ?? 0) + 1),
    not_after: now + CERTIFICATE_MS,
  };
  return sign(certificate, signing.key);
}

/** The same name and origins under a certificate that is good for a while yet: the same certificate is answered. */
export function stillFits(
  { payload }: SignedRegisterCertificate,
  { iss, name, origins, encryption_key = payload.encryption_key }: Registration,
  now: number,
): boolean {
  const proven = payload.origins.map(({ origin }) => origin);
  return (
    payload.key === iss &&
    payload.encryption_key === encryption_key &&
    payload.name === name &&
    proven.length === origins.length &&
    proven.every((origin, at) => origin === origins[at]) &&
    !endsSoon(payload, now)
  );
}

/** [RG9] */
export function endsSoon({ not_after }: RegisterCertificate, now: number): boolean {
  return now >= not_after - RENEW_BEFORE_MS;
}
