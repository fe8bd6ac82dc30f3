/**
 * What workerd itself allows, measured inside it, with nothing of ours: signature checks, calls of an object, and calls
 * that store a row. One process with one Worker and one object; a request does many of one kind, one after the other.
 */

import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tool } from "../../cli/set-up.mjs";
import { freePort } from "../../cli/system/free-port.ts";
import type { Limit } from "./limits.ts";

const START_LIMIT_MS = 15_000;

const KINDS = [
  { path: "verify", times: 2_000, name: "workerd: Ed25519 checks" },
  { path: "hop", times: 1_000, name: "workerd: calls of an object (RPC), no write" },
  { path: "write", times: 200, name: "workerd: calls of an object that store one row" },
] as const;

const MODULE = `import { DurableObject } from "cloudflare:workers";

export class Small extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env);
    ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, text TEXT)");
  }
  hop() {
    return 1;
  }
  write() {
    this.ctx.storage.sql.exec("INSERT INTO rows (text) VALUES ('a row')");
    return 1;
  }
}

let signing;
async function made() {
  const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  const bytes = new Uint8Array(600).fill(7);
  return { key: pair.publicKey, bytes, signature: await crypto.subtle.sign("Ed25519", pair.privateKey, bytes) };
}

export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    const kind = pathname.slice(1);
    const times = Number(searchParams.get("times"));
    signing ??= made();
    const { key, bytes, signature } = await signing;
    const small = env.SMALL.getByName("one");
    for (let time = 0; time < times; time++) {
      if (kind === "verify") await crypto.subtle.verify("Ed25519", key, signature, bytes);
      else await small[kind]();
    }
    return new Response("done");
  },
};
`;

function configuration(port: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .small), (name = "objects", disk = (path = "objects", writable = true))],
  sockets = [(name = "door", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const small :Workerd.Worker = (
  modules = [(name = "small.js", esModule = embed "small.js")],
  compatibilityDate = "2026-08-01",
  durableObjectNamespaces = [(className = "Small", uniqueKey = "small", enableSql = true)],
  durableObjectStorage = (localDisk = "objects"),
  bindings = [(name = "SMALL", durableObjectNamespace = "Small")]
);
`;
}

export interface InsideWorkerd {
  measure(): Promise<Limit[]>;
  stop(): void;
}

/** @param folder on the disk that is measured */
export async function startInsideWorkerd(folder: string): Promise<InsideWorkerd> {
  const own = join(folder, "inside-workerd");
  mkdirSync(join(own, "objects"), { recursive: true });
  const port = await freePort();
  writeFileSync(join(own, "small.js"), MODULE);
  writeFileSync(join(own, "config.capnp"), configuration(port));
  const args = ["serve", "config.capnp"];
  const child = spawn(tool("workerd", "bin/workerd"), args, { cwd: own, stdio: "ignore" });
  const stop = () => child.kill("SIGKILL");
  process.once("exit", stop);
  const ask = async (path: string, times: number) => {
    const answer = await fetch(`http://127.0.0.1:${port}/${path}?times=${times}`);
    if ((await answer.text()) !== "done") throw new Error(`workerd: ${answer.status}`);
  };
  for (const until = Date.now() + START_LIMIT_MS; ; ) {
    const ready = await ask("hop", 1).then(
      () => true,
      () => false,
    );
    if (ready) break;
    if (Date.now() > until) throw new Error("workerd doesn't answer");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const measure = async () => {
    const limits: Limit[] = [];
    for (const { path, times, name } of KINDS) {
      await ask(path, Math.ceil(times / 10));
      const began = performance.now();
      await ask(path, times);
      const each = (performance.now() - began) / times;
      limits.push({ name, rate: 1_000 / each, p50Ms: each });
    }
    return limits;
  };
  return { measure, stop };
}
