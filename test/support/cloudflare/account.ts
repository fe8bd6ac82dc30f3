/**
 * A Cloudflare account in memory: Workers with their versions and deployments, as far as wrangler deploy, wrangler rollback
 * and our own commands ask for them. It refuses what the real one refuses: a binding to a Worker that isn't there, a
 * migration that doesn't follow the last one, a version from before a migration.
 */

import { randomUUID } from "node:crypto";

export interface Binding {
  readonly name: string;
  readonly type: string;
  readonly text?: string;
  readonly service?: string;
  readonly class_name?: string;
}

export interface UploadedVersion {
  readonly id: string;
  readonly number: number;
  /** by file name, the main one among them */
  readonly modules: ReadonlyMap<string, Buffer>;
  readonly main: string;
  readonly bindings: readonly Binding[];
  readonly annotations: Readonly<Record<string, string>>;
  readonly migrationTag?: string;
  /** by path */
  readonly assets: ReadonlyMap<string, Buffer>;
}

interface DeployedWorker {
  readonly versions: UploadedVersion[];
  /** newest first, each the version that takes all requests */
  readonly deployments: { id: string; version: string; at: string }[];
  migrationTag?: string;
}

export interface Metadata {
  readonly main_module: string;
  readonly bindings?: readonly Binding[];
  readonly keep_bindings?: readonly string[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly migrations?: { readonly old_tag?: string; readonly new_tag: string };
  readonly assets?: { readonly jwt: string };
}

/** What the API answers with: its code and words. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const SECRET = "secret_text";

export class CloudflareAccount {
  readonly workers = new Map<string, DeployedWorker>();
  /** what was changed, in its order */
  readonly changes: string[] = [];

  worker(name: string): DeployedWorker {
    const worker = this.workers.get(name);
    if (worker) return worker;
    throw new ApiRefusal(404, 10007, "This Worker does not exist on your account.");
  }

  now(name: string): UploadedVersion | undefined {
    const worker = this.workers.get(name);
    return worker?.versions.find(({ id }) => id === worker.deployments[0]?.version);
  }

  upload(
    name: string,
    metadata: Metadata,
    modules: ReadonlyMap<string, Buffer>,
    assets: ReadonlyMap<string, Buffer>,
  ): UploadedVersion {
    const worker = this.workers.get(name) ?? newWorker();
    for (const { type, service } of metadata.bindings ?? [])
      if (type === "service" && service !== name && !this.workers.has(service ?? ""))
        throw new ApiRefusal(
          400,
          10143,
          `Could not resolve service binding. Target script '${service}' was not found.`,
        );
    const migrationTag = migrated(worker, metadata);
    const own = metadata.bindings ?? [];
    const kept = metadata.keep_bindings?.includes(SECRET)
      ? (worker.versions.at(-1)?.bindings ?? []).filter(
          (binding) => binding.type === SECRET && !own.some((one) => one.name === binding.name),
        )
      : [];
    const version: UploadedVersion = {
      ...{ id: randomUUID(), number: worker.versions.length + 1, modules, assets },
      ...{ main: metadata.main_module, annotations: metadata.annotations ?? {} },
      bindings: [...own, ...kept],
      ...(migrationTag === undefined ? {} : { migrationTag }),
    };
    if (migrationTag !== undefined) worker.migrationTag = migrationTag;
    worker.versions.push(version);
    this.workers.set(name, worker);
    this.changes.push(`upload ${name}`);
    return version;
  }

  deploy(name: string, id: string): void {
    const worker = this.worker(name);
    const version = worker.versions.find((one) => one.id === id);
    if (!version) throw new ApiRefusal(404, 10146, "There is no such version.");
    if (version.migrationTag !== worker.migrationTag)
      throw new ApiRefusal(400, 10211, "Cannot roll back past a Durable Object migration.");
    const at = new Date(Date.UTC(2026, 0, 1) + worker.deployments.length * 1000).toISOString();
    worker.deployments.unshift({ id: randomUUID(), version: id, at });
    this.changes.push(`deploy ${name}`);
  }
}

function newWorker(): DeployedWorker {
  return { versions: [], deployments: [] };
}

function migrated({ migrationTag }: DeployedWorker, { migrations }: Metadata): string | undefined {
  if (!migrations) return migrationTag;
  if (migrations.old_tag !== migrationTag)
    throw new ApiRefusal(412, 10079, "Migration tag precondition failed.");
  return migrations.new_tag;
}
