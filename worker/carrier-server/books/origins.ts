/**
 * The origins of a register as its Books know them: since when each is proven, and since when its proof fails. Pure. An
 * origin whose proof fails stays in the certificate for a grace, so that a bad deployment of a shop ends nothing; then
 * it leaves, and comes back by being proven, from a new day on [RG8].
 */

import { ORIGIN_GRACE_MS, REPROVE_FAILING_MS, REPROVE_MS } from "../../../protocol/limits.ts";
import type { ProofFailure } from "../../../protocol/register/origin-proof.ts";
import type { RegisterCertificate } from "../../../protocol/signing/signed-objects.ts";
import type { Proof } from "../origins/prove-origin.ts";

export interface OriginState {
  readonly origin: string;
  /** since when it is proven without a gap, ms since the epoch; null once it has left the certificate */
  readonly proven_at: number | null;
  /** when it was looked at last */
  readonly checked_at: number;
  readonly failing_since: number | null;
  readonly failure: ProofFailure | null;
  /** development alone: the operator's word stands in the proof's place */
  readonly vouched: boolean;
}

/** @param known what was known of it, if anything */
export function afterProof(
  known: OriginState | undefined,
  origin: string,
  proof: Proof,
  now: number,
): OriginState {
  const { proven_at = null, failing_since = null } = known ?? {};
  const before = { proven_at, failing_since };
  const seen = { origin, checked_at: now, vouched: false };
  if (proof.ok)
    return { ...seen, proven_at: before.proven_at ?? now, failing_since: null, failure: null };
  // [RG19] Nobody was asked: it is as good, or as bad, as before.
  if (proof.error === "unresolved") return { ...seen, ...before, failure: proof.error };
  const since = before.failing_since ?? now;
  const left = before.proven_at === null || now - since >= ORIGIN_GRACE_MS;
  const provenAt = left ? null : before.proven_at;
  return { ...seen, proven_at: provenAt, failing_since: since, failure: proof.error };
}

export function vouchedOrigin(known: OriginState | undefined, origin: string, now: number) {
  const failing = { failing_since: null, failure: null };
  const provenAt = known?.proven_at ?? now;
  return { origin, proven_at: provenAt, checked_at: now, ...failing, vouched: true };
}

/** Those that stand in a certificate, in their order. */
export function certifiedOrigins(states: readonly OriginState[]): RegisterCertificate["origins"] {
  return states.flatMap(({ origin, proven_at }) =>
    proven_at === null ? [] : [{ origin, proven_at }],
  );
}

/** When an origin is to be looked at again. */
export function nextCheck({ checked_at, failure, vouched }: OriginState): number {
  if (vouched) return Number.POSITIVE_INFINITY;
  return checked_at + (failure === null ? REPROVE_MS : REPROVE_FAILING_MS);
}

/** What a certificate from before there were proofs says of its origins: due for one now. */
export function statesOf({ origins }: Pick<RegisterCertificate, "origins">): OriginState[] {
  return origins.map(({ origin, proven_at }) => ({
    ...{ origin, proven_at, checked_at: 0, vouched: false },
    ...{ failing_since: null, failure: null },
  }));
}
