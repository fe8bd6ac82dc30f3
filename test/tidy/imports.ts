// Who may import what: the table of the design, as data, and no circles between files.
// The folders are the roles of the system. Roles meet in protocol/ and over the wire, never in an import.
import { posix } from "node:path";
import {
  type Finding,
  findingAt,
  isCode,
  isSyntax,
  isTest,
  parse,
  type Source,
  walk,
} from "./source.ts";

interface Row {
  /** Files below this may … */
  readonly from: string;
  /** … import ours below these (their own folder always included), … */
  readonly ours: readonly string[];
  /** … ours below these as types only, … */
  readonly types?: readonly string[];
  /** … and these libraries. */
  readonly libraries: readonly string[];
}

const ANY = [""];
const WORKER_LIBRARIES = ["hono", "jose", "valibot", "@valibot/to-json-schema", "cloudflare:"];

// The most particular row comes first; test/ and what comes later have none, and may import anything but test/.
const TABLE: readonly Row[] = [
  { from: "protocol/", ours: [], libraries: ["valibot", "canonicalize", "http-message-sig"] },
  {
    from: "terminal/ui/",
    ours: ["protocol/", "terminal/"],
    libraries: ["preact", "@preact/signals"],
  },
  { from: "terminal/wallet/", ours: ["protocol/"], libraries: [] },
  { from: "terminal/", ours: ["protocol/", "terminal/wallet/"], libraries: [] },
  { from: "extension/build/", ours: [], libraries: ["vite", "node:"] },
  { from: "extension/", ours: ["protocol/", "terminal/"], libraries: ["wxt", "preact", "jose"] },
  { from: "register-terminal/build.mjs", ours: [], libraries: ["esbuild", "node:"] },
  { from: "register-terminal/", ours: ["protocol/"], libraries: [] },
  { from: "register-server/build/", ours: [], libraries: ["esbuild", "vite", "node:"] },
  { from: "register-server/", ours: ["protocol/"], libraries: ["valibot"] },
  // What is counted, said and told of the servers' own work. Only the objects' clock and tables are known to it.
  { from: "worker/watching/", ours: ["protocol/", "worker/objects/"], libraries: ["cloudflare:"] },
  {
    from: "worker/objects/",
    ours: ["protocol/", "worker/watching/metrics.ts"],
    libraries: ["cloudflare:"],
  },
  {
    from: "worker/http/",
    ours: ["protocol/", "worker/watching/", "worker/objects/clock.ts"],
    libraries: WORKER_LIBRARIES,
  },
  {
    from: "worker/synchronous-server/",
    ours: ["protocol/", "worker/http/", "worker/objects/", "worker/watching/"],
    types: ["worker/carrier-server/carrier.ts"],
    libraries: [...WORKER_LIBRARIES, "uqr"],
  },
  {
    from: "worker/carrier-server/",
    ours: ["protocol/", "worker/http/", "worker/objects/", "worker/watching/"],
    libraries: [...WORKER_LIBRARIES, "@simplewebauthn/server"],
  },
  {
    from: "shop/",
    ours: ["register-server/index.ts"],
    libraries: ["hono", "@hono/node-server", "node:"],
  },
  {
    from: "examples/",
    ours: [],
    libraries: ["@warifu/register-server", "hono", "@hono/node-server", "node:", "cloudflare:"],
  },
  { from: "cli/", ours: ["protocol/", "register-server/", "terminal/wallet/"], libraries: ANY },
  // Licensed otherwise than the rest: it knows the SDK's public door, and nothing knows it.
  {
    from: "plugins/vendure/src/",
    ours: ["register-server/index.ts"],
    libraries: [
      ...["@vendure/core", "@vendure/common", "@nestjs/common", "@nestjs/graphql"],
      ...["typeorm", "graphql-tag", "node:"],
    ],
  },
  { from: "model/", ours: ["protocol/", "cli/apt.mjs"], libraries: ["node:"] },
  {
    from: "simulator/",
    ours: ["protocol/", "worker/", "cli/", "register-server/key.ts"],
    libraries: ["node:"],
  },
  {
    from: "bench/",
    ours: ["protocol/", "cli/", "register-server/key.ts"],
    libraries: ["node:", "valibot", "hono", "@hono/node-server", "fastify", "pg"],
  },
];

