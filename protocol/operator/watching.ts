/** GET /v1/watching: how both servers do, for the operator. Numbers and names of ours alone: nothing of a trade or a person. */

import * as v from "valibot";
import { listUpTo, textUpTo } from "../bounds.ts";
import { Time } from "../signing/signed-objects.ts";

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Name = textUpTo(60);

export const Alert = v.object({
  name: Name,
  /** of docs/runbook/ */
  page: Name,
  says: textUpTo(200),
  since: Time,
  /** false: it holds, but not yet for long enough */
  firing: v.boolean(),
});
export type Alert = v.InferOutput<typeof Alert>;

const Objective = v.object({
  name: Name,
  /** the share of what counts that has to be good, over 30 days */
  target: v.number(),
  good: Count,
  total: Count,
  /** null of nothing */
  share: v.nullable(v.number()),
  /** of what may go wrong, what is left: 1 is all of it, below 0 the promise is broken */
  budget_left: v.nullable(v.number()),
});

const Counter = v.object({ name: Name, label: Name, count: Count });
const Gauge = v.object({ name: Name, value: v.number() });
/** of the last hour: upper bounds of the buckets that these shares of the values end in */
const Spread = v.object({
  name: Name,
  count: Count,
  p50: v.number(),
  p95: v.number(),
  p99: v.number(),
});

const Minute = v.object({
  at: Time,
  requests: Count,
  failed: Count,
  settled: Count,
  /** ms; null where nothing was confirmed */
  confirm_p99: v.nullable(v.number()),
});

export const WatchedServer = v.object({
  role: Name,
  at: Time,
  /** since when it is watched; null where it never told anything */
  since: v.nullable(Time),
  alerts: listUpTo(50, Alert),
  objectives: listUpTo(20, Objective),
  counters: listUpTo(500, Counter),
  gauges: listUpTo(50, Gauge),
  spreads: listUpTo(50, Spread),
  minutes: listUpTo(60, Minute),
});
export type WatchedServer = v.InferOutput<typeof WatchedServer>;

/** A server that doesn't answer is missing. */
export const Watching = v.object({ servers: listUpTo(2, WatchedServer) });
export type Watching = v.InferOutput<typeof Watching>;
