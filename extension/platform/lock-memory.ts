/**
 * Where the lock is kept: its code, stretched, and its wrong tries with everything else; that it is open, in the
 * browser's session storage, which outlives this worker and not the browser.
 */

import { browser } from "wxt/browser";
import type { LockMemory } from "../../terminal/wallet/lock/keeper.ts";
import type { KeptLock, LockSession } from "../../terminal/wallet/lock/lock.ts";

export const LOCK_KEY = "lock";

/** Written by lockMemory alone: the types are those that went in. */
async function readKept(): Promise<KeptLock | undefined> {
  return (await browser.storage.local.get(LOCK_KEY))[LOCK_KEY] as KeptLock | undefined;
}

async function readSession(): Promise<LockSession> {
  return ((await browser.storage.session.get(LOCK_KEY))[LOCK_KEY] as LockSession | undefined) ?? {};
}

export function lockMemory(): LockMemory {
  return {
    readKept,
    readSession,
    writeKept: (kept) =>
      kept
        ? browser.storage.local.set({ [LOCK_KEY]: kept })
        : browser.storage.local.remove(LOCK_KEY),
    writeSession: (session) => browser.storage.session.set({ [LOCK_KEY]: session }),
  };
}

export interface StoredLock {
  readonly kept: KeptLock | undefined;
  readonly session: LockSession;
}

/** For whoever only looks. */
export async function readLock(): Promise<StoredLock> {
  const [kept, session] = await Promise.all([readKept(), readSession()]);
  return { kept, session };
}

export function watchLock(changed: (lock: StoredLock) => void): void {
  const look = (changes: Readonly<Record<string, unknown>>) => {
    if (Object.hasOwn(changes, LOCK_KEY)) void readLock().then(changed);
  };
  browser.storage.local.onChanged.addListener(look);
  browser.storage.session.onChanged.addListener(look);
}
