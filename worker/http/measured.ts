/**
 * What is measured of a door: how long the requests of the money's path took and how they ended, after their answers are
 * made. Two looks at the clock and two additions in memory; telling the Watch is waited for by nobody.
 */

import type { Context } from "hono";
import { clockNow } from "../objects/clock.ts";
import { count, observe } from "../watching/metrics.ts";
import type { Role } from "../watching/role.ts";
import { tellWatch } from "../watching/tell-watch.ts";
import type { WatchedEnv } from "../watching/watched-env.ts";

export type Measured = "create" | "claim" | "confirm";

export interface Watched {
  readonly role: Role;
  /** which request of the money's path it is; undefined of any other */
  readonly operationOf: (method: string, path: string) => Measured | undefined;
}

/** @param began ms since the epoch */
export function measure({ role, operationOf }: Watched, c: Context, began: number): void {
  const now = clockNow();
  const operation = operationOf(c.req.method, c.req.path);
  if (operation) {
    count("requests", `${operation}/${resultOf(c.res.status)}`);
    observe(`${operation}_ms`, Math.max(0, now - began));
  }
  const env: WatchedEnv | undefined = c.env;
  const ctx = env?.WATCH && contextOf(c);
  if (ctx) tellWatch(env, role, ctx, now);
}

/** None where a door is asked without the platform around it: then nobody is told. */
function contextOf(c: Context): Pick<ExecutionContext, "waitUntil"> | undefined {
  try {
    return c.executionCtx;
  } catch {
    return undefined;
  }
}

/** Refused by the table of problems is answered, too. */
function resultOf(status: number): "done" | "refused" | "failed" {
  if (status < 400) return "done";
  return status < 500 ? "refused" : "failed";
}
