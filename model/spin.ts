/**
 * Runs Spin: makes a checker in C for one choice of fault, property and cut, compiles it, searches, and if
 * something was found replays it as a story. A search that did not go through all states is an error, never
 * an answer.
 */

import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { installWithApt } from "../cli/apt.mjs";
import type { Cut } from "./faults.ts";
import { promela } from "./table.ts";

const PACKAGES = ["spin", "gcc", "libc6-dev"];
const MEMORY_MB = 700;
const DEPTH_MAX = 100_000;
const STEP_LIMIT_MS = 120_000;
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;
// Processes of the model times two, in units of the checker's fairness counters.
const FAIRNESS = "-DNFAIR=3";

const runFile = promisify(execFile);

export interface Search {
  /** names the search's own folder */
  readonly name: string;
  readonly fault?: string;
  /** one property alone; all that are looked at after every step if left out */
  readonly property?: string;
  /** an LTL claim, and nothing else */
  readonly claim?: string;
  readonly cut?: Cut;
  /** breadth first finds the shortest story, depth first all states in less memory */
  readonly order: "breadth" | "depth";
}

export interface Found {
  readonly violated: boolean;
  readonly states: number;
  /** what happened, step by step, if something was violated */
  readonly story: readonly string[];
}

/** Finds Spin and a C compiler, or installs them where apt can. Throws with what to install. */
export async function ensureSpin(): Promise<void> {
  if (await works()) return;
  console.log("No Spin or no C compiler here: installing them.");
  await installWithApt(PACKAGES);
  if (await works()) return;
  throw new Error(
    `The model needs Spin and gcc. Debian, Ubuntu: apt-get install ${PACKAGES.join(" ")}; macOS: brew install spin gcc; else: https://spinroot.com`,
  );
}

async function works(): Promise<boolean> {
  const programs = [
    ["spin", "-V"],
    ["gcc", "--version"],
  ];
  const answers = await Promise.allSettled(
    programs.map(([program = "", ...args]) => runFile(program, args)),
  );
  return answers.every(({ status }) => status === "fulfilled");
}

/** Searches in a folder of their own. Those that differ in their claim alone share one checker. */
export class Spin {
  readonly #folder: string;
  readonly #table = promela();
  readonly #checkers = new Map<string, Promise<string>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async search(asked: Search): Promise<Found> {
    const checker = await this.#checker(asked);
    const cwd = this.#newFolder(asked.name);
    const { violated, states } = read(await step(cwd, checker, searched(asked)));
    if (!violated) return { violated, states, story: [] };
    const story = storyOf(await step(cwd, "spin", ["-t", ...choices(asked), "trade.pml"]));
    if (story.length === 0)
      throw new Error(`${asked.name} was violated, and the replay says nothing`);
    return { violated, states, story };
  }

  #checker(asked: Search): Promise<string> {
    const key = [...choices(asked), ...compiled(asked)].join(" ");
    const made = this.#checkers.get(key) ?? this.#make(`checker_${this.#checkers.size}`, asked);
    this.#checkers.set(key, made);
    return made;
  }

  async #make(name: string, asked: Search): Promise<string> {
    const cwd = this.#newFolder(name);
    await step(cwd, "spin", ["-a", ...choices(asked), "trade.pml"]);
    await step(cwd, "gcc", ["-O0", "-w", ...compiled(asked), "-o", "pan", "pan.c"]);
    return join(cwd, "pan");
  }

  #newFolder(name: string): string {
    const folder = join(this.#folder, name);
    mkdirSync(folder);
    writeFileSync(join(folder, "table.pml"), this.#table);
    copyFileSync(join(import.meta.dirname, "trade.pml"), join(folder, "trade.pml"));
    return folder;
  }
}

function choices({ fault, claim, property = claim && "at_last", cut }: Search): string[] {
  return [
    ...(fault ? [`-DFAULT=${fault}`] : []),
    ...(property ? [`-DPROPERTY=${property}`] : []),
    ...(cut ? [`-DCUT=${cut}`] : []),
  ];
}

function compiled({ claim, order }: Search): string[] {
  const all = ["-DNOREDUCE", `-DMEMLIM=${MEMORY_MB}`];
  if (claim) return [...all, FAIRNESS];
  return [...all, "-DSAFETY", "-DNOCLAIM", ...(order === "breadth" ? ["-DBFS"] : [])];
}

function searched({ claim }: Search): string[] {
  const all = ["-w20", `-m${DEPTH_MAX}`];
  return claim ? [...all, "-a", "-f", "-N", claim] : all;
}

async function step(cwd: string, program: string, args: readonly string[]): Promise<string> {
  const limits = { timeout: STEP_LIMIT_MS, maxBuffer: OUTPUT_BYTES_MAX };
  const { stdout } = await runFile(program, [...args], { cwd, ...limits });
  return stdout;
}

function read(output: string): { violated: boolean; states: number } {
  const errors = /errors: (\d+)/.exec(output)?.[1];
  const states = Number(/(\d+) (?:nominal )?states, stored/.exec(output)?.[1]);
  const found = /^pan:\d+: (assertion violated|acceptance cycle)/m.test(output);
  const incomplete = /not completed|search depth too small|out of memory|-DMEMLIM/.test(output);
  if (found && errors === "1") return { violated: true, states };
  if (found || incomplete || errors !== "0" || Number.isNaN(states))
    throw new Error(`Spin did not search everything:\n${output}`);
  return { violated: false, states };
}

/** The model's own sentences, and where a story that never ends begins to repeat itself. */
function storyOf(replay: string): string[] {
  const lines = replay.split("\n").map((line) => line.trim());
  const end = lines.findIndex((line) => line.startsWith("spin: trail ends"));
  return lines
    .slice(0, Math.max(end, 0))
    .filter((line) => line !== "" && !/^(ltl |Never claim |spin:)/.test(line))
    .map((line) => (line.startsWith("<<<<<") ? "and from here again and again:" : line));
}
