/** Lock: how it is set up. It is only ever seen while it is open. */

import type { LockNow } from "../../../wallet/lock/lock.ts";

export interface LockState {
  readonly status: "lock";
  /** there is one */
  readonly on: boolean;
  readonly code: boolean;
  /** a passkey of the account opens it */
  readonly passkey: boolean;
  /** locks after so long without use, ms; 0: not by itself */
  readonly afterMs: number;
}

export function lockState({ kept, passkeys }: LockNow): LockState {
  return {
    status: "lock",
    on: kept !== undefined,
    code: kept?.code !== undefined,
    passkey: passkeys.length > 0,
    afterMs: kept?.afterMs ?? 0,
  };
}
