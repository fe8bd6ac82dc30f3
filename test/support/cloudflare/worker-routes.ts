/**
 * The stand-in's answers: what a question of wrangler's or ours is met by, in three lists: who somebody is, what a Worker
 * is, and what changes it.
 */

import {
  ApiRefusal,
  type CloudflareAccount,
  type Metadata,
  type UploadedVersion,
} from "./account.ts";

export const ACCOUNT = { id: "0123456789abcdef0123456789abcdef", name: "Stand-in Ltd" };

export type Answer = (request: Request, match: RegExpExecArray) => Promise<unknown> | unknown;
export type Route = readonly [method: string, path: RegExp, answer: Answer];

const OWN = `/accounts/${ACCOUNT.id}/workers`;
const SCRIPT = `${OWN}/scripts/([\\w-]+)`;
const at = (pattern: string) => new RegExp(`^${pattern}$`);
const named = (match: RegExpExecArray) => match[1] ?? "";
const AUTHOR = "operator@example.com";

export function routesOf(
  account: CloudflareAccount,
  changed: (worker: string, version: UploadedVersion) => Promise<void>,
): Route[] {
  return [...ABOUT_THE_ASKER, ...aboutWorkers(account), ...changesOf(account, changed)];
}

const ABOUT_THE_ASKER: readonly Route[] = [
  ["GET", /^\/user$/, () => ({ id: "u1", email: AUTHOR })],
  ["GET", /^\/accounts$/, () => [ACCOUNT]],
  ["GET", /^\/memberships$/, () => [{ id: "m1", account: ACCOUNT, roles: ["Administrator"] }]],
  ["GET", /^\/zones$/, () => []],
  ["GET", at(`${OWN}/subdomain`), () => ({ subdomain: "stand-in" })],
];

function aboutWorkers(account: CloudflareAccount): Route[] {
  const versionNamed = (match: RegExpExecArray) => {
    const version = account.worker(named(match)).versions.find(({ id }) => id === match[2]);
    if (version) return version;
    throw new ApiRefusal(404, 10146, "There is no such version.");
  };
  return [
    ["GET", at(`${OWN}/services/([\\w-]+)`), (_, match) => serviceOf(account, named(match))],
    [
      "GET",
      at(`${OWN}/workers/([\\w-]+)`),
      (_, match) => ({ id: named(match), name: named(match), subdomain: NOWHERE }),
    ],
    [
      "GET",
      at(`${SCRIPT}/settings`),
      (_, match) => ({ bindings: bindingsOf(account.now(named(match))?.bindings ?? []) }),
    ],
    ["GET", at(`${SCRIPT}/subdomain`), () => NOWHERE],
    ["GET", at(`${SCRIPT}/secrets`), (_, match) => secretsOf(account, named(match))],
    ["GET", at(`${SCRIPT}/versions/([\\w-]+)`), (_, match) => versionView(versionNamed(match))],
    [
      "GET",
      at(`${SCRIPT}/deployments`),
      (_, match) => ({ deployments: account.worker(named(match)).deployments.map(deploymentView) }),
    ],
  ];
}

function changesOf(
  account: CloudflareAccount,
  changed: (worker: string, version: UploadedVersion) => Promise<void>,
): Route[] {
  const assets = new AssetUploads();
  const uploaded = async (worker: string, request: Request) => {
    const { metadata, modules } = await readForm(request);
    return account.upload(worker, metadata, modules, assets.of(metadata.assets?.jwt));
  };
  const deployed = async (worker: string, version: string) => {
    account.deploy(worker, version);
    const now = account.now(worker);
    if (now) await changed(worker, now);
  };
  const put: Answer = async (request, match) => {
    const { id } = await uploaded(named(match), request);
    await deployed(named(match), id);
    const rest = { etag: id, startup_time_ms: 1, tag: "t" };
    return { id: named(match), ...rest, deployment_id: id.replaceAll("-", "") };
  };
  const deploy: Answer = async (request, match) => {
    const { versions } = (await request.json()) as { versions: { version_id: string }[] };
    await deployed(named(match), versions[0]?.version_id ?? "");
    return { id: "d" };
  };
  return [
    ["PUT", at(SCRIPT), put],
    [
      "POST",
      at(`${SCRIPT}/versions`),
      async (request, match) => versionView(await uploaded(named(match), request)),
    ],
    ["POST", at(`${SCRIPT}/deployments`), deploy],
    ["POST", at(`${SCRIPT}/subdomain`), () => NOWHERE],
    ["PATCH", at(`${SCRIPT}/(?:script-)?settings`), () => ({})],
    ["PUT", at(`${SCRIPT}/schedules`), async (request) => ({ schedules: await request.json() })],
    ["POST", at(`${SCRIPT}/assets-upload-session`), (request) => assets.begin(request)],
    ["POST", at(`${OWN}/assets/upload`), (request) => assets.take(request)],
  ];
}

