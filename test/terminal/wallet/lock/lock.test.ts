// When the wallet is locked, and how long the next try waits: decisions alone, with a clock that is moved by hand.

import { describe, expect, it } from "vitest";
import {
  AUTO_LOCK_MS,
  FREE_TRIES,
  hasLock,
  isLocked,
  type KeptLock,
  type LockNow,
  nextTryAt,
  tryCounted,
  waitAfter,
} from "../../../../terminal/wallet/lock/lock.ts";
import { NOW } from "../../../support/builders/realm.ts";

const MINUTE = 60_000;
const CODE = { salt: "c2FsdA", rounds: 600_000, hash: "aGFzaA" };
const PASSKEY = { id: "cGs", key: "a2V5" };

const lock = (kept: KeptLock | undefined, usedAt?: number, passkeys = [PASSKEY]): LockNow => ({
  ...{ kept, passkeys },
  session: usedAt === undefined ? {} : { usedAt },
});

describe("a terminal", () => {
  it("without a lock is open, whatever the session says", () => {
    expect(isLocked(lock(undefined), NOW)).toBe(false);
  });

  it("is locked when the browser has just started: nobody has unlocked it", () => {
    expect(isLocked(lock({ code: CODE }), NOW)).toBe(true);
    expect(isLocked(lock({}), NOW)).toBe(true);
  });

  it("is not held closed by a lock that nothing opens any more", () => {
    expect(hasLock(lock({}, undefined, []))).toBe(false);
    expect(isLocked(lock({}, undefined, []), NOW)).toBe(false);
    expect(isLocked(lock({ code: CODE }, undefined, []), NOW)).toBe(true);
  });

  it.each(AUTO_LOCK_MS)("locks after %i ms without use, and not a moment before", (afterMs) => {
    const open = lock({ code: CODE, afterMs }, NOW);
    expect(isLocked(open, NOW + afterMs - 1)).toBe(false);
    expect(isLocked(open, NOW + afterMs)).toBe(true);
  });

  it("without such a time stays open as long as the browser runs", () => {
    expect(isLocked(lock({ code: CODE }, NOW), NOW + 365 * 24 * 60 * MINUTE)).toBe(false);
  });

  it("is locked when its clock was put back, and bears a clock that is set right", () => {
    const open = lock({ code: CODE, afterMs: 5 * MINUTE }, NOW);
    expect(isLocked(open, NOW - 30_000)).toBe(false);
    expect(isLocked(open, NOW - 2 * MINUTE)).toBe(true);
  });
});

describe("wrong codes", () => {
  it("cost nothing five times, then the wait doubles up to a day", () => {
    const waits = Array.from({ length: 20 }, (_, wrong) => waitAfter(wrong));
    expect(waits.slice(0, FREE_TRIES)).toEqual([0, 0, 0, 0, 0]);
    expect(waits.slice(5, 9)).toEqual([30_000, 60_000, 120_000, 240_000]);
    expect(waits.at(-1)).toBe(24 * 60 * MINUTE);
  });

  it("count from before they are looked at", () => {
    expect(tryCounted(undefined, NOW)).toEqual({ wrong: 1, at: NOW, open: true });
    expect(tryCounted({ wrong: 4, at: 1 }, NOW)).toEqual({ wrong: 5, at: NOW, open: true });
  });

  it("let the next one be looked at when its wait is over", () => {
    expect(nextTryAt(undefined, NOW)).toBeUndefined();
    expect(nextTryAt({ wrong: 4, at: NOW }, NOW)).toBeUndefined();
    expect(nextTryAt({ wrong: 5, at: NOW }, NOW)).toBe(NOW + 30_000);
    expect(nextTryAt({ wrong: 5, at: NOW }, NOW + 30_000)).toBeUndefined();
  });

  it("of a clock that ran ahead wait no longer than their wait from now", () => {
    const ahead = { wrong: 5, at: NOW + 365 * 24 * 60 * MINUTE };
    expect(nextTryAt(ahead, NOW)).toBe(NOW + 30_000);
  });
});
