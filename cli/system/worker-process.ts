/**
 * One Worker under `wrangler dev`, as a process group of its own, so that stopping or killing it takes
 * workerd along. State is real SQLite in the folder given; it survives a kill -9 and a new start.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { root, tool } from "../set-up.mjs";

const START_LIMIT_MS = 90_000;

export interface WorkerOptions {
  /** path of the wrangler.toml, from the top of the checkout */
  readonly config: string;
  readonly port: number;
  readonly stateFolder: string;
  /** shared by the Workers of one system, and by no other */
  readonly registryFolder: string;
  /** file of secrets, KEY=value lines */
  readonly envFile: string;
  /** not secret: visible in the process list */
  readonly vars: Record<string, string>;
}

export interface WorkerProcess {
  readonly port: number;
  /** all it printed so far */
  log(): string;
  /** ends the whole group and waits for it */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Groups that run: none may outlive this process, however it ends. What they stored is safe from a kill. */
const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) killGroup(child, "SIGKILL");
});

export async function startWorker(options: WorkerOptions): Promise<WorkerProcess> {
  const child = launch(options);
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    killGroup(child, signal);
    await ended;
    // The launcher may be gone before its workerd: nothing of the group may outlive stop().
    killGroup(child, "SIGKILL");
    running.delete(child);
  };
  const until = Date.now() + START_LIMIT_MS;
  while (!(await answers(options.port))) {
    if (child.exitCode !== null || Date.now() > until) {
      await stop("SIGKILL");
      throw new Error(`${options.config} did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { port: options.port, log: () => output, stop };
}

function launch({
  config,
  port,
  stateFolder,
  registryFolder,
  envFile,
  vars,
}: WorkerOptions): ChildProcess {
  const args = [
    "dev",
    "--config",
    join(root, config),
    "--ip",
    "127.0.0.1",
    "--port",
    String(port),
    "--inspector-port",
    "0",
    "--persist-to",
    stateFolder,
    "--env-file",
    envFile,
    "--show-interactive-dev-session=false",
    "--log-level",
    "log",
    ...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
  ];
  return spawn(process.execPath, [tool("wrangler", "bin/wrangler.js"), ...args], {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      CI: "true",
      NO_COLOR: "1",
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_HIDE_BANNER: "true",
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
      // The default registry is shared by every wrangler of the machine: equal names would collide.
      WRANGLER_REGISTRY_PATH: registryFolder,
    },
  });
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health`);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
