/**
 * Whether a proof counts, pure: what was checked of it before the turn, held against what the account has in the
 * turn. A wrong PIN is counted here; an assertion counts once, and never one from behind the counter.
 */

import type { StepUpProof } from "../../../../protocol/account/step-up.ts";
import { PIN_TRIES_MAX } from "../../../../protocol/limits.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import type { PinRefused } from "../../carrier.ts";
import { type KeptPin, type Means, type Passkey, withoutWrong } from "./means.ts";
import { refusedUnread, wrongPin } from "./pin-tries.ts";

/** A proof that the device key signed for this very purpose. */
export interface GivenProof {
  readonly proof: StepUpProof;
  /** hash of the proof: the same bytes again are the same try */
  readonly name: Hash;
  /** hash of what it is for: an assertion's challenge, and what a PIN is bound to */
  readonly purpose: Hash;
}

/** What cryptography says of a proof, against one passkey or one PIN. */
export type CheckedProof =
  /** `counter`: the authenticator's, where the assertion holds under `key` */
  | { readonly method: "passkey"; readonly key: string; readonly counter?: number }
  /** `foreign`: what came isn't a PIN for this purpose; `unreadable`: ours is under a key that is gone */
  | {
      readonly method: "pin";
      readonly verifier: string;
      readonly pin: "right" | "wrong" | "foreign" | "unreadable";
    };

export type Judgement =
  /** the account's means, as they are after it */
  | { readonly kind: "proven"; readonly means: Means }
  /** `means`: with the try counted, where it counts */
  | { readonly kind: "refused"; readonly refusal: Refusal | PinRefused; readonly means?: Means }
  /** it was not checked yet, or against what the account no longer has */
  | { readonly kind: "unchecked" };

const refused = (code: Refusal["code"]): Judgement => ({ kind: "refused", refusal: refusal(code) });

/** @param now ms since the epoch */
export function judgeProof(
  means: Means,
  given: GivenProof,
  checked: CheckedProof | undefined,
  now: number,
): Judgement {
  const { proof } = given;
  if (proof.method === "pin") return judgePin(means, given, checked, now);
  const passkey = means.passkeys.find(({ id }) => id === proof.assertion.id);
  if (!passkey) return refused("passkey_refused");
  if (checked?.method !== "passkey" || checked.key !== passkey.key) return { kind: "unchecked" };
  const { counter } = checked;
  if (counter === undefined || isBehind(counter, passkey)) return refused("passkey_refused");
  const passkeys = means.passkeys.map((one) => (one === passkey ? { ...one, counter } : one));
  return { kind: "proven", means: withoutWrong({ ...means, passkeys }) };
}

/** Two authenticators with one key, or an old assertion: WebAuthn §7.2, step 22. */
function isBehind(counter: number, passkey: Passkey): boolean {
  return (counter > 0 || passkey.counter > 0) && counter <= passkey.counter;
}

function judgePin(
  means: Means,
  { name }: GivenProof,
  checked: CheckedProof | undefined,
  now: number,
): Judgement {
  const { pin } = means;
  if (!pin) return { kind: "refused", refusal: { ...refusal("pin_blocked"), tries_left: 0 } };
  const unread = refusedUnread(pin.wrong, name, now);
  if (unread) return { kind: "refused", refusal: unread };
  if (checked?.method !== "pin" || checked.verifier !== pin.verifier) return { kind: "unchecked" };
  if (checked.pin === "foreign") return refused("step_up_mismatch");
  if (checked.pin === "unreadable") return refused("storage_unavailable");
  if (checked.pin === "right") return { kind: "proven", means: withoutWrong(means) };
  const wrong: KeptPin["wrong"] = [...pin.wrong, { proof: name, at: now }].slice(-PIN_TRIES_MAX);
  return { kind: "refused", refusal: wrongPin(wrong), means: { ...means, pin: { ...pin, wrong } } };
}
