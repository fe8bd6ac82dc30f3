/**
 * Makes a failing world smaller while it fails by the same invariant: fewer trades, under its own seed or
 * the ones after it, then fewer kinds of faults; then plays it once more for its trace.
 */

import { runWorld, type Verdict } from "./run-world.ts";
import type { FaultKind } from "./runtime/faults.ts";
import type { Order } from "./world-thread.ts";

const SIZES = [1, 2, 4, 8, 16, 32, 64, 125, 250, 500];
const SEEDS_TRIED = 8;

export interface Shrunk {
  readonly order: Order;
  readonly verdict: Verdict;
}

/** @param failing an order whose world breaks that invariant */
export async function shrink(failing: Order, invariant: string): Promise<Shrunk> {
  const fails = async (order: Order): Promise<boolean> => {
    const { violations } = await runWorld(order);
    return violations.some((one) => one.invariant === invariant);
  };
  const small = await fewerTrades(failing, fails);
  const order = await fewerFaults(small, fails);
  return { order, verdict: await runWorld({ ...order, trace: true }) };
}

type Fails = (order: Order) => Promise<boolean>;

async function fewerTrades(failing: Order, fails: Fails): Promise<Order> {
  for (const trades of SIZES.filter((size) => size < failing.trades)) {
    for (let more = 0; more < SEEDS_TRIED; more++) {
      const order = { ...failing, trades, seed: failing.seed + more };
      if (await fails(order)) return order;
    }
  }
  return failing;
}

async function fewerFaults(failing: Order, fails: Fails): Promise<Order> {
  let order = failing;
  for (const kind of failing.faults) {
    const faults: FaultKind[] = order.faults.filter((one) => one !== kind);
    const fewer = { ...order, faults };
    if (await fails(fewer)) order = fewer;
  }
  return order;
}
