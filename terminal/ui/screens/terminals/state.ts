/** The account's terminals as one of them shows them: who may pay, who may not any more, and what is being done. */

import type { SecurityView } from "../../../../protocol/account/account-change.ts";
import type { ProblemCode } from "../../../../protocol/problem.ts";
import type { PublicKey } from "../../../../protocol/signing/signature.ts";
import { type Enrolled, type LinkWork, NO_SECURITY } from "../../../wallet/terminal-profile.ts";

export interface TerminalEntry {
  readonly key: PublicKey;
  readonly name: string;
  /** ms since the epoch */
  readonly since: number;
  readonly usedAt?: number;
  readonly revokedAt?: number;
  /** the one that shows this */
  readonly own: boolean;
}

export interface TerminalsState {
  readonly status: "terminals";
  readonly entries: readonly TerminalEntry[];
  /** orders of one are shown in the others; absent where there is no other */
  readonly shared?: boolean;
  readonly link?: LinkWork;
  /** a change is on its way; `slow` once an answer didn't come */
  readonly change?: "sending" | "slow";
  readonly refused?: ProblemCode;
  /** since when there is a recovery key, ms since the epoch */
  readonly recoverySince?: number;
  /** shown once; in this window's memory alone */
  readonly words?: NewWords;
  /** with `words`: what becomes of those that there are [TE12] */
  readonly oldWords?: "end" | "stay";
}

export interface NewWords {
  readonly text: string;
  /** groups that are to be typed again, from 1 */
  readonly ask: readonly number[];
}

export function terminalsState(
  { account, key: own, terminals: work = {} }: Enrolled,
  words: NewWords | undefined,
  /** its owner wants nothing shared */
  off = false,
): TerminalsState {
  const { link, change, refused } = work;
  const { terminals = [], recovery } = account;
  const isAlone = !terminals.some(({ key, revoked_at }) => key !== own && revoked_at === undefined);
  return {
    status: "terminals",
    entries: terminals
      .map(({ key, name = "", since, used_at, revoked_at }) => ({
        ...{ key, name, since, own: key === own },
        ...(used_at === undefined ? {} : { usedAt: used_at }),
        ...(revoked_at === undefined ? {} : { revokedAt: revoked_at }),
      }))
      .sort(ownFirst),
    ...(isAlone ? {} : { shared: !off }),
    ...(link ? { link } : {}),
    ...(change ? { change: change.tries > 0 ? ("slow" as const) : ("sending" as const) } : {}),
    ...(refused ? { refused } : {}),
    ...(recovery ? { recoverySince: recovery.since } : {}),
    ...(words === undefined ? {} : { words }),
    ...(words && recovery ? { oldWords: isProvable(account.security) ? "end" : "stay" } : {}),
  };
}

function isProvable({ passkeys, pin }: SecurityView = NO_SECURITY): boolean {
  return passkeys.length > 0 || pin.state !== "none";
}

/** @param typed as a person copies it: what looks alike is alike, as in the codes */
export function isGroup(typed: string, group: string): boolean {
  const read = typed.toUpperCase().replaceAll(/[\s-]/g, "");
  return read.replaceAll("O", "0").replaceAll(/[IL]/g, "1") === group;
}

/** This one, then those that may pay, then those that may not. */
function ownFirst(a: TerminalEntry, b: TerminalEntry): number {
  const rank = ({ own, revokedAt }: TerminalEntry) => (own ? 0 : revokedAt === undefined ? 1 : 2);
  return rank(a) - rank(b) || b.since - a.since;
}
