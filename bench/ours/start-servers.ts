/**
 * Both servers on plain workerd, each a process of its own: no dev proxy stands in front of them. Objects are SQLite
 * files on disk, and an answer leaves after its fsync, as workerd does it.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DeploymentKeys } from "../../cli/keys.ts";
import { tool } from "../../cli/set-up.mjs";
import { freePort } from "../../cli/system/free-port.ts";
import { COLLECTING_FLAGS, type Front, writeFront } from "./front-module.ts";
import { type Role, type WorkerdPlace, workerdConfig } from "./workerd-config.ts";

const START_LIMIT_MS = 30_000;
const ROLES: readonly Role[] = ["carrier", "synchronous"];

export interface WorkerdServers {
  /** host and port of the synchronous server */
  readonly port: number;
  readonly origin: string;
  readonly carrierOrigin: string;
  readonly pids: Readonly<Record<Role, number>>;
  /** of each server: configuration, module and objects */
  readonly folders: Readonly<Record<Role, string>>;
  /** ports of V8's inspectors, where garbage is collected at will */
  readonly inspectors?: Readonly<Record<Role, number>>;
  log(role: Role): string;
  stop(): Promise<void>;
}

export interface WorkerdOptions {
  readonly folder: string;
  /** of buildWorkers */
  readonly built: Readonly<Record<Role, string>>;
  readonly keys: DeploymentKeys;
  readonly v8Flags?: readonly string[];
  /** put before them for what they cost or hold, never for how fast they are */
  readonly front?: Front;
}

const started = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of started) child.kill("SIGKILL");
});

/** With the state that the folder has, or a new one. */
export async function startWorkerdServers(options: WorkerdOptions): Promise<WorkerdServers> {
  const { folder, built, keys, front } = options;
  const v8Flags = [...(options.v8Flags ?? []), ...(front === "collecting" ? COLLECTING_FLAGS : [])];
  const ports = { synchronous: await twoPorts(), carrier: await twoPorts() };
  const origin = `http://localhost:${ports.synchronous.door}`;
  const logs: Record<Role, string> = { synchronous: "", carrier: "" };
  const folders = { synchronous: join(folder, "synchronous"), carrier: join(folder, "carrier") };
  const inspectors =
    front === "collecting"
      ? { carrier: await freePort(), synchronous: await freePort() }
      : undefined;
  const children = ROLES.map((role) => {
    const own = folders[role];
    for (const part of ["objects", "assets"]) mkdirSync(join(own, part), { recursive: true });
    copyFileSync(join(built[role], "index.js"), join(own, "index.js"));
    const modules = [...(front ? writeFront(front, role, own) : []), "index.js"];
    const place: WorkerdPlace = { folder, modules, ports, v8Flags };
    const settings = { ...SETTINGS[role], ...keys[role], ORIGIN: origin };
    writeFileSync(join(own, "config.capnp"), workerdConfig(role, place, settings), { mode: 0o600 });
    return launch(own, inspectors?.[role], (text) => {
      logs[role] += text;
    });
  });
  const stop = async () => {
    await Promise.all(children.map(ended));
  };
  try {
    await untilAnswers(
      `http://127.0.0.1:${ports.synchronous.door}/.well-known/jwks.json`,
      children,
    );
  } catch (error) {
    await stop();
    throw new Error(`${error}\n${logs.carrier}\n${logs.synchronous}`);
  }
  const [carrier, synchronous] = children.map(({ pid = 0 }) => pid) as [number, number];
  return {
    port: ports.synchronous.door,
    origin,
    carrierOrigin: `http://127.0.0.1:${ports.carrier.door}`,
    pids: { carrier, synchronous },
    folders,
    ...(inspectors ? { inspectors } : {}),
    log: (role) => logs[role],
    stop,
  };
}

/** Enough money for every trade of a run, so that none is refused for funds. */
const SETTINGS: Record<Role, Record<string, string>> = {
  synchronous: { MODE: "test", TEST_CLOCK: "off" },
  carrier: {
    MODE: "test",
    TEST_CLOCK: "off",
    LOCAL_ORIGINS: "on",
    DEMO_CREDIT: "JPY:1000000000",
    PASSKEY_HOST: "localhost",
    TERMINAL_ORIGINS: "",
  },
};

function launch(
  folder: string,
  inspector: number | undefined,
  heed: (text: string) => void,
): ChildProcess {
  const workerd = tool("workerd", "bin/workerd");
  const inspected = inspector === undefined ? [] : [`--inspector-addr=127.0.0.1:${inspector}`];
  const child = spawn(workerd, ["serve", "config.capnp", ...inspected], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.add(child);
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", heed);
  return child;
}

async function ended(child: ChildProcess): Promise<void> {
  const exited = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once("exit", () => resolve());
  });
  // It would wait for every open connection; what it answered is stored.
  child.kill("SIGKILL");
  await exited;
  started.delete(child);
}

async function untilAnswers(url: string, children: readonly ChildProcess[]): Promise<void> {
  const until = Date.now() + START_LIMIT_MS;
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) return;
    if (children.some(({ exitCode }) => exitCode !== null)) throw new Error("workerd ended");
    if (Date.now() > until) throw new Error(`workerd doesn't answer: ${response?.status}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function twoPorts() {
  return { door: await freePort(), entrypoint: await freePort() };
}
