/**
 * Which branch an account belongs to. An account id names its branch for ever; only new accounts choose.
 */

import * as v from "valibot";
import { type AccountId, branchOf, Mode, modeOf } from "../../../protocol/ids.ts";
import { firstBranchOf, Jurisdiction } from "../../../protocol/jurisdictions.ts";
import { branchNamed } from "../../objects/placed.ts";
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
  const branch = branchOf(account);
  return branchNamed(env.BRANCH, branch, branchName(modeOf(account), branch));
}

type Places = Pick<CarrierEnv, "BRANCH" | "MODE" | "JURISDICTIONS">;

/** Those that may lie anywhere, then one for each jurisdiction that the carrier serves [DE3]. */
export function branchNumbers({ JURISDICTIONS = "" }: Pick<CarrierEnv, "JURISDICTIONS">): number[] {
  const anywhere = Array.from({ length: NEWEST_BRANCH + 1 }, (_, branch) => branch);
  const served = JURISDICTIONS.split(" ").filter((one) => v.is(Jurisdiction, one));
  return [...anywhere, ...served.map(firstBranchOf)];
}

/** Every branch there is, by number. */
export function allBranches(env: Places) {
  return branchNumbers(env).map((branch) => branchOfNumber(env, branch));
}

/** @param branch the number of one there is */
export function branchOfNumber(env: Pick<CarrierEnv, "BRANCH" | "MODE">, branch: number) {
  return branchNamed(env.BRANCH, branch, branchName(v.parse(Mode, env.MODE), branch));
}

/** @param text as it stands in an address @returns undefined where there is no such branch: asking makes none */
export function branchNumbered(env: Places, text: string) {
  const branch = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!branchNumbers(env).includes(branch)) return undefined;
  return branchOfNumber(env, branch);
}

/** Where a new account is opened. @returns undefined where the carrier doesn't serve that jurisdiction [DE3] */
export function branchForNew(
  env: Pick<CarrierEnv, "JURISDICTIONS">,
  jurisdiction: Jurisdiction | undefined,
): number | undefined {
  if (jurisdiction === undefined) return NEWEST_BRANCH;
  const branch = firstBranchOf(jurisdiction);
  return branchNumbers(env).includes(branch) ? branch : undefined;
}
