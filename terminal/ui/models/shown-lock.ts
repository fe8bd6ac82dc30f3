/** The lock as a window knows it: what is stored of it, and the passkeys that could open it. Pure. */

import { knownPasskeys } from "../../wallet/lock/known-passkeys.ts";
import type { KeptLock, LockNow, LockSession } from "../../wallet/lock/lock.ts";
import type { Stored } from "../../wallet/ports.ts";

/** As it is stored, in the terminal and in the browser's session. */
export interface ShownLock {
  readonly kept: KeptLock | undefined;
  readonly session: LockSession;
}

export function lockOf(lock: ShownLock, { profile }: Stored): LockNow {
  return { ...lock, passkeys: knownPasskeys(profile) };
}
