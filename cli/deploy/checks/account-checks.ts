/** What has to be right at Cloudflare: one account, the zones of both addresses, and what lies there already. Reads alone. */

import * as v from "valibot";
import type { Role } from "../../system/servers.ts";
import type { CloudflareApi } from "../cloudflare/api.ts";
import {
  type Environment,
  type EnvironmentName,
  isExample,
  isHere,
  isWorkersDev,
  workerName,
} from "../environment/environments.ts";
import { Missing, type Told } from "../steps.ts";

const Account = v.object({ id: v.string(), name: v.string() });
export type Account = v.InferOutput<typeof Account>;

export async function checkAccount(
  api: CloudflareApi,
  name: EnvironmentName,
  environment: Environment,
): Promise<Told<Account>> {
  const wanted = environment.account ?? process.env.CLOUDFLARE_ACCOUNT_ID;
  const all = (await api.read("/accounts?per_page=50", v.array(Account))) ?? [];
  const found = wanted === undefined ? all : all.filter(({ id }) => id === wanted);
  const [account] = found;
  if (found.length === 1 && account)
    return { said: `${account.name} (${account.id})`, value: account };
  const then = `npm run environments -- ${name} --account ID`;
  if (found.length > 1)
    throw new Missing(
      `the token may use ${all.length} accounts: ${all.map((one) => `${one.name} (${one.id})`).join(", ")}`,
      then,
    );
  throw new Missing(
    wanted ? `the token may not use account ${wanted}` : "the token has no account",
    "npx wrangler login",
  );
}

/** Both addresses belong to this account, or to this machine. */
export async function checkRoutes(
  api: CloudflareApi,
  account: Account,
  name: EnvironmentName,
  { origin, carrier }: Environment,
): Promise<Told<null>> {
  const said: string[] = [];
  for (const address of [origin, carrier]) {
    const { hostname } = new URL(address);
    if (isExample(address))
      throw new Missing(
        `${address} is an example's address: it says where nothing can be`,
        `npm run environments -- ${name} --origin https://… --carrier https://…`,
      );
    if (isHere(address)) said.push(`${address} here`);
    else if (isWorkersDev(address)) said.push(await checkWorkersDev(api, account, name, hostname));
    else said.push(`${hostname} in zone ${await zoneOf(api, account, hostname)}`);
  }
  return { said: said.join("; "), value: null };
}

async function checkWorkersDev(
  api: CloudflareApi,
  { id }: Account,
  name: EnvironmentName,
  hostname: string,
): Promise<string> {
  const own = await api.read(
    `/accounts/${id}/workers/subdomain`,
    v.object({ subdomain: v.string() }),
  );
  const [worker = "", ...rest] = hostname.split(".");
  const ours = (["synchronous", "carrier"] as const).map((role) => workerName(role, name));
  if (own && rest.join(".") === `${own.subdomain}.workers.dev` && ours.includes(worker))
    return hostname;
  const right = ours.map((one) => `https://${one}.${own?.subdomain ?? "SUBDOMAIN"}.workers.dev`);
  throw new Missing(
    `${hostname} isn't where a Worker of this account will be`,
    `npm run environments -- ${name} --origin ${right[0]} --carrier ${right[1]}`,
  );
}

async function zoneOf(api: CloudflareApi, { id }: Account, hostname: string): Promise<string> {
  const labels = hostname.split(".");
  for (let from = 0; from < labels.length - 1; from++) {
    const name = labels.slice(from).join(".");
    const Zones = v.array(v.object({ name: v.string(), status: v.string() }));
    const [zone] = (await api.read(`/zones?name=${name}&account.id=${id}`, Zones)) ?? [];
    if (zone?.status === "active") return zone.name;
    if (zone)
      throw new Missing(`the zone ${zone.name} is ${zone.status}`, "finish it in the dashboard");
  }
  throw new Missing(
    `no zone of this account has ${hostname}`,
    "add the domain to the account in the dashboard, or take a workers.dev address",
  );
}

/** The version that all requests get, and what its deployment wrote on it. */
export interface Deployed {
  readonly version: string;
  readonly message: string;
  readonly migrationTag?: string;
}

const Deployments = v.object({
  deployments: v.array(
    v.object({
      versions: v.array(v.object({ version_id: v.string(), percentage: v.number() })),
    }),
  ),
});
const Version = v.object({
  annotations: v.optional(v.nullable(v.record(v.string(), v.unknown()))),
  resources: v.optional(
    v.object({
      script_runtime: v.optional(v.object({ migration_tag: v.optional(v.string()) })),
    }),
  ),
});

/** The version that all requests get, and before it those that were deployed earlier, the latest of them first. */
export interface Ages {
  readonly now: string;
  readonly former: readonly string[];
}

/**
 * Whole deployments alone. A version is as old as its first deployment: one that was gone back to is still older than the
 * one it replaced. @returns undefined where there is no such Worker
 */
export async function deploymentsOf(
  api: CloudflareApi,
  { id }: Account,
  worker: string,
): Promise<Ages | undefined> {
  const path = `/accounts/${id}/workers/scripts/${worker}/deployments`;
  const listed = await api.read(path, Deployments);
  const whole = listed?.deployments.flatMap(({ versions: [only, ...rest] }) =>
    only && rest.length === 0 ? [only.version_id] : [],
  );
  const [now] = whole ?? [];
  if (!whole || now === undefined) return undefined;
  const byAge = [...new Set([...whole].reverse())].reverse();
  return { now, former: byAge.slice(byAge.indexOf(now) + 1) };
}

export async function versionOf(
  api: CloudflareApi,
  { id }: Account,
  worker: string,
  version: string,
): Promise<Deployed> {
  const path = `/accounts/${id}/workers/scripts/${worker}/versions/${version}`;
  const found = await api.read(path, Version);
  const migrationTag = found?.resources?.script_runtime?.migration_tag;
  return {
    version,
    message: String(found?.annotations?.["workers/message"] ?? ""),
    ...(migrationTag === undefined ? {} : { migrationTag }),
  };
}

export async function deployedNow(
  api: CloudflareApi,
  account: Account,
  role: Role,
  name: EnvironmentName,
): Promise<Deployed | undefined> {
  const worker = workerName(role, name);
  const ages = await deploymentsOf(api, account, worker);
  return ages && versionOf(api, account, worker, ages.now);
}

/** Names alone: Cloudflare gives no secret back. */
export async function secretNames(
  api: CloudflareApi,
  { id }: Account,
  worker: string,
): Promise<string[]> {
  const Secrets = v.array(v.object({ name: v.string() }));
  const found = await api.read(`/accounts/${id}/workers/scripts/${worker}/secrets`, Secrets);
  return (found ?? []).map(({ name }) => name);
}
