// The built SDK where merchants run it: each Node of this machine, by import and by require, and workerd. For Bun and
// Deno, that it uses nothing but what all of them have; for Node 18, that it uses nothing younger.
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { build } from "esbuild";
import { parseSync } from "vite";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { node24, root, tool } from "../../cli/set-up.mjs";
import { freePort } from "../../cli/system/free-port.ts";
import { aWebhook, WEBHOOK_SECRET } from "../support/builders/webhooks.ts";
import { FakeWarifu } from "../support/fake-warifu.ts";
import { EXPECTED } from "./exercise-sdk.mjs";
import { type PackedSdk, packSdk } from "./packed-sdk.ts";

let sdk: PackedSdk;
let server: Server;
let given: string;

beforeAll(async () => {
  sdk = packSdk();
  copyFileSync(
    join(root, "test/conformance/exercise-sdk.mjs"),
    join(sdk.project, "exercise-sdk.mjs"),
  );
  let answer: (request: Request) => Promise<Response> = async () => new Response();
  server = createServer(getRequestListener((request) => answer(request)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const fake = await FakeWarifu.open(`http://localhost:${port}`);
  answer = async (request) => {
    const [, id] = /\/v1\/trades\/([^/]+)$/.exec(new URL(request.url).pathname) ?? [];
    if (id && request.method === "GET" && fake.get(id).status === "open") await fake.settle(id);
    return fake.fetch(request);
  };
  const request = await aWebhook({ at: Date.now() });
  const webhook = { headers: Object.fromEntries(request.headers), body: await request.text() };
  given = JSON.stringify({ key: fake.key, secret: WEBHOOK_SECRET, webhook });
});
afterAll(() => {
  server.close();
  sdk.remove();
});

/** Each Node there is on this machine, one of each version. */
function nodes(): [string, string][] {
  const found = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "node"));
  const all = [node24(), ...found.filter((path) => existsSync(path))];
  const versions = all.map((path): [string, string] => [
    execFileSync(path, ["--version"], { encoding: "utf8" }).trim(),
    path,
  ]);
  return [...new Map(versions)];
}

async function saidBy(node: string, file: string, text: string): Promise<unknown> {
  writeFileSync(join(sdk.project, file), text);
  const child = spawn(node, [join(sdk.project, file)], { env: { GIVEN: given } });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part) => {
      output += part;
    });
  await new Promise((resolve) => child.once("close", resolve));
  try {
    return JSON.parse(output);
  } catch {
    return output;
  }
}

const SAY = `const said = await exercise(sdk, JSON.parse(process.env.GIVEN));
console.log(JSON.stringify(said));`;

describe.each(nodes())("Node %s", (_version, node) => {
  it("runs it by import", async () => {
    const text = `import * as sdk from "@warifu/register-server";
import { exercise } from "./exercise-sdk.mjs";
${SAY}`;
    expect(await saidBy(node, "by-import.mjs", text)).toEqual(EXPECTED);
  });

  it("runs it by require", async () => {
    const text = `const sdk = require("@warifu/register-server");
(async () => {
const { exercise } = await import("./exercise-sdk.mjs");
${SAY}
})();`;
    expect(await saidBy(node, "by-require.cjs", text)).toEqual(EXPECTED);
  });
});

it("workerd runs it", async () => {
  const worker = `import * as sdk from "@warifu/register-server";
import { exercise } from "./exercise-sdk.mjs";
export default {
  fetch: async (request) => Response.json(await exercise(sdk, await request.json())),
};`;
  writeFileSync(join(sdk.project, "worker.mjs"), worker);
  await build({
    absWorkingDir: sdk.project,
    ...{ entryPoints: ["worker.mjs"], bundle: true, outfile: "worker.js", format: "esm" },
    conditions: ["workerd", "worker", "import"],
    logLevel: "warning",
  });
  const port = await freePort();
  writeFileSync(join(sdk.project, "workerd.capnp"), workerdConfig(port));
  const workerd = spawn(tool("workerd", "bin/workerd"), ["serve", "workerd.capnp"], {
    cwd: sdk.project,
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    const ask = () => fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: given });
    const answer = await vi.waitFor(ask, { timeout: 20_000 });
    expect(await answer.json()).toEqual(EXPECTED);
  } finally {
    workerd.kill("SIGKILL");
  }
});

