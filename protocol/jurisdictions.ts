/**
 * In which jurisdiction an account's or a register's objects lie: the first two letters of its id behind the mode say it,
 * for ever [DE1]. An account's are the number of its branch; a register's are the hash of its first key, so that whoever
 * makes the key chooses by it. Pure.
 */

import * as v from "valibot";
import type { AccountId, RegisterId } from "./ids.ts";

/** Those that the platform has, by their own names (of Cloudflare's Durable Objects). */
export const Jurisdiction = v.picklist(["eu", "us"]);
export type Jurisdiction = v.InferOutput<typeof Jurisdiction>;

/** `reg_live_`, `acc_test_` */
const HEAD_CHARS = 9;
const MARK_CHARS = 2;

/** @returns undefined: anywhere, as most are */
export function jurisdictionOf(id: RegisterId | AccountId): Jurisdiction | undefined {
  const mark = id.slice(HEAD_CHARS, HEAD_CHARS + MARK_CHARS);
  // Compared, not parsed: every call of a till goes through here.
  return mark === "eu" || mark === "us" ? mark : undefined;
}

/** Base32hex letters of five bits each, in front of a branch's sixteen [DE2]. */
const FIRST_BRANCH: Readonly<Record<Jurisdiction, number>> = {
  eu: ((14 << 5) | 30) << 6,
  us: ((30 << 5) | 28) << 6,
};
const BRANCHES = 1 << 6;

/** The first branch of a jurisdiction; up to 64 there can be. */
export function firstBranchOf(jurisdiction: Jurisdiction): number {
  return FIRST_BRANCH[jurisdiction];
}

/** @returns undefined for a branch that may lie anywhere */
export function jurisdictionOfBranch(branch: number): Jurisdiction | undefined {
  return Jurisdiction.options.find((one) => {
    const first = FIRST_BRANCH[one];
    return branch >= first && branch < first + BRANCHES;
  });
}