interface Import {
  readonly source: Source;
  readonly offset: number;
  readonly specifier: string;
  /** The path in the tree, if it is one of ours. */
  readonly target: string | undefined;
  readonly typeOnly: boolean;
}

export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  walk(parse(source).program, (node) => {
    const from = node.type === "TSImportType" ? (node.source ?? node.argument) : node.source;
    if (!isSyntax(from) || typeof from.value !== "string") return;
    const specifier = from.value;
    const target = specifier.startsWith(".")
      ? posix.join(posix.dirname(source.path), specifier.replace(/\?.*$/, ""))
      : undefined;
    found.push({ source, offset: node.start, specifier, target, typeOnly: isTypeOnly(node) });
  });
  return found;
}

function isTypeOnly(node: { type: string; [key: string]: unknown }): boolean {
  if (node.type === "TSImportType") return true;
  if (node.importKind === "type" || node.exportKind === "type") return true;
  const specifiers = Array.isArray(node.specifiers) ? node.specifiers : [];
  return (
    specifiers.length > 0 &&
    specifiers.every((one) => one.importKind === "type" || one.exportKind === "type")
  );
}

export function importTable(sources: readonly Source[]): Finding[] {
  return sources
    .filter(({ path }) => isCode(path) && !isTest(path))
    .flatMap(importsOf)
    .flatMap((one) => {
      const remedy = refusal(one);
      return remedy ? [findingAt(one.source, one.offset, remedy)] : [];
    });
}

function refusal({ source, specifier, target, typeOnly }: Import): string | undefined {
  if (target?.startsWith("test/"))
    return `nothing imports test/ (${specifier}): move what is shared out`;
  const row = TABLE.find(({ from }) => source.path.startsWith(from));
  if (!row) return undefined;
  if (target === undefined) {
    return row.libraries.some((name) => isOf(specifier, name))
      ? undefined
      : `${row.from} may not import ${specifier}: it may use ${list(row.libraries)}`;
  }
  const allowed = [row.from, ...row.ours, ...(typeOnly ? (row.types ?? []) : [])];
  if (allowed.some((prefix) => target.startsWith(prefix))) return undefined;
  if (row.types?.some((prefix) => target.startsWith(prefix))) {
    return `${target} may only be imported as a type here: use import type`;
  }
  return `${row.from} may not import ${target}: it may use ${list(row.ours)}; roles meet in protocol/`;
}

function isOf(specifier: string, library: string): boolean {
  if (library === "" || specifier === library) return true;
  return specifier.startsWith(library.endsWith(":") ? library : `${library}/`);
}

function list(names: readonly string[]): string {
  return names.length === 0 ? "nothing of the kind" : names.join(", ");
}

/** Circles of imports that exist at run time; a circle of types alone does no harm. */
export function importCycles(sources: readonly Source[]): Finding[] {
  const next = new Map<string, Import[]>();
  for (const source of sources.filter(({ path }) => isCode(path))) {
    next.set(
      source.path,
      importsOf(source).filter(({ typeOnly, target }) => !typeOnly && target !== undefined),
    );
  }
  const findings: Finding[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (done.has(path)) return;
    for (const one of next.get(path) ?? []) {
      const target = one.target ?? "";
      const at = [...trail, path].indexOf(target);
      if (at >= 0) {
        const circle = [...trail, path].slice(at).concat(target).join(" → ");
        findings.push(
          findingAt(one.source, one.offset, `imports in a circle (${circle}): break it`),
        );
      } else visit(target, [...trail, path]);
    }
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return findings;
}
