/**
 * `npm run deploy -- --env production [--keys FOLDER] [--dry-run]`: from this checkout to a running system, one line per
 * step. Whatever is missing ends it with the command to go on with; what is done already is left as it is, so that the
 * same command can be given again at any time. --dry-run checks and bundles everything, asks nobody and uploads nothing.
 */

import { parseArgs } from "node:util";
import * as v from "valibot";
import { ensureGenerated, root } from "../set-up.mjs";
import { buildAssets } from "../system/builds.ts";
import type { Role } from "../system/servers.ts";
import {
  type Account,
  checkAccount,
  checkRoutes,
  type Deployed,
  deployedNow,
  secretNames,
} from "./checks/account-checks.ts";
import { type Commit, checkLock, checkTests, checkTree } from "./checks/checkout-checks.ts";
import { hiddenPrompt } from "./checks/hidden-prompt.ts";
import { type Given, NEEDED, secretsFor, secretsMark } from "./checks/secrets.ts";
import { type CloudflareApi, openApi } from "./cloudflare/api.ts";
import { makeResources, runMigrations } from "./cloudflare/resources.ts";
import {
  type Environment,
  EnvironmentName,
  readEnvironments,
  workerName,
} from "./environment/environments.ts";
import { rehearse, smokeTest } from "./smoke/smoke-test.ts";
import { exitCodeOf, linesOfSteps, type Steps } from "./steps.ts";
import { type Bundle, bundleWorkers, codeHash } from "./upload/bundles.ts";
import { type DeployedMark, parseMark } from "./upload/deployed-mark.ts";
import { buildWallets } from "./upload/extension-build.ts";
import { type Seen, type Upload, uploadsNeeded } from "./upload/upload-order.ts";
import { uploadWorkers } from "./upload/upload-workers.ts";

const USAGE = `npm run deploy -- --env development|staging|production [--keys FOLDER]
npm run deploy -- --dry-run [--env …]    checks and bundles, for every environment or one; uploads nothing`;

interface Deployment {
  readonly steps: Steps;
  readonly name: EnvironmentName;
  readonly environment: Environment;
  readonly keys: string | undefined;
}

interface Built {
  readonly commit: Commit;
  readonly bundles: Readonly<Record<Role, Bundle>>;
  readonly code: string;
}

async function deploy(deployment: Deployment): Promise<void> {
  const { steps, name, environment, keys } = deployment;
  const commit = await steps.take("tree", () => checkTree(true));
  await steps.take("lock file", checkLock);
  const api = await steps.take("login", async () => ({
    said: "wrangler's, or CLOUDFLARE_API_TOKEN",
    value: await openApi(),
  }));
  const account = await steps.take("account", () => checkAccount(api, name, environment));
  await steps.take("routes", () => checkRoutes(api, account, name, environment));
  const there = await steps.take("deployed", () => lookAt(api, account, name));
  const given = await steps.take("secrets", async () =>
    secretsFor({
      ...{ name, environment, present: there.secrets },
      ...(keys === undefined ? {} : { keys }),
      ...promptOf(),
    }),
  );
  // What takes minutes comes after everything that can be missing.
  await steps.take("tests", () => checkTests(commit.tree));
  const built = { commit, ...(await build(deployment)) };
  const marks = marksOf(built, given);
  const uploads = uploadsNeeded(there.seen, marks);
  await steps.take("resources", () => makeResources(api, account, name));
  await bringUp(deployment, { uploads, marks, given, account });
  const { carrier, synchronous } = built.bundles;
  await steps.take("migrations", () =>
    runMigrations(name, { carrier: carrier.objects, synchronous: synchronous.objects }),
  );
  await smokeTest(steps, environment, given.rootKey);
  const wallets = await steps.take("wallet", () =>
    buildWallets({ name, environment, rootKey: given.rootKey, tree: commit.tree }),
  );
  sayWhatIsThere(deployment, given, wallets, uploads.length === 0);
}

async function build({ steps, name }: Pick<Deployment, "steps" | "name">) {
  return steps.take("build", async () => {
    await ensureGenerated(true);
    await buildAssets(true);
    const bundles = await bundleWorkers(name);
    const code = codeHash(name);
    const kb = (role: Role) => `${Math.round(bundles[role].bytes / 1024)} kB`;
    const sizes = `carrier ${kb("carrier")}, synchronous ${kb("synchronous")}`;
    return { said: `${sizes}; ${code}`, value: { bundles, code } };
  });
}

