/**
 * Locked: neither balance nor history nor any shop's name is in this state, so none can be drawn. Only that something
 * waits, or is under way, is said.
 */

import { type LockNow, nextTryAt } from "../../../wallet/lock/lock.ts";
import type { Stored } from "../../../wallet/ports.ts";
import type { RecordState } from "../../../wallet/trade-record.ts";

export interface LockedState {
  readonly status: "locked";
  readonly code: boolean;
  readonly passkey: boolean;
  /** a shop asks for something */
  readonly waiting: boolean;
  /** a payment that was confirmed before goes to its end */
  readonly underWay: boolean;
  /** `checking`: a code is being looked at */
  readonly tried?: "checking" | "wrong";
  /** until then no code is looked at, ms since the epoch */
  readonly nextAt?: number;
  /** there are recovery words for the account */
  readonly recoverable: boolean;
}

const WAITING: readonly RecordState[] = ["preparing", "reading", "offered", "proving"];
const UNDER_WAY: readonly RecordState[] = ["claiming", "confirming"];
/** A try that is being looked at for longer was a worker's last: it counted. */
const CHECKING_MS = 10_000;

/** @param now ms since the epoch */
export function lockedState(
  { kept, passkeys }: LockNow,
  { records, profile }: Stored,
  now: number,
): LockedState {
  const states = Object.values(records).map(({ state }) => state);
  const tries = kept?.tries;
  const nextAt = nextTryAt(tries, now);
  const isOpen = tries?.open && now - tries.at < CHECKING_MS;
  return {
    status: "locked",
    code: kept?.code !== undefined,
    passkey: passkeys.length > 0,
    waiting: states.some((state) => WAITING.includes(state)),
    underWay: isUnderWay(records),
    ...(tries ? { tried: isOpen ? "checking" : "wrong" } : {}),
    ...(nextAt === undefined || isOpen ? {} : { nextAt }),
    recoverable: profile.state === "enrolled" && profile.account.recovery !== undefined,
  };
}

/** Whoever began anew now would never hear how it ended. */
export function isUnderWay(records: Stored["records"]): boolean {
  return Object.values(records).some(({ state }) => UNDER_WAY.includes(state));
}
