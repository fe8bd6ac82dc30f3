/**
 * The thread of one world: the loader first, then the shells, then the world. Says how it ended and no more.
 */

import { parentPort, workerData } from "node:worker_threads";
import { installLoader } from "./loader.ts";
import { MUTANTS } from "./mutants.ts";
import type { WorldOptions } from "./world.ts";

export interface Order extends WorldOptions {
  /** name of a mutant */
  readonly mutant?: string | undefined;
}

const order = workerData as Order;
const mutant = MUTANTS.find(({ name }) => name === order.mutant);
if (order.mutant !== undefined && !mutant) throw new Error(`no mutant is called ${order.mutant}`);
installLoader(mutant);
const { playWorld } = await import("./play-world.ts");
parentPort?.postMessage(await playWorld(order));
