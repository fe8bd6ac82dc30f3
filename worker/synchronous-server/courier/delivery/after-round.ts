/**
 * What a round of tries makes of an endpoint: which events are done, wait for how long, or are given up; whether it is
 * left alone for a while, or disabled [EV14] [EV15] [EV16]. Pure.
 */

import {
  WEBHOOK_DELAYS_MS,
  WEBHOOK_FAILING_MS,
  WEBHOOK_FAILURES_MAX,
  WEBHOOK_REST_FIRST_MS,
  WEBHOOK_REST_MAX_MS,
} from "../../../../protocol/limits.ts";
import type { WebhookFailure } from "../../../../protocol/register/webhooks.ts";
import type { Progress, Waiting } from "./progress.ts";

/** A try, and how it ended. */
export interface Tried {
  readonly event: Waiting;
  /** when it ended, ms since the epoch */
  readonly at: number;
  /** ms */
  readonly took: number;
  /** of HTTP */
  readonly status?: number;
  /** undefined: there is a receipt */
  readonly failure?: WebhookFailure;
}

export interface After {
  readonly progress: Pick<Progress, "failures" | "failing_since" | "resting_until">;
  /** sequences that are done or given up */
  readonly over: readonly number[];
  readonly waiting: readonly Waiting[];
  readonly disabled: "gone" | "failing" | undefined;
}

/** @param tried in the order in which they ended @param unsent of the lanes that stopped before them */
export function afterRound(
  { failures, failing_since, resting_until }: Progress,
  tried: readonly Tried[],
  unsent: readonly Waiting[],
): After {
  let health = { failures, failing_since, resting_until };
  for (const one of tried) health = healthAfter(health, one);
  const disabled = disabledBy(health, tried);
  const over = tried.filter(({ failure }) => failure === undefined);
  const failed = tried.filter(({ failure }) => failure !== undefined);
  // What a disabled endpoint didn't take waits for it.
  const givenUp = disabled ? [] : failed.filter((one) => nextTry(one) === undefined);
  const again = failed
    .filter((one) => !givenUp.includes(one))
    .map((one) => ({ ...one.event, tries: one.event.tries + 1, due: nextTry(one) ?? 0 }));
  return {
    ...{ progress: health, disabled },
    over: [...over, ...givenUp].map(({ event }) => event.sequence),
    waiting: [...again, ...unsent.map((one) => ({ ...one, due: 0 }))],
  };
}

/** [EV14] When a failed event is tried again; undefined: it was the last time. ms since the epoch */
export function nextTry({ event, at, failure }: Tried): number | undefined {
  const delay = failure && WEBHOOK_DELAYS_MS[event.tries];
  return delay === undefined ? undefined : at + delay;
}

type Health = After["progress"];

/** [EV15] */
function healthAfter({ failures, failing_since }: Health, { failure, at }: Tried): Health {
  if (failure === undefined) return { failures: 0, failing_since: null, resting_until: null };
  const more = failures + 1;
  const doubled = WEBHOOK_REST_FIRST_MS * 2 ** Math.min(more - WEBHOOK_FAILURES_MAX, 20);
  const rest = more < WEBHOOK_FAILURES_MAX ? null : at + Math.min(doubled, WEBHOOK_REST_MAX_MS);
  return { failures: more, failing_since: failing_since ?? at, resting_until: rest };
}

/** [EV16] */
function disabledBy({ failing_since }: Health, tried: readonly Tried[]): After["disabled"] {
  if (tried.some(({ failure }) => failure === "gone")) return "gone";
  const last = tried.at(-1)?.at ?? 0;
  return failing_since !== null && last - failing_since >= WEBHOOK_FAILING_MS
    ? "failing"
    : undefined;
}
