/**
 * Which branch an account belongs to. An account id names its branch for ever; only new accounts choose.
 */

import * as v from "valibot";
import { type AccountId, branchOf, Mode, modeOf } from "../../../protocol/ids.ts";
import type { CarrierEnv } from "../env.ts";

/**
 * Where new accounts are opened: one branch until it is full. Raising the number moves no account, but
 * openAccount must then ask the earlier branches first, since a repeated enrolment has to find the account
 * it opened there.
 */
export const NEWEST_BRANCH = 0;

export function branchName(mode: Mode, branch: number): string {
  return `${mode}/branch/${branch}`;
}

export function branchFor(env: Pick<CarrierEnv, "BRANCH">, account: AccountId) {
  return env.BRANCH.getByName(branchName(modeOf(account), branchOf(account)));
}

/** Every branch there is, by number. */
export function allBranches(env: Pick<CarrierEnv, "BRANCH" | "MODE">) {
  const mode = v.parse(Mode, env.MODE);
  const numbers = Array.from({ length: NEWEST_BRANCH + 1 }, (_, branch) => branch);
  return numbers.map((branch) => env.BRANCH.getByName(branchName(mode, branch)));
}

/** @param branch the number of one there is */
export function branchOfNumber(env: Pick<CarrierEnv, "BRANCH" | "MODE">, branch: number) {
  return env.BRANCH.getByName(branchName(v.parse(Mode, env.MODE), branch));
}

/** @param text as it stands in an address @returns undefined where there is no such branch: asking makes none */
export function branchNumbered(env: Pick<CarrierEnv, "BRANCH" | "MODE">, text: string) {
  const branch = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(branch <= NEWEST_BRANCH)) return undefined;
  return branchOfNumber(env, branch);
}
