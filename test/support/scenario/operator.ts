// The operator of a scenario: his command against the world's real carrier, and a shopper's account as he finds it.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { node24, root } from "../../../cli/set-up.mjs";
import type { Shopper } from "./shopper.ts";
import type { World } from "./world.ts";

/** @returns what the command prints */
export function operator({ servers, keys }: World, ...words: string[]): string {
  const args = [join(root, "cli/operator.ts"), ...words, "--carrier", servers.carrierOrigin];
  const env = { ...process.env, WARIFU_OPERATOR_KEY: keys.carrier.OPERATOR_KEY };
  return execFileSync(node24(), args, { encoding: "utf8", env });
}

/** The carrier's label ends with the last four characters of the account's id. */
export async function accountOf(world: World, shopper: Shopper): Promise<string> {
  const stored = JSON.stringify(await shopper.stored());
  const end = /·· ([0-9a-v]{4})/.exec(stored)?.[1] ?? "";
  const journal = operator(world, "export", "--branch", "0");
  const account = new RegExp(`acc_test_[0-9a-v]*${end}\\b`).exec(journal)?.[0];
  if (!account) throw new Error("the shopper's account is not in the branch's journal");
  return account;
}
