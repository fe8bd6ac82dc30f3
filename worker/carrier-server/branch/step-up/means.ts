/**
 * What an account's holder can prove himself with, as its row has it: passkeys and PIN. Pure. What the terminal is
 * shown of it is no secret, and never the verifier of a PIN.
 */

import type { SecurityView } from "../../../../protocol/account/account-change.ts";
import type { PinView, StepUpMethods } from "../../../../protocol/account/step-up.ts";
import { PASSKEY_KEY_CHARS_MAX, PIN_TRIES_MAX } from "../../../../protocol/limits.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import { nextTryAt } from "./pin-tries.ts";

export interface Passkey {
  /** of the credential, base64url */
  readonly id: string;
  /** COSE, base64url */
  readonly key: string;
  /** the authenticator's last; 0 where it has none */
  readonly counter: number;
  readonly name: string;
  /** ms since the epoch */
  readonly addedAt: number;
  readonly transports: readonly string[];
}

/** A wrong PIN: which bytes it came in, and when (ms since the epoch). */
export interface WrongPin {
  readonly proof: Hash;
  readonly at: number;
}

export interface KeptPin {
  /** made by step-up/pin.ts; another one is another PIN */
  readonly verifier: string;
  /** since the last proof that held */
  readonly wrong: readonly WrongPin[];
}

export interface Means {
  readonly passkeys: readonly Passkey[];
  readonly pin?: KeptPin;
  /** the last change of the account by its holder: changes come in the order of their times [SU8] */
  readonly last?: { readonly change: Hash; readonly time: number };
}

export const NO_MEANS: Means = { passkeys: [] };

/** Whether there is anything to prove oneself with. */
export function hasMeans({ passkeys, pin }: Means): boolean {
  return passkeys.length > 0 || pin !== undefined;
}

/** Whoever has proven himself, by whichever means, begins with all his tries. */
export function withoutWrong(means: Means): Means {
  const { pin } = means;
  if (!pin || pin.wrong.length === 0) return means;
  return { ...means, pin: { ...pin, wrong: [] } };
}

/** [SU24] @param others every other terminal goes: then so does what a thief may have set there */
export function meansAfterRecovery(means: Means, others: boolean): Means {
  if (!others) return withoutWrong(means);
  return { passkeys: [], ...(means.last ? { last: means.last } : {}) };
}

/** [SU27] For the account's own terminals, with the public keys. */
export function ownMethodsOf(means: Means): Pick<SecurityView, "passkeys" | "pin"> {
  const { passkeys, pin } = methodsOf(means);
  const keys = new Map(means.passkeys.map(({ id, key }) => [id, key]));
  return { passkeys: passkeys.map((one) => ({ ...one, ...keyOf(keys.get(one.id)) })), pin };
}

/** One that is larger than any that we know is told nobody. */
function keyOf(key: string | undefined): { readonly key?: string } {
  return key !== undefined && key.length <= PASSKEY_KEY_CHARS_MAX ? { key } : {};
}

export function methodsOf({ passkeys, pin }: Means): StepUpMethods {
  return {
    passkeys: passkeys.map(({ id, name, addedAt, transports }) => ({
      ...{ id, name, added_at: addedAt },
      ...(transports.length > 0 ? { transports: [...transports] } : {}),
    })),
    pin: pinView(pin),
  };
}

function pinView(pin: KeptPin | undefined): PinView {
  if (!pin) return { state: "none" };
  if (pin.wrong.length >= PIN_TRIES_MAX) return { state: "locked" };
  const nextAt = nextTryAt(pin.wrong);
  return { state: "set", ...(nextAt === undefined ? {} : { next_at: nextAt }) };
}
