/**
 * The lock of this terminal: whether it is locked now, and when the next try counts. It keeps from whoever sits at an
 * unlocked computer what the wallet shows, and from paying with it; it encrypts nothing, so it keeps nobody from the
 * disk (decision 0040). Pure: time is passed in, what is stored is passed in.
 */

/** The terminal's own code, stretched: see code.ts. */
export interface LockCode {
  /** base64url */
  readonly salt: string;
  readonly rounds: number;
  /** base64url */
  readonly hash: string;
}

/** Wrong codes in a row, and the time of the last; a try counts from before it is looked at. */
export interface LockTries {
  readonly wrong: number;
  /** ms since the epoch */
  readonly at: number;
  /** the last one is just being looked at */
  readonly open?: true;
}

/** Kept as long as the terminal is. Absent: it has no lock. */
export interface KeptLock {
  readonly code?: LockCode;
  /** locks after so long without use, ms; absent: only by hand, and when the browser starts */
  readonly afterMs?: number;
  readonly tries?: LockTries;
}

/** Kept as long as the browser runs. Empty: nobody has unlocked since it started. */
export interface LockSession {
  /** when it was last used since it was unlocked, ms since the epoch */
  readonly usedAt?: number;
  /** what a passkey is to sign, once, and when it was made */
  readonly challenge?: { readonly text: string; readonly at: number };
}

/** A passkey of the account, whose assertion can be checked here. */
export interface KnownPasskey {
  readonly id: string;
  /** COSE, base64url */
  readonly key: string;
  readonly transports?: string[];
}

/** All that there is to know of the lock at one moment. */
export interface LockNow {
  readonly kept: KeptLock | undefined;
  readonly session: LockSession;
  /** those of the account that this terminal knows the keys of */
  readonly passkeys: readonly KnownPasskey[];
}

/** After how long without use it may lock by itself, ms. */
export const AUTO_LOCK_MS = [5 * 60_000, 15 * 60_000, 60 * 60_000] as const;
export const CODE_CHARS_MIN = 6;
export const CODE_CHARS_MAX = 64;
/** So many wrong codes in a row cost nothing but the trouble. */
export const FREE_TRIES = 5;
const WAIT_FIRST_MS = 30_000;
const WAIT_MAX_MS = 24 * 60 * 60_000;
/** A clock that was put back so far has not gone wrong by itself. */
const CLOCK_SLACK_MS = 60_000;
/** The browser ends a passkey's ceremony before that. */
export const CHALLENGE_MS = 60_000;

/** A lock that nothing opens any more (its one passkey was removed elsewhere) holds nobody out. */
export function hasLock({ kept, passkeys }: LockNow): boolean {
  return kept !== undefined && (kept.code !== undefined || passkeys.length > 0);
}

/** @param now ms since the epoch */
export function isLocked(lock: LockNow, now: number): boolean {
  if (!hasLock(lock)) return false;
  const { usedAt } = lock.session;
  if (usedAt === undefined || usedAt > now + CLOCK_SLACK_MS) return true;
  const { afterMs } = lock.kept ?? {};
  return afterMs !== undefined && now - usedAt >= afterMs;
}

/** How long the next try waits after so many wrong ones, ms: it doubles, up to a day. */
export function waitAfter(wrong: number): number {
  if (wrong < FREE_TRIES) return 0;
  return Math.min(WAIT_FIRST_MS * 2 ** (wrong - FREE_TRIES), WAIT_MAX_MS);
}

/** @returns when the next code is looked at, ms since the epoch; undefined: at once */
export function nextTryAt(tries: LockTries | undefined, now: number): number | undefined {
  if (!tries) return undefined;
  const wait = waitAfter(tries.wrong);
  // From now at most: whoever put the clock forward before a try must not wait for that day to come.
  const next = Math.min(tries.at, now) + wait;
  return next > now ? next : undefined;
}

/** The tries as they are stored before this one is looked at: a terminal that dies over it has counted it. */
export function tryCounted(tries: LockTries | undefined, now: number): LockTries {
  return { wrong: (tries?.wrong ?? 0) + 1, at: now, open: true };
}

export function isCodePossible(code: string): boolean {
  return code.length >= CODE_CHARS_MIN && code.length <= CODE_CHARS_MAX;
}
