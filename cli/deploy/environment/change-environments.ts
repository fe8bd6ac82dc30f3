/**
 * `npm run environments`: writes the environments' part of both wrangler.toml's anew; with a name and options, sets where
 * that environment is first. It writes files of the checkout and asks nobody: whoever deploys commits them.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { joinValues } from "../../option-values.ts";
import { root } from "../../run.mjs";
import type { Role } from "../../system/servers.ts";
import { withEnvironments } from "./environment-sections.ts";
import {
  CONFIG,
  ENVIRONMENTS_FILE,
  EnvironmentName,
  Environments,
  readEnvironments,
} from "./environments.ts";

const USAGE = `npm run environments                                    writes both wrangler.toml's anew
npm run environments -- production --origin https://pay.example --carrier https://carrier.example
                     [--root-key KEY] [--account ID]    says where an environment is, and writes them`;

const OPTIONS = {
  origin: { type: "string" },
  carrier: { type: "string" },
  "root-key": { type: "string" },
  account: { type: "string" },
} as const;

/** @param top of the checkout @returns the files that changed */
export function writeEnvironments(top: string, environments: Environments): string[] {
  const changed = [ENVIRONMENTS_FILE, ...Object.values(CONFIG)].filter((path) => {
    const role = (Object.keys(CONFIG) as Role[]).find((one) => CONFIG[one] === path);
    const before = readFileSync(join(top, path), "utf8");
    const after = role
      ? withEnvironments(before, role, environments)
      : `${JSON.stringify(environments, null, 2)}\n`;
    if (after !== before) writeFileSync(join(top, path), after);
    return after !== before;
  });
  return changed;
}

/** @returns the exit code */
export function main(words: readonly string[]): number {
  try {
    const { values, positionals } = parseArgs({
      args: joinValues(words, OPTIONS),
      options: OPTIONS,
      allowPositionals: true,
    });
    const before = readEnvironments(root);
    const [name] = positionals;
    const { origin, carrier, account, "root-key": rootKey } = values;
    const set = Object.entries({ origin, carrier, account, rootKey }).filter(([, text]) => text);
    const named = name === undefined ? undefined : v.parse(EnvironmentName, name);
    if (!named && set.length > 0) throw new Error("of which environment?");
    const asked = named
      ? { ...before, [named]: { ...before[named], ...Object.fromEntries(set) } }
      : before;
    const parsed = v.safeParse(Environments, asked);
    if (!parsed.success) {
      const [issue] = parsed.issues;
      throw new Error(`${v.getDotPath(issue)}: ${issue.message}`);
    }
    const changed = writeEnvironments(root, parsed.output);
    console.log(
      changed.length === 0
        ? "Nothing to change."
        : `Written: ${changed.join(", ")}. Commit them: git commit -am "Our addresses"`,
    );
    return 0;
  } catch (error) {
    console.error(`environments: ${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    return 1;
  }
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
