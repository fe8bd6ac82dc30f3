/**
 * What Books hold of who a register is, as one value: certificate, origins, fees, standing, and what is still to be
 * told. Every change makes the next value out of the one before, by one function: a new certificate where it says
 * something else than before or is near its end, none where there is nothing to certify. Pure but for the signature.
 */

import type { EncryptionKey } from "../../../protocol/disclosure/asks.ts";
import type { CertifiedRegister } from "../../../protocol/messages.ts";
import type { FeeSchedules } from "../../../protocol/money/fees.ts";
import type { RegisterNews, Standing } from "../../../protocol/register/register-key.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import { type Certifiable, endsSoon } from "./certify-register.ts";
import { certifiedOrigins, type OriginState } from "./origins.ts";

export interface RegisterFacts {
  readonly name: string;
  readonly key: PublicKey;
  readonly origins: readonly OriginState[];
  /** what shoppers encrypt to, if it asks them for anything [DI2] */
  readonly encryptionKey?: EncryptionKey;
  readonly schedules: FeeSchedules;
  /** by the operator [RG15] */
  readonly suspended: boolean;
  /** of the last change of the key, 0 before any */
  readonly keyNumber: number;
  /** of the key before this one, ms since the epoch */
  readonly formerUntil?: number;
  /** a lost key's successor, as one operator asked for it [RG12] */
  readonly proposal?: { readonly key: PublicKey; readonly operator: string };
}

export interface RegisterRecord extends RegisterFacts {
  readonly certified: CertifiedRegister;
  /** effective: by the operator, or for want of a proven origin */
  readonly standing: Standing;
  /** the synchronous server has yet to take what this says */
  readonly untold: boolean;
}

/** Seals what a certificate says of fees and signs it, under the keys of now. */
export type Certify = (
  who: Certifiable,
  schedules: FeeSchedules,
  before: RegisterRecord | undefined,
) => Promise<CertifiedRegister>;

/** @param now ms since the epoch */
export async function nextRecord(
  register: CertifiedRegister["register"],
  facts: RegisterFacts,
  before: RegisterRecord | undefined,
  now: number,
  makeCertificate: Certify,
): Promise<RegisterRecord> {
  const origins = certifiedOrigins(facts.origins);
  const suspended = facts.suspended || origins.length === 0;
  const { name, key, encryptionKey } = facts;
  const encryption = encryptionKey === undefined ? {} : { encryption_key: encryptionKey };
  const who: Certifiable = { register, name, key, origins, ...encryption };
  const kept = before && keeps(before, facts, who, suspended, now) ? before.certified : undefined;
  const certified = kept ?? (await makeCertificate(who, facts.schedules, before));
  const changed = before?.standing.suspended !== suspended;
  const standing = { number: (before?.standing.number ?? 0) + (changed ? 1 : 0), suspended };
  const untold = before === undefined || before.untold || changed || !kept;
  return { ...facts, certified, standing, untold };
}

/** Whether the certificate of before is the one of now. Without a proven origin none can be made [RG8]. */
function keeps(
  before: RegisterRecord,
  { schedules }: RegisterFacts,
  { name, key, origins, encryption_key }: Certifiable,
  suspended: boolean,
  now: number,
): boolean {
  if (origins.length === 0) return true;
  const { payload } = before.certified.certificate;
  const same =
    payload.name === name &&
    payload.key === key &&
    payload.encryption_key === encryption_key &&
    isSame(payload.origins, origins) &&
    isSame(before.schedules, schedules);
  return same && (suspended || !endsSoon(payload, now));
}

export function newsOf({ certified, standing, formerUntil }: RegisterRecord): RegisterNews {
  const former = formerUntil === undefined ? {} : { former_until: formerUntil };
  return { ...certified, standing, ...former };
}

/** Two values of it say the same, whatever was told meanwhile. */
export function isSameRecord(a: RegisterRecord | undefined, b: RegisterRecord | undefined) {
  const told = (record: RegisterRecord | undefined) => record && { ...record, untold: false };
  return isSame(told(a), told(b));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
