/**
 * Runs what was uploaded to the stand-in: each Worker's current version on plain workerd, with the bindings and secrets
 * of its upload, its own assets, and objects in files that outlive every version.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Role, workerdConfig } from "../../../bench/ours/workerd-config.ts";
import { tool } from "../../../cli/set-up.mjs";
import { freePort } from "../../../cli/system/free-port.ts";
import type { UploadedVersion } from "./account.ts";

/** What of an upload a Worker runs by. */
export type Runnable = Pick<UploadedVersion, "modules" | "main" | "bindings" | "assets">;

export interface WorkersHere {
  readonly origin: string;
  readonly carrierOrigin: string;
  /** Starts this version in the place of the one before it. */
  run(role: Role, version: Runnable): Promise<void>;
  log(role: Role): string;
  stop(): Promise<void>;
}

/** @param folder for the objects' files; of a run before, if it is to go on */
export async function openWorkersHere(folder: string): Promise<WorkersHere> {
  const ports = {
    synchronous: { door: await freePort(), entrypoint: await freePort() },
    carrier: { door: await freePort(), entrypoint: await freePort() },
  };
  const running = new Map<Role, ChildProcess>();
  const logs: Record<Role, string> = { synchronous: "", carrier: "" };
  const killAll = () => {
    for (const child of running.values()) child.kill("SIGKILL");
  };
  process.once("exit", killAll);
  return {
    origin: `http://localhost:${ports.synchronous.door}`,
    carrierOrigin: `http://localhost:${ports.carrier.door}`,
    async run(role, version) {
      const former = running.get(role);
      if (former) await killed(former);
      const own = join(folder, role);
      writeFiles(own, version);
      const place = { folder, modules: [version.main], ports, v8Flags: [] };
      const limits = namesOf(version, "ratelimit");
      writeFileSync(
        join(own, "config.capnp"),
        workerdConfig(role, { ...place, limits, classes: classesOf(version) }, textsOf(version)),
        { mode: 0o600 },
      );
      const child = spawn(tool("workerd", "bin/workerd"), ["serve", "config.capnp"], {
        cwd: own,
        stdio: ["ignore", "pipe", "pipe"],
      });
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => {
          logs[role] += text;
        });
      running.set(role, child);
      await untilListening(ports[role].door, child, () => logs[role]);
    },
    log: (role) => logs[role],
    async stop() {
      await Promise.all([...running.values()].map(killed));
      process.off("exit", killAll);
    },
  };
}

function writeFiles(own: string, { modules, assets }: Runnable): void {
  for (const part of ["objects", "assets"]) mkdirSync(join(own, part), { recursive: true });
  for (const [name, bytes] of modules) writeFileSync(join(own, name), bytes);
  rmSync(join(own, "assets"), { recursive: true });
  mkdirSync(join(own, "assets"));
  for (const [path, bytes] of assets) {
    const file = join(own, "assets", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

function namesOf({ bindings }: Runnable, type: string): string[] {
  return bindings.filter((binding) => binding.type === type).map(({ name }) => name);
}

function classesOf({ bindings }: Runnable): string[] {
  return bindings.flatMap(({ type, class_name: name }) =>
    type === "durable_object_namespace" && name !== undefined ? [name] : [],
  );
}

function textsOf({ bindings }: Runnable): Record<string, string> {
  const texts = bindings.filter(({ type }) => type === "plain_text" || type === "secret_text");
  return Object.fromEntries(texts.map(({ name, text = "" }) => [name, text]));
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGKILL");
  await ended;
}

async function untilListening(port: number, child: ChildProcess, log: () => string): Promise<void> {
  const until = Date.now() + 30_000;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer) return;
    if (child.exitCode !== null || Date.now() > until) throw new Error(`no workerd:\n${log()}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}
