/** On what, of what and when a run was made: beside every figure, so that it can be judged later. */

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { join } from "node:path";
import { root } from "../../cli/set-up.mjs";

export interface Machine {
  /** ISO 8601, to the minute */
  readonly at: string;
  /** of the system that was measured; with a plus where files were changed since */
  readonly commit: string;
  readonly processors: string;
  readonly memoryGiB: number;
  readonly system: string;
  /** by name */
  readonly versions: Readonly<Record<string, string>>;
}

/** @param postgres its version, where there is one @param now ms since the epoch */
export function describeMachine(postgres: string | undefined, now: number): Machine {
  const [cpu] = cpus();
  return {
    at: `${new Date(now).toISOString().slice(0, 16)}Z`,
    commit: commitOf(root),
    processors: `${cpus().length} × ${cpu?.model.trim() ?? "CPU"}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `Linux ${release()}`,
    versions: {
      node: process.version,
      workerd: versionOf("node_modules/workerd"),
      ...(postgres === undefined ? {} : { PostgreSQL: postgres }),
      hono: versionOf("node_modules/hono"),
      fastify: versionOf("bench/node_modules/fastify"),
      pg: versionOf("bench/node_modules/pg"),
    },
  };
}

export function machineText(machine: Machine): string {
  const { at, commit, processors, memoryGiB, system, versions } = machine;
  const programs = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${at}, commit ${commit}\n${processors}, ${memoryGiB} GiB, ${system}\n${programs.join(", ")}`;
}

function versionOf(folder: string): string {
  try {
    return JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")).version;
  } catch {
    return "unknown";
  }
}

function commitOf(folder: string): string {
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", folder, ...args], { encoding: "utf8", stdio: "pipe" }).trim();
  try {
    const changed = git("status", "--porcelain", "--untracked-files=no") === "" ? "" : "+";
    return `${git("rev-parse", "--short=9", "HEAD")}${changed}`;
  } catch {
    return "unknown";
  }
}
