/** What stories of both browsers have in common beside their persons. */

import { freePort } from "../../../../cli/system/free-port.ts";
import { type Counter, startCounter } from "../counter.ts";
import type { World } from "../world.ts";

export const CONFIRM_PATH = /^\/v1\/confirmations$/;
export const MONEY_SOCKET = /^\/v1\/money$/;

/** A counter of another register, with a name of its own. */
export async function freshCounter(
  { register, proxy }: World,
  name: string,
): Promise<Counter & AsyncDisposable> {
  const port = await freePort();
  const { key } = await register(name, [`http://127.0.0.1:${port}`]);
  const counter = await startCounter({ port, key, checkoutOrigin: proxy.origin });
  return Object.assign(counter, { [Symbol.asyncDispose]: () => counter.close() });
}
