/**
 * Decides a change of an account's terminals, pure: what was signed was verified before, by whom is decided here,
 * in the turn of the payer's account. SPEC's "Order of checks of a change of terminals", 4 to 11, is this file
 * from top to bottom. A refusal changes nothing but the count of wrong PINs. Rules [TE2] to [TE20], [SU25], [SU26].
 */

import type { TerminalChange } from "../../../../protocol/account/terminal-changes.ts";
import type { AccountId } from "../../../../protocol/ids.ts";
import { LINK_MS, REQUEST_SKEW_MS } from "../../../../protocol/limits.ts";
import { type ProblemCode, type Refusal, refusal } from "../../../../protocol/problem.ts";
import type { PublicKey } from "../../../../protocol/signing/signature.ts";
import type { StepUpRefusal } from "../../carrier.ts";
import { type Account, hasActiveKey } from "../ledger.ts";
import { askProof } from "../step-up/ask-proof.ts";
import type { CheckedProof, GivenProof } from "../step-up/judge-proof.ts";
import { hasMeans } from "../step-up/means.ts";
import { appliedChange } from "./apply-change.ts";
import { deviceOf, deviceRefusal, recoveryKeysAt } from "./device-keys.ts";

export interface ChangeCommand {
  readonly account: AccountId;
  /** its signature holds */
  readonly change: TerminalChange;
  /** of an approval: the account that the new key would have opened by itself */
  readonly own?: AccountId;
  /** for the hash of this signed change */
  readonly stepUp?: GivenProof;
}

export interface TerminalFacts {
  readonly account: Account | undefined;
  readonly checked?: CheckedProof | undefined;
  /** the account that the approved key has, or had */
  readonly has?: AccountId | undefined;
}

export type TerminalDecision =
  /** `account` is the very one that came in where nothing is left to do */
  | { readonly kind: "done"; readonly account: Account }
  /** with a wrong PIN counted, where there was one */
  | {
      readonly kind: "refused";
      readonly refusal: Refusal | StepUpRefusal;
      readonly account?: Account;
    }
  | { readonly kind: "unchecked" };

/** @param now ms since the epoch */
export function decideTerminals(
  { account, checked, has }: TerminalFacts,
  { change, stepUp }: ChangeCommand,
  now: number,
): TerminalDecision {
  if (!account) return no("unknown_terminal");
  const byRecovery = recoveryKeysAt(account, now).some(({ key }) => key === change.iss);
  const stranger = byRecovery ? undefined : deviceRefusal(account, change.iss, "unknown_terminal");
  if (stranger) return { kind: "refused", refusal: stranger };
  if (isDone(account, change)) return { kind: "done", account };
  if (change.time < now - LINK_MS || change.time > now + REQUEST_SKEW_MS)
    return no("stale_request");
  if (account.status === "closed") return no("status_conflict");
  const needed = !byRecovery && hasMeans(account.means) && takesProof(change);
  const proof = askProof(account.means, { stepUp, needed }, checked, now);
  // Judged last [SU17]: a PIN isn't tried for what would be refused anyway.
  const means = proof.kind === "proven" ? proof.means : account.means;
  const proven = stepUp !== undefined;
  const after = appliedChange({ ...account, means }, change, { now, has, byRecovery, proven });
  if (!after.ok) return { kind: "refused", refusal: after.error };
  if (proof.kind === "unchecked") return { kind: "unchecked" };
  if (proof.kind === "proven") return { kind: "done", account: after.value };
  const counted = proof.means ? { account: { ...account, means: proof.means } } : {};
  return { kind: "refused", refusal: proof.refusal, ...counted };
}

/** A repeat, or a naming that a later one has overtaken: nothing is left to do. */
function isDone(account: Account, change: TerminalChange): boolean {
  switch (change.typ) {
    case "warifu/terminal-approval/1":
      return hasActiveKey(account, change.terminal);
    case "warifu/terminal-revocation/1":
      return change.terminals.every((key) => deviceOf(account, key)?.state === "revoked");
    case "warifu/terminal-naming/1":
      return change.time <= (deviceOf(account, change.terminal)?.namedAt ?? -1);
    case "warifu/recovery-key/1":
      return account.recovery[0]?.key === change.recovery;
  }
}

/** [SU25] What a thief at an unlocked terminal must not do. To give that one up, or to name one, takes nobody anything. */
function takesProof(change: TerminalChange): boolean {
  if (change.typ === "warifu/terminal-naming/1") return false;
  if (change.typ !== "warifu/terminal-revocation/1") return true;
  return change.terminals.some((key: PublicKey) => key !== change.iss);
}

function no(code: ProblemCode): TerminalDecision {
  return { kind: "refused", refusal: refusal(code) };
}
