/**
 * Both servers on this machine, each a Worker and a process group of its own, with their secrets in files
 * that only this user reads and their state in one folder. Each can be killed and started again.
 */

import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DeploymentKeys } from "../keys.ts";
import { freePort } from "./free-port.ts";
import { startWorker, type WorkerProcess } from "./worker-process.ts";

const READY_LIMIT_MS = 60_000;

export type Role = "synchronous" | "carrier";

export interface ServersOptions {
  /** holds secrets and state */
  readonly folder: string;
  readonly keys: DeploymentKeys;
  readonly ports?: Partial<Record<Role, number>>;
  /** where browsers reach the synchronous server, if not at its own port: a proxy in front of it */
  readonly publicOrigin?: string;
  /** lets a test move the servers' clocks */
  readonly testClock?: boolean;
}

/** Nobody's: what the files for the operator's bank pay from on this machine. */
const PAYOUT_DEBTOR = { holder: "Warifu test carrier", iban: "DE89370400440532013000" };

export interface Servers {
  /** the one origin of terminal and checkout */
  readonly origin: string;
  /** the synchronous server itself, behind whatever stands at `origin` */
  readonly synchronousPort: number;
  /** the operator's door at the carrier */
  readonly carrierOrigin: string;
  /** all that it printed, in every life that it had */
  log(role: Role): string;
  /** kill -9 of the role's whole process group */
  kill(role: Role): Promise<void>;
  /** after kill: same port, same state */
  start(role: Role): Promise<void>;
  stop(): Promise<void>;
}

export async function startServers(options: ServersOptions): Promise<Servers> {
  const ports = {
    synchronous: options.ports?.synchronous ?? (await freePort()),
    carrier: options.ports?.carrier ?? (await freePort()),
  };
  const direct = `http://127.0.0.1:${ports.synchronous}`;
  const origin = options.publicOrigin ?? `http://localhost:${ports.synchronous}`;
  const running: Partial<Record<Role, WorkerProcess>> = {};
  const former: Record<Role, string> = { synchronous: "", carrier: "" };
  const start = async (role: Role) => {
    // What a killed wrangler left in the registry hides the address of the next one.
    rmSync(join(options.folder, "registry", WORKER[role]), { force: true });
    former[role] += running[role]?.log() ?? "";
    running[role] = await startWorker(workerOptions(role, options, ports[role], origin));
  };
  const stop = async () => {
    await Promise.all(Object.values(running).map((worker) => worker.stop()));
  };
  try {
    await Promise.all([start("carrier"), start("synchronous")]);
    await untilBound(direct);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    origin,
    synchronousPort: ports.synchronous,
    carrierOrigin: `http://127.0.0.1:${ports.carrier}`,
    log: (role) => former[role] + (running[role]?.log() ?? ""),
    kill: async (role) => running[role]?.stop("SIGKILL"),
    start: async (role) => {
      await start(role);
      await untilBound(direct);
    },
    stop,
  };
}

const WORKER: Record<Role, string> = {
  synchronous: "warifu-synchronous-server",
  carrier: "warifu-carrier-server",
};

const CONFIG: Record<Role, string> = {
  synchronous: "wrangler.toml",
  carrier: "worker/carrier-server/wrangler.toml",
};

function workerOptions(
  role: Role,
  { folder, keys, testClock }: ServersOptions,
  port: number,
  origin: string,
) {
  mkdirSync(folder, { recursive: true });
  const envFile = join(folder, `${role}.env`);
  const lines = Object.entries(keys[role]).map(([name, value]) => `${name}='${value}'`);
  writeFileSync(envFile, `${lines.join("\n")}\n`);
  chmodSync(envFile, 0o600);
  const vars: Record<string, string> = {
    ...{ TEST_CLOCK: testClock ? "on" : "off", LOCAL_ORIGINS: "on" },
    ...(role === "synchronous"
      ? { ORIGIN: origin }
      : { PAYOUT_DEBTOR: JSON.stringify(PAYOUT_DEBTOR) }),
  };
  return {
    config: CONFIG[role],
    port,
    stateFolder: join(folder, "state", role),
    registryFolder: join(folder, "registry"),
    envFile,
    vars,
  };
}

/** The synchronous server answers /health alone; its keys come from the carrier, so they prove the binding. */
async function untilBound(origin: string): Promise<void> {
  const until = Date.now() + READY_LIMIT_MS;
  for (;;) {
    const response = await fetch(`${origin}/.well-known/jwks.json`).catch(() => undefined);
    if (response?.ok) return;
    await response?.body?.cancel();
    if (Date.now() > until)
      throw new Error("the synchronous server does not reach the carrier server");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
