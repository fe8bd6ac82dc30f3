/**
 * The thread of a few worlds: the loader first, then the shells, then the worlds, one after the other. Says how
 * each ended and no more.
 */

import { parentPort, workerData } from "node:worker_threads";
import { installLoader } from "./loader.ts";
import { MUTANTS } from "./mutants.ts";
import type { WorldOptions } from "./world.ts";

export interface Order extends WorldOptions {
  /** name of a mutant */
  readonly mutant?: string | undefined;
}

const orders = workerData as readonly Order[];
const names = new Set(orders.map((order) => order.mutant));
if (names.size !== 1) throw new Error("a thread's worlds have one mutant, or none");
const [name] = names;
const mutant = MUTANTS.find((one) => one.name === name);
if (name !== undefined && !mutant) throw new Error(`no mutant is called ${name}`);
installLoader(mutant);
const { playWorld } = await import("./play-world.ts");
for (const order of orders) parentPort?.postMessage(await playWorld(order));
