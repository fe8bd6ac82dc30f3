/**
 * What the carrier tells of a register, taken: a newer certificate, a newer standing, and the key before this one. Pure.
 * What is older than what is known changes nothing, in whatever order it comes.
 */

import type { Standing } from "../../../protocol/register/register-key.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import type { CertificatePair } from "../till/config.ts";
import type { RegisterRecord } from "./store.ts";

export interface CarrierNews {
  readonly pair: CertificatePair;
  readonly standing: Standing;
  /** of the key before this certificate's, ms since the epoch */
  readonly formerUntil: number;
}

/** @returns the record itself where nothing of it is news */
export function withNews(
  known: RegisterRecord,
  { pair, standing, formerUntil }: CarrierNews,
  certificateHash: Hash,
): RegisterRecord {
  const newer = isNewerThan(pair, known.pair);
  const changedKey = newer && known.pair.certificate.payload.key !== pair.certificate.payload.key;
  const former = changedKey
    ? { certificate: known.certificateHash, until: formerUntil }
    : known.former;
  const stands = standing.number > (known.standing?.number ?? -1) ? standing : known.standing;
  if (!newer && stands === known.standing) return known;
  return {
    ...known,
    ...(newer ? { pair, certificateHash } : {}),
    ...(stands ? { standing: stands } : {}),
    ...(former ? { former } : {}),
  };
}

export function isNewerThan({ certificate }: CertificatePair, known: CertificatePair): boolean {
  return certificate.payload.not_before > known.certificate.payload.not_before;
}