async function lookAt(api: CloudflareApi, account: Account, name: EnvironmentName) {
  const look = async (role: Role) => {
    const deployed = await deployedNow(api, account, role, name);
    const secrets = deployed ? await secretNames(api, account, workerName(role, name)) : [];
    return { deployed, secrets, mark: deployed ? parseMark(deployed.message) : null };
  };
  const [carrier, synchronous] = [await look("carrier"), await look("synchronous")];
  const said = `carrier ${wordOf(carrier)}; synchronous ${wordOf(synchronous)}`;
  const seen: Seen = { carrier: carrier.mark, synchronous: synchronous.mark };
  const secrets = { carrier: carrier.secrets, synchronous: synchronous.secrets };
  return { said, value: { seen, secrets } };
}

function wordOf({
  deployed,
  mark,
}: {
  deployed?: Deployed | undefined;
  mark?: DeployedMark | null | undefined;
}) {
  if (!deployed) return "not there";
  return mark ? `${mark.version} at ${mark.commit}` : "there, and not by this command";
}

function marksOf({ commit, bundles, code }: Built, { secrets }: Given): Record<Role, DeployedMark> {
  const mark = (role: Role): DeployedMark => ({
    ...{ version: commit.version, commit: commit.commit, code },
    ...(secrets ? { secrets: secretsMark(secrets[role]) } : {}),
    objects: bundles[role].objects,
  });
  return { carrier: mark("carrier"), synchronous: mark("synchronous") };
}

interface ToBringUp {
  readonly uploads: readonly Upload[];
  readonly marks: Record<Role, DeployedMark>;
  readonly given: Given;
  readonly account: Account;
}

async function bringUp(deployment: Deployment, asked: ToBringUp): Promise<void> {
  const { steps, name, environment } = deployment;
  const { uploads, marks, given, account } = asked;
  if (uploads.length === 0) {
    await steps.take("upload", async () => ({
      said: "nothing: this code, configuration and these secrets are there already",
      value: null,
    }));
    return;
  }
  if (environment.mode === "live") await rehearse(steps);
  await uploadWorkers(steps, uploads, {
    ...{ name, marks, account: account.id },
    ...(given.secrets ? { secrets: given.secrets } : {}),
  });
}

function sayWhatIsThere(
  { steps, name, environment }: Deployment,
  { rootKey }: Given,
  wallets: readonly string[],
  unchanged: boolean,
): void {
  const { origin, carrier, mode } = environment;
  steps.say(`
${name} is up${unchanged ? ", and was before: nothing has changed" : ""}.
  synchronous server  ${origin}
  carrier server      ${carrier}
  root key            ${rootKey}
  wallet              ${wallets.join("\n                      ")}
Next: npm run register -- --name "…" --origin https://… --mode ${mode} --server ${origin} --carrier ${carrier}`);
}

function promptOf() {
  const prompt = hiddenPrompt();
  return prompt ? { prompt } : {};
}

/** Nothing is asked of anyone: what a deployment would find there, it can't know. */
async function dryRun({ steps, name, environment, keys }: Deployment): Promise<void> {
  steps.say(`\n${name}: ${environment.mode}, ${environment.origin}, ${environment.carrier}`);
  const commit = await steps.take("tree", () => checkTree(false));
  await steps.take("lock file", checkLock);
  await build({ steps, name });
  await steps.take("secrets", async () => {
    if (keys === undefined) {
      const names = Object.values(NEEDED).flat();
      return { said: `a deployment needs ${[...new Set(names)].join(", ")}`, value: null };
    }
    const present = { carrier: [], synchronous: [] };
    const { said, value } = await secretsFor({ name, environment, keys, present });
    const { rootKey } = value;
    await steps.take("wallet", () =>
      buildWallets({ name, environment, rootKey, tree: commit.tree }),
    );
    return { said, value: null };
  });
}

/** @returns the exit code */
export async function main(words: readonly string[]): Promise<number> {
  return exitCodeOf(async () => {
    const { values } = parseArgs({
      args: [...words],
      options: {
        env: { type: "string" },
        keys: { type: "string" },
        "dry-run": { type: "boolean", default: false },
      },
    });
    const { env, keys } = values;
    const named = env === undefined ? undefined : v.safeParse(EnvironmentName, env);
    if ((named && !named.success) || (!named && !values["dry-run"])) throw new Error(USAGE);
    const environments = readEnvironments(root);
    const steps = linesOfSteps();
    const of = (name: EnvironmentName) => ({ steps, name, environment: environments[name], keys });
    if (!values["dry-run"] && named?.success) return deploy(of(named.output));
    for (const name of named?.success ? [named.output] : EnvironmentName.options)
      await dryRun(of(name));
    steps.say("\nDry run: nothing was uploaded.");
  });
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