function deploymentView({
  id,
  version,
  at: created_on,
}: {
  id: string;
  version: string;
  at: string;
}) {
  const made = { source: "wrangler", strategy: "percentage", author_email: AUTHOR };
  const versions = [{ version_id: version, percentage: 100 }];
  return { id, ...made, created_on, annotations: {}, versions };
}

/** At no address of workers.dev. */
const NOWHERE = { enabled: false, previews_enabled: false };

/** Values of secrets are never given back. */
function bindingsOf(bindings: UploadedVersion["bindings"]) {
  return bindings.map(({ name, type }) => ({ name, type }));
}

function serviceOf(account: CloudflareAccount, name: string) {
  const { migrationTag } = account.worker(name);
  const script = { id: name, tag: "t", tags: [], last_deployed_from: "wrangler" };
  return {
    id: name,
    default_environment: {
      environment: "production",
      script: { ...script, ...(migrationTag === undefined ? {} : { migration_tag: migrationTag }) },
    },
  };
}

function secretsOf(account: CloudflareAccount, name: string) {
  account.worker(name);
  const secrets = account.now(name)?.bindings.filter(({ type }) => type === "secret_text") ?? [];
  return secrets.map((secret) => ({ name: secret.name, type: "secret_text" }));
}

function versionView({ id, number, annotations, migrationTag, bindings }: UploadedVersion) {
  const metadata = { author_email: AUTHOR, source: "wrangler", has_preview: false };
  const created = new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString();
  return {
    ...{ id, number, annotations, startup_time_ms: 1 },
    metadata: { ...metadata, created_on: created, modified_on: created },
    resources: {
      script: { etag: id, handlers: ["fetch"], last_deployed_from: "wrangler" },
      script_runtime: { migration_tag: migrationTag, usage_model: "standard" },
      bindings: bindingsOf(bindings),
    },
  };
}

async function readForm(request: Request) {
  const form = await request.formData();
  const modules = new Map<string, Buffer>();
  let metadata: Metadata | undefined;
  for (const [name, part] of form) {
    const bytes =
      typeof part === "string" ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
    if (name === "metadata") metadata = JSON.parse(bytes.toString("utf8")) as Metadata;
    else modules.set(name, bytes);
  }
  if (!metadata) throw new ApiRefusal(400, 10021, "There is no metadata.");
  return { metadata, modules };
}

/** Files are uploaded by their hashes; a session knows their paths. */
class AssetUploads {
  readonly #manifests = new Map<string, Record<string, { hash: string }>>();
  readonly #files = new Map<string, Buffer>();
  #sessions = 0;

  async begin(request: Request) {
    const { manifest } = (await request.json()) as { manifest: Record<string, { hash: string }> };
    const jwt = `session-${++this.#sessions}`;
    this.#manifests.set(jwt, manifest);
    const wanted = Object.values(manifest).map(({ hash }) => hash);
    const missing = [...new Set(wanted)].filter((hash) => !this.#files.has(hash));
    return { jwt, buckets: missing.length > 0 ? [missing] : [] };
  }

  async take(request: Request) {
    const form = await request.formData();
    for (const [hash, part] of form) {
      const text = typeof part === "string" ? part : await part.text();
      this.#files.set(hash, Buffer.from(text, "base64"));
    }
    return { jwt: request.headers.get("authorization")?.replace("Bearer ", "") };
  }

  of(jwt: string | undefined): ReadonlyMap<string, Buffer> {
    const manifest = this.#manifests.get(jwt ?? "") ?? {};
    const entries = Object.entries(manifest).map(
      ([path, { hash }]) => [path, this.#files.get(hash) ?? Buffer.alloc(0)] as const,
    );
    return new Map(entries);
  }
}
