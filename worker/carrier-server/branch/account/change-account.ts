/**
 * What an account's holder changes of it himself, pure: passkeys, PIN, one-click rules. Whoever has means to prove
 * himself must do so to change them, and to loosen a rule always; to tighten one, the device key is enough.
 * Changes come in the order of their times, so that none that was overtaken comes back. Rules [SU5] to [SU8], [SU21].
 */

import type { AccountChange, Change } from "../../../../protocol/account/account-change.ts";
import type { AccountId } from "../../../../protocol/ids.ts";
import { PASSKEYS_MAX } from "../../../../protocol/limits.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import type { Hash, PublicKey } from "../../../../protocol/signing/signature.ts";
import type { StepUpRefusal } from "../../carrier.ts";
import type { Registered } from "../../step-up/webauthn.ts";
import type { SettledPayment } from "../confirm/spending.ts";
import { isLooser, withRule } from "../confirm/step-up.ts";
import type { Account } from "../ledger.ts";
import { askProof } from "../step-up/ask-proof.ts";
import type { CheckedProof, GivenProof } from "../step-up/judge-proof.ts";
import { hasMeans, type Passkey } from "../step-up/means.ts";
import { deviceRefusal } from "../terminal/device-keys.ts";

/** A change whose signature, registration and PIN were verified: verify-change.ts. */
export interface VerifiedChange {
  readonly account: AccountId;
  readonly device: PublicKey;
  /** hash of the signed change */
  readonly hash: Hash;
  readonly time: AccountChange["time"];
  readonly change: PreparedChange;
  readonly stepUp?: GivenProof;
}

export type PreparedChange =
  | Extract<Change, { kind: "remove_passkey" | "remove_pin" | "set_one_click" | "allow_budget" }>
  | {
      readonly kind: "add_passkey";
      readonly name: string;
      readonly passkey: Registered;
      readonly transports: readonly string[];
    }
  /** `verifier`: made by step-up/pin.ts */
  | { readonly kind: "set_pin"; readonly verifier: string };

export type ChangeDecision =
  /** `again`: it is the last change, and is done */
  | { readonly kind: "done"; readonly account: Account; readonly again: boolean }
  /** with a wrong PIN counted, where there was one */
  | {
      readonly kind: "refused";
      readonly refusal: Refusal | StepUpRefusal;
      readonly account?: Account;
    }
  | { readonly kind: "unchecked"; readonly account: Account };

export interface ChangeFacts {
  readonly account: Account | undefined;
  readonly checked?: CheckedProof | undefined;
  /** what the account ever settled, read only if it is needed */
  readonly settled: () => readonly SettledPayment[];
}

const refused = (code: Refusal["code"]): ChangeDecision => ({
  kind: "refused",
  refusal: refusal(code),
});

/** @param now ms since the epoch */
export function decideChange(
  { account, checked, settled }: ChangeFacts,
  request: VerifiedChange,
  now: number,
): ChangeDecision {
  const stranger = deviceRefusal(account, request.device, "unknown_terminal");
  if (!account || stranger) return refused(stranger?.code ?? "unknown_terminal");
  const { last } = account.means;
  if (last?.change === request.hash) return { kind: "done", account, again: true };
  if (last && request.time <= last.time) return refused("stale_request");
  const needed = needsProof(account, request.change);
  const proof = askProof(account.means, { stepUp: request.stepUp, needed }, checked, now);
  if (proof.kind === "unchecked") return { kind: "unchecked", account };
  if (proof.kind === "refused") {
    const counted = proof.means ? { account: { ...account, means: proof.means } } : {};
    return { kind: "refused", refusal: proof.refusal, ...counted };
  }
  const { hash, time, change } = request;
  const after = applied({ ...account, means: proof.means }, change, now, settled);
  if (!after) return refused("too_many_passkeys");
  const means = { ...after.means, last: { change: hash, time } };
  return { kind: "done", account: { ...after, means }, again: false };
}

function needsProof({ means, stepUps }: Account, change: PreparedChange): boolean {
  if (change.kind !== "set_one_click") return hasMeans(means);
  return isLooser(change.rule, stepUps.own?.[change.currency] ?? {});
}

function applied(
  account: Account,
  change: PreparedChange,
  now: number,
  settled: ChangeFacts["settled"],
): Account | undefined {
  const { means } = account;
  switch (change.kind) {
    case "add_passkey":
      return withPasskey(account, change, now);
    case "remove_passkey": {
      const passkeys = means.passkeys.filter(({ id }) => id !== change.id);
      return { ...account, means: { ...means, passkeys } };
    }
    case "set_pin":
      return { ...account, means: { ...means, pin: { verifier: change.verifier, wrong: [] } } };
    case "remove_pin": {
      const { pin: _, ...rest } = means;
      return { ...account, means: rest };
    }
    // Kept where it is counted: in the terminal. Here it is only proven [BU6].
    case "allow_budget":
      return account;
    case "set_one_click": {
      const { currency, rule } = change;
      const stepUps = withRule(account.stepUps, { currency, rule, by: "payer" }, settled);
      return { ...account, stepUps };
    }
  }
}

/** A credential that is here already takes its new name and counter. */
function withPasskey(
  account: Account,
  { name, passkey, transports }: Extract<PreparedChange, { kind: "add_passkey" }>,
  now: number,
): Account | undefined {
  const { means } = account;
  const { id, key, counter } = passkey;
  const others = means.passkeys.filter((one) => one.id !== id);
  if (others.length >= PASSKEYS_MAX) return undefined;
  const added: Passkey = { id, key, counter, name, addedAt: now, transports };
  return { ...account, means: { ...means, passkeys: [...others, added] } };
}
