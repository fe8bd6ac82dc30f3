/**
 * How a shop proves that an origin is its own: a file there names the register's key. The carrier fetches it; who can
 * put a file at that place of a host can change its pages too, which is all that an origin means [RG6].
 */

import * as v from "valibot";
import { Mode } from "../ids.ts";
import { PublicKey } from "../signing/signature.ts";
import { Realm } from "../signing/signed-objects.ts";

export const WELL_KNOWN_PATH = "/.well-known/warifu.json";

/** The file: every key that this origin is a register's pages for. Open, so that a newer one may say more. */
export const WellKnown = v.object({
  warifu: v.literal(1),
  registers: v.pipe(
    v.array(v.object({ mode: Mode, realm: Realm, key: PublicKey })),
    v.minLength(1),
    v.maxLength(50),
  ),
});
export type WellKnown = v.InferOutput<typeof WellKnown>;

/** Whose key must be named: one of another mode or under another root proves nothing. */
export interface ProvenKey {
  readonly mode: Mode;
  readonly realm: string;
  readonly key: PublicKey;
}

export function namesKey({ registers }: WellKnown, { mode, realm, key }: ProvenKey): boolean {
  return registers.some((one) => one.mode === mode && one.realm === realm && one.key === key);
}

/** Why an origin isn't proven. */
export const ProofFailure = v.picklist([
  /** not https, a literal address, a name that isn't public, or one that leads to a private address */
  "address_refused",
  /** the resolver didn't say where it is: that says nothing of the origin [RG19] */
  "unresolved",
  /** no answer, not in time, or no such name */
  "unreachable",
  /** a redirect, or any status but 200 */
  "not_found",
  /** its Content-Type isn't application/json */
  "wrong_type",
  "too_large",
  /** not JSON, or not of the form */
  "malformed",
  "key_not_named",
]);
export type ProofFailure = v.InferOutput<typeof ProofFailure>;
