/**
 * What both Workers need beside themselves: queues are made here where they are missing; databases and buckets wrangler
 * makes at the upload, by the names they have in the configuration. Migrations of databases are run after it.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { root } from "../../set-up.mjs";
import type { Role } from "../../system/servers.ts";
import type { Account } from "../checks/account-checks.ts";
import { blocksOf } from "../environment/environment-sections.ts";
import { CONFIG, type EnvironmentName } from "../environment/environments.ts";
import type { Told } from "../steps.ts";
import type { CloudflareApi } from "./api.ts";
import { wrangler } from "./wrangler.ts";

export interface Resources {
  readonly queues: readonly string[];
  /** with their own migrations or without */
  readonly databases: readonly { readonly name: string; readonly migrations: boolean }[];
  readonly buckets: readonly string[];
}

/** Of an environment's part of a wrangler.toml. Pure. */
export function resourcesIn(toml: string, name: EnvironmentName): Resources {
  const own = blocksOf(toml).filter((block) => block.name.startsWith(`env.${name}.`));
  const values = (table: string, key: string) =>
    own
      .filter((block) => block.name === `env.${name}.${table}`)
      .flatMap(({ lines }) => textOf(lines, key) ?? []);
  return {
    queues: [
      ...new Set([...values("queues.producers", "queue"), ...values("queues.consumers", "queue")]),
    ],
    databases: own
      .filter((block) => block.name === `env.${name}.d1_databases`)
      .flatMap(({ lines }) => {
        const database = textOf(lines, "database_name");
        if (database === undefined) return [];
        return [{ name: database, migrations: textOf(lines, "migrations_dir") !== undefined }];
      }),
    buckets: values("r2_buckets", "bucket_name"),
  };
}

function textOf(lines: readonly string[], key: string): string | undefined {
  for (const line of lines) {
    const match = /^(\w+) = "(.+)"$/.exec(line);
    if (match?.[1] === key) return match[2];
  }
  return undefined;
}

function wanted(name: EnvironmentName): [Role, Resources][] {
  return (["carrier", "synchronous"] as const).map((role) => [
    role,
    resourcesIn(readFileSync(join(root, CONFIG[role]), "utf8"), name),
  ]);
}

export async function makeResources(
  api: CloudflareApi,
  { id }: Account,
  name: EnvironmentName,
): Promise<Told<null>> {
  const all = wanted(name).map(([, resources]) => resources);
  const queues = [...new Set(all.flatMap((one) => one.queues))];
  const made: string[] = [];
  if (queues.length > 0) {
    const Queues = v.array(v.object({ queue_name: v.string() }));
    const there = ((await api.read(`/accounts/${id}/queues?per_page=100`, Queues)) ?? []).map(
      (queue) => queue.queue_name,
    );
    for (const queue of queues.filter((one) => !there.includes(one))) {
      await wrangler(["queues", "create", queue], `npx wrangler queues create ${queue}`);
      made.push(queue);
    }
  }
  const others = all.flatMap(({ databases, buckets }) => [
    ...databases.map((database) => database.name),
    ...buckets,
  ]);
  if (queues.length + others.length === 0)
    return { said: "no database, queue or bucket is used", value: null };
  const said = [
    ...(made.length > 0 ? [`made ${made.join(", ")}`] : []),
    ...(queues.length > made.length ? [`${queues.length - made.length} queues there`] : []),
    ...(others.length > 0 ? [`made at the upload where missing: ${others.join(", ")}`] : []),
  ];
  return { said: said.join("; "), value: null };
}

/** After the upload. Durable Objects' own tables move by themselves when an object wakes. */
export async function runMigrations(
  name: EnvironmentName,
  objects: Readonly<Record<Role, string>>,
): Promise<Told<null>> {
  const done: string[] = [];
  for (const [role, { databases }] of wanted(name))
    for (const database of databases.filter((one) => one.migrations)) {
      const args = ["d1", "migrations", "apply", database.name, "--remote", "--env", name];
      const config = ["--config", join(root, CONFIG[role])];
      await wrangler([...args, ...config], `npx wrangler ${args.join(" ")}`);
      done.push(database.name);
    }
  const classes = `classes at ${objects.carrier} (carrier), ${objects.synchronous} (synchronous)`;
  return { said: [classes, ...done.map((one) => `${one} migrated`)].join("; "), value: null };
}
