/**
 * Whether a holder may go on with a change, pure: the proof that came counts, or none was needed. One that came is
 * judged in either case [SU17].
 */

import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import type { StepUpRefusal } from "../../carrier.ts";
import { type CheckedProof, type GivenProof, judgeProof } from "./judge-proof.ts";
import { type Means, methodsOf } from "./means.ts";

export type AskedProof =
  /** the means as they are after it */
  | { readonly kind: "proven"; readonly means: Means }
  /** `means`: with a wrong PIN counted, where there was one */
  | { readonly kind: "refused"; readonly refusal: Refusal | StepUpRefusal; readonly means?: Means }
  /** it was not checked yet, or against what the account no longer has */
  | { readonly kind: "unchecked" };

export interface ProofAsked {
  readonly stepUp: GivenProof | undefined;
  readonly needed: boolean;
}

/** @param now ms since the epoch */
export function askProof(
  means: Means,
  { stepUp, needed }: ProofAsked,
  checked: CheckedProof | undefined,
  now: number,
): AskedProof {
  if (stepUp) return judgeProof(means, stepUp, checked, now);
  if (!needed) return { kind: "proven", means };
  const required = { ...refusal("step_up_required"), reason: "change" } as const;
  return { kind: "refused", refusal: { ...required, methods: methodsOf(means) } };
}
