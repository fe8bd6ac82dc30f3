/**
 * `npm run rollback -- --env production`: brings both Workers back to the version before, the synchronous server first, so
 * that the carrier still takes all that the newer one asks while both are at work. It moves no stored row: the version
 * before reads what the newer one wrote (docs/decisions/0047). What can't be taken back it refuses, and says why.
 */

import { parseArgs } from "node:util";
import * as v from "valibot";
import { PublicKey } from "../../protocol/signing/signature.ts";
import { joinValues } from "../option-values.ts";
import { root } from "../set-up.mjs";
import type { Role } from "../system/servers.ts";
import { type Account, checkAccount, deploymentsOf, versionOf } from "./checks/account-checks.ts";
import { type CloudflareApi, openApi } from "./cloudflare/api.ts";
import { wrangler } from "./cloudflare/wrangler.ts";
import {
  type Environment,
  EnvironmentName,
  readEnvironments,
  workerName,
} from "./environment/environments.ts";
import { smokeTest } from "./smoke/smoke-test.ts";
import { exitCodeOf, linesOfSteps, Missing } from "./steps.ts";
import { parseMark } from "./upload/deployed-mark.ts";
import { type KnownVersion, rollbackTarget } from "./upload/rollback-target.ts";
import { ROLLBACK_ORDER } from "./upload/upload-order.ts";
import { TITLES } from "./upload/upload-workers.ts";

const USAGE =
  "npm run rollback -- --env development|staging|production [--dry-run] [--root-key KEY]";
const OPTIONS = {
  env: { type: "string" },
  "root-key": { type: "string" },
  "dry-run": { type: "boolean", default: false },
} as const;
/** Cloudflare goes back to one of the last ten. */
const VERSIONS_LOOKED_AT = 10;

interface Rollback {
  readonly name: EnvironmentName;
  readonly environment: Environment;
  readonly dryRun: boolean;
}

async function rollback({ name, environment, dryRun }: Rollback): Promise<void> {
  const steps = linesOfSteps();
  const api = await steps.take("login", async () => ({
    said: "wrangler's, or CLOUDFLARE_API_TOKEN",
    value: await openApi(),
  }));
  const account = await steps.take("account", () => checkAccount(api, name, environment));
  const target = await steps.take("versions", async () => {
    const [carrier, synchronous] = [
      await historyOf(api, account, "carrier", name),
      await historyOf(api, account, "synchronous", name),
    ];
    const found = rollbackTarget({ carrier, synchronous });
    if (!found.ok) throw new Missing(found.why, found.next);
    const now = synchronous[0]?.mark;
    const said = `from ${now?.version} at ${now?.commit} back to ${found.mark.version} at ${found.mark.commit}`;
    return { said, value: found };
  });
  if (dryRun) return steps.say("Dry run: nothing was changed.");
  process.env.CLOUDFLARE_ACCOUNT_ID ??= account.id;
  for (const role of ROLLBACK_ORDER)
    await steps.take(TITLES[role], async () => {
      const { id } = target.to[role];
      const message = `back to ${target.mark.version} at ${target.mark.commit}`;
      const args = [
        "rollback",
        id,
        "--name",
        workerName(role, name),
        "--message",
        message,
        "--yes",
      ];
      await wrangler(args, `npm run rollback -- --env ${name}`);
      return { said: `at version ${id}`, value: null };
    });
  if (environment.rootKey) await smokeTest(steps, environment, environment.rootKey);
  else
    steps.say(
      "Not probed: environments.json has no rootKey (npm run environments -- NAME --root-key KEY)",
    );
  steps.say(
    `\n${name} is back at ${target.mark.version} (${target.mark.commit}). The wallets need nothing.`,
  );
}

async function historyOf(
  api: CloudflareApi,
  account: Account,
  role: Role,
  name: EnvironmentName,
): Promise<KnownVersion[]> {
  const worker = workerName(role, name);
  const ages = await deploymentsOf(api, account, worker);
  const ids = ages ? [ages.now, ...ages.former] : [];
  const versions: KnownVersion[] = [];
  for (const id of ids.slice(0, VERSIONS_LOOKED_AT)) {
    const { message } = await versionOf(api, account, worker, id);
    versions.push({ id, mark: parseMark(message) });
  }
  return versions;
}

/** @returns the exit code */
export async function main(words: readonly string[]): Promise<number> {
  return exitCodeOf(async () => {
    const { values } = parseArgs({
      args: joinValues(words, OPTIONS),
      options: OPTIONS,
    });
    const name = v.safeParse(EnvironmentName, values.env);
    if (!name.success) throw new Error(USAGE);
    const environment = readEnvironments(root)[name.output];
    const rootKey = values["root-key"];
    const known = rootKey === undefined ? {} : { rootKey: v.parse(PublicKey, rootKey) };
    await rollback({
      name: name.output,
      environment: { ...environment, ...known },
      dryRun: values["dry-run"],
    });
  });
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