/** No compatibility flag: nothing of Node is there. */
function workerdConfig(port: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "shop", worker = .shop),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "door", address = "127.0.0.1:${port}", http = (), service = "shop")],
);
const shop :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-08-01",
);
`;
}

describe("what is built", () => {
  const code = () =>
    readFileSync(join(sdk.project, "node_modules/@warifu/register-server/dist/index.js"), "utf8");

  it("uses no global but those that Node 18, Deno, Bun and Workers have", () => {
    expect(globalsOf(code()).filter((name) => !SHARED.includes(name))).toEqual([]);
  });

  it("loads nothing but its schema library", () => {
    const loaded = [...code().matchAll(/^import .* from "([^"]*)"|\b(?:import|require)\(["`]/gm)];
    expect([...new Set(loaded.map(([, from]) => from))]).toEqual(["valibot"]);
  });

  it("calls nothing that is younger than Node 18", () => {
    expect(code().match(YOUNGER)).toBeNull();
  });
});

/** The language's own (ES2022), and those of WinterTC's minimum common API that Node 18 has. */
const SHARED = [
  ...[
    "encodeURIComponent",
    "decodeURIComponent",
    "encodeURI",
    "decodeURI",
    "parseInt",
    "parseFloat",
  ],
  ...["RangeError", "SyntaxError", "AggregateError", "WeakSet", "WeakRef", "Proxy", "ArrayBuffer"],
  ...["Uint16Array", "Uint32Array", "Float64Array", "BigInt64Array", "BigUint64Array", "Atomics"],
  ...["AbortSignal", "Event", "EventTarget", "ReadableStream", "structuredClone", "queueMicrotask"],
  ...["Array", "Boolean", "Date", "DataView", "Error", "Int32Array", "Intl", "JSON", "Map", "Math"],
  ...["Number", "Object", "Promise", "Reflect", "RegExp", "Set", "String", "Symbol", "Uint8Array"],
  ...["globalThis", "isFinite", "isNaN", "TypeError", "WeakMap", "BigInt"],
  ...["AbortController", "Headers", "Request", "Response", "TextDecoder", "TextEncoder", "URL"],
  ...["URLSearchParams", "atob", "btoa", "clearTimeout", "crypto", "fetch", "setTimeout"],
];

/** What the build's type check by ES2022 doesn't see, since it is the platform's; URL.canParse is in 18.17. */
const YOUNGER =
  /AbortSignal\.any\b|URL\.parse\b|\.getSetCookie\b|Promise\.(withResolvers|try)\b|Array\.fromAsync\b|\.(toSorted|toReversed|toSpliced|groupBy)\(|\bnavigator\b/;

interface Syntax {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isSyntax = (value: unknown): value is Syntax =>
  typeof (value as Syntax | null)?.type === "string";

/** Names that are used and nowhere made: the bundle is one scope with few more in it, so this is near enough. */
function globalsOf(text: string): string[] {
  const [made, used] = [new Set<unknown>(), new Set<string>()];
  const bind = (pattern: unknown): void => {
    if (!isSyntax(pattern)) return;
    const { type, name, properties, elements, left, right, argument, value } = pattern;
    if (type === "Identifier") made.add(name);
    if (type === "AssignmentPattern") walk(right);
    for (const part of [properties, elements, left, argument, value].flat()) bind(part);
  };
  const walk = (node: unknown): void => {
    if (!isSyntax(node)) return;
    if (node.type === "Identifier") used.add(String(node.name));
    for (const [name, child] of Object.entries(node)) {
      const isMember = (name === "property" || name === "key") && !node.computed;
      const makes = ["params", "param", "local"].includes(name) || (name === "id" && child);
      for (const one of Array.isArray(child) ? child : [child])
        if (makes) bind(one);
        else if (!isMember && name !== "label") walk(one);
    }
  };
  walk(parseSync("index.js", text).program);
  return [...used].filter((name) => !made.has(name)).sort();
}
