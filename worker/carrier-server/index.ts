/**
 * The carrier Worker: wires its door, its entrypoint for the synchronous server, and its objects. Decides
 * nothing itself.
 */

import type { CarrierEnv } from "./env.ts";
import { createOperatorApi } from "./operator-api.ts";
import { reconciliationOf } from "./reconciliation/reconciliation.ts";

export { Watch } from "../watching/watch.ts";
export { Books } from "./books/books.ts";
export { Branch } from "./branch/branch.ts";
export { CarrierEntrypoint } from "./carrier-entrypoint.ts";
export { Reconciliation } from "./reconciliation/reconciliation.ts";
export { Treasury } from "./treasury/treasury.ts";

const door = createOperatorApi();

export default {
  fetch: door.fetch,
  /** The net under every wake-up that got lost. */
  scheduled(_, env, ctx) {
    ctx.waitUntil(reconciliationOf(env).wake());
    const watched = env.WATCH?.getByName("carrier-server").look("carrier-server");
    if (watched) ctx.waitUntil(watched);
  },
} satisfies ExportedHandler<CarrierEnv>;
