/**
 * The workerd configurations of both servers, as texts: what `wrangler deploy` would bind, on plain workerd. Two
 * processes, as they are two Workers: HTTP between them goes to a socket of the other's entrypoint, and RPC over
 * Cap'n Proto on that same socket (`capnpConnectHost`), which is how workerd processes call each other.
 */

export type Role = "synchronous" | "carrier";

export interface WorkerdPlace {
  /** what was built, or the module that counts before it */
  readonly modules: readonly string[];
  /** where the configuration and its modules lie, and the objects' files come to be */
  readonly folder: string;
  /** of the door, and of the entrypoint that the other server calls */
  readonly ports: Readonly<Record<Role, { readonly door: number; readonly entrypoint: number }>>;
  readonly v8Flags: readonly string[];
  /** rate limits' bindings that let everything through; none are bound where a run counts nothing */
  readonly limits?: readonly string[];
  /** objects' classes that this version has, where it isn't today's */
  readonly classes?: readonly string[];
}

interface Shape {
  readonly entrypoint: string;
  readonly other: { readonly role: Role; readonly binding: string };
  /** binding by class */
  readonly objects: Readonly<Record<string, string>>;
  readonly compatibilityDate: string;
  readonly flags: readonly string[];
}

const SHAPES: Record<Role, Shape> = {
  synchronous: {
    entrypoint: "CreditorEntrypoint",
    other: { role: "carrier", binding: "CARRIER" },
    objects: {
      Till: "TILL",
      Register: "REGISTER",
      User: "USER",
      Courier: "COURIER",
      Watch: "WATCH",
    },
    compatibilityDate: "2026-08-01",
    flags: [],
  },
  carrier: {
    entrypoint: "CarrierEntrypoint",
    other: { role: "synchronous", binding: "CREDITOR" },
    objects: {
      Branch: "BRANCH",
      Books: "BOOKS",
      Reconciliation: "RECONCILIATION",
      Treasury: "TREASURY",
      Watch: "WATCH",
    },
    compatibilityDate: "2026-08-01",
    flags: ["nodejs_compat"],
  },
};

/** What a server's module exports, by its names: the entrypoint of the other server, and the objects' classes. */
export function exportsOf(role: Role): { entrypoint: string; classes: readonly string[] } {
  const { entrypoint, objects } = SHAPES[role];
  return { entrypoint, classes: Object.keys(objects) };
}

/** The folder of an object's files, one SQLite file each, by class. */
export function objectsFolder(role: Role, className: string): string {
  return `objects/${role}-${className}`;
}

/** @param settings plain values and secrets, by name */
export function workerdConfig(
  role: Role,
  { modules, ports, v8Flags, limits = [], classes }: WorkerdPlace,
  settings: Readonly<Record<string, string>>,
): string {
  const { entrypoint, other, compatibilityDate, flags } = SHAPES[role];
  const objects = Object.fromEntries(
    Object.entries(SHAPES[role].objects).filter(([name]) => !classes || classes.includes(name)),
  );
  const bindings = [
    ...Object.entries(settings).map(
      ([name, value]) => `(name = ${text(name)}, text = ${text(value)})`,
    ),
    ...Object.entries(objects).map(
      ([name, binding]) => `(name = ${text(binding)}, durableObjectNamespace = ${text(name)})`,
    ),
    `(name = ${text(other.binding)}, service = "other")`,
    ...(role === "synchronous" ? ['(name = "ASSETS", service = "assets")'] : []),
    ...limits.map(
      (name) => `(name = ${text(name)}, service = (name = "limits", entrypoint = "Limit"))`,
    ),
  ];
  const namespaces = Object.keys(objects).map(
    (name) =>
      `(className = ${text(name)}, uniqueKey = ${text(`${role}-${name}`)}, enableSql = true)`,
  );
  const services = [
    '(name = "main", worker = .server)',
    '(name = "objects", disk = (path = "objects", writable = true))',
    `(name = "other", external = (address = "127.0.0.1:${ports[other.role].entrypoint}", http = (capnpConnectHost = "rpc")))`,
    '(name = "internet", network = (allow = ["public", "private"]))',
    ...(role === "synchronous"
      ? ['(name = "files", disk = (path = "assets"))', '(name = "assets", worker = .assets)']
      : []),
    ...(limits.length > 0 ? ['(name = "limits", worker = .limits)'] : []),
  ];
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  v8Flags = [${v8Flags.map(text).join(", ")}],
  services = [
    ${services.join(",\n    ")}
  ],
  sockets = [
    (name = "door", address = "127.0.0.1:${ports[role].door}", http = (), service = "main"),
    (name = "entrypoint", address = "127.0.0.1:${ports[role].entrypoint}",
     http = (capnpConnectHost = "rpc"), service = (name = "main", entrypoint = ${text(entrypoint)}))
  ]
);

const server :Workerd.Worker = (
  modules = [${modules.map((name) => `(name = ${text(name)}, esModule = embed ${text(name)})`).join(", ")}],
  compatibilityDate = ${text(compatibilityDate)},
  compatibilityFlags = [${flags.map(text).join(", ")}],
  durableObjectNamespaces = [
    ${namespaces.join(",\n    ")}
  ],
  durableObjectStorage = (localDisk = "objects"),
  bindings = [
    ${bindings.join(",\n    ")}
  ]
);
${role === "synchronous" ? ASSETS : ""}${limits.length > 0 ? LIMITS : ""}`;
}

const LIMITS = `
const limits :Workerd.Worker = (
  modules = [(name = "limits.js", esModule = ${text(`import { WorkerEntrypoint } from "cloudflare:workers";
export class Limit extends WorkerEntrypoint {
  limit() {
    return { success: true };
  }
}
export default {};
`)})],
  compatibilityDate = "2026-08-01"
);
`;

/** The platform names the kind of a file, and a disk doesn't. */
const ASSETS = `
const assets :Workerd.Worker = (
  modules = [(name = "assets.js", esModule = ${text(assetServer())})],
  compatibilityDate = "2026-08-01",
  bindings = [(name = "FILES", service = "files")]
);
`;

function assetServer(): string {
  return `const KINDS = { js: "text/javascript", css: "text/css" };
export default {
  async fetch(request, { FILES }) {
    const file = await FILES.fetch(request);
    if (!file.ok) return file;
    const kind = KINDS[new URL(request.url).pathname.split(".").pop()];
    return new Response(file.body, { headers: { "Content-Type": kind } });
  },
};
`;
}

/** As Cap'n Proto quotes texts. */
function text(value: string): string {
  return JSON.stringify(value);
}
