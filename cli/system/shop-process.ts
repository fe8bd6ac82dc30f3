/** The demo shop as a process of its own, on another hostname than ours. */

import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../set-up.mjs";

const START_LIMIT_MS = 30_000;

export interface ShopOptions {
  readonly port: number;
  /** the SDK's one secret */
  readonly key: string;
  readonly database: string;
  readonly env?: Record<string, string>;
}

export interface ShopProcess {
  /** the shop's origin, on the loopback's other name */
  readonly origin: string;
  log(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export async function startShop({
  port,
  key,
  database,
  env = {},
}: ShopOptions): Promise<ShopProcess> {
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(root, "shop/main.ts")], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      PORT: String(port),
      SHOP_ORIGIN: origin,
      SHOP_DATABASE: database,
      WARIFU_KEY: key,
      ...env,
    },
  });
  process.once("exit", () => child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    child.kill(signal);
    await ended;
  };
  const until = Date.now() + START_LIMIT_MS;
  while (
    !(await fetch(`${origin}/health`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null || Date.now() > until) {
      await stop("SIGKILL");
      throw new Error(`the shop did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { origin, log: () => output, stop };
}
