/** This terminal was revoked: it says so, and what was paid here stays to be seen [TE19]. */

import type { Stored } from "../../../wallet/ports.ts";
import type { Revoked } from "../../../wallet/terminal-profile.ts";
import type { Listed } from "../history/state.ts";
import { lastPayments } from "../home/state.ts";

export interface RevokedState {
  readonly status: "revoked";
  readonly account: string;
  /** when it heard of it, ms since the epoch */
  readonly at: number;
  readonly entries: readonly Listed[];
  /** for "Today" and "Yesterday", ms since the epoch */
  readonly now: number;
}

export function revokedState(
  { account, at }: Revoked,
  stored: Pick<Stored, "records" | "disputes">,
  now: number,
): RevokedState {
  return { status: "revoked", account: account.label, at, entries: lastPayments(stored), now };
}
