/**
 * How many wrong PINs an account takes, pure: some for nothing, some for a wait, and then none. Counted in the turn,
 * so that guesses that come at once get no more tries than those that come one by one. Rules [SU13] to [SU15].
 */

import { PIN_DELAYS_MS, PIN_TRIES_FREE, PIN_TRIES_MAX } from "../../../../protocol/limits.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import type { PinRefused } from "../../carrier.ts";
import type { WrongPin } from "./means.ts";

/** @returns until when no try is taken, ms since the epoch; undefined where the next one may come at once */
export function nextTryAt(wrong: readonly WrongPin[]): number | undefined {
  const delay = PIN_DELAYS_MS[wrong.length - PIN_TRIES_FREE];
  const last = wrong.at(-1);
  return delay === undefined || !last ? undefined : last.at + delay;
}

/** What a try is answered before it is looked at; undefined: it may be. @param now ms since the epoch */
export function refusedUnread(
  wrong: readonly WrongPin[],
  proof: Hash,
  now: number,
): PinRefused | undefined {
  const before = wrong.findIndex((one) => one.proof === proof);
  // The same bytes again, as after a lost answer: what was said, and no other try.
  if (before >= 0) return wrongPin(wrong.slice(0, before + 1));
  if (wrong.length >= PIN_TRIES_MAX) return { ...refusal("pin_blocked"), tries_left: 0 };
  const nextAt = nextTryAt(wrong);
  if (nextAt === undefined || now >= nextAt) return undefined;
  return { ...refusal("pin_blocked"), tries_left: triesLeft(wrong), next_at: nextAt };
}

/** What the last of these was answered. */
export function wrongPin(wrong: readonly WrongPin[]): PinRefused {
  const nextAt = nextTryAt(wrong);
  const code: Refusal["code"] = "wrong_pin";
  const wait = nextAt === undefined ? {} : { next_at: nextAt };
  return { ...refusal(code), tries_left: triesLeft(wrong), ...wait };
}

function triesLeft(wrong: readonly WrongPin[]): number {
  return Math.max(0, PIN_TRIES_MAX - wrong.length);
}
