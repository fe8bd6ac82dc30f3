/**
 * Follows a trade to its end: a socket that pushes, and the same status asked for in between, since either
 * may fail. Everything outside (socket, request, waiting) is passed in. What doesn't parse is not heard;
 * nothing but a status with a final word ends it.
 */

import { PageStatus } from "../../protocol/page/page-status.ts";
import { parse } from "../../protocol/parse.ts";
import { isFinalStatus } from "../../protocol/words.ts";

export interface FollowEffects {
  /** Opens a socket and hears it until it closes or the signal aborts; never rejects. */
  readonly listen: (
    path: string,
    hear: (data: unknown) => void,
    signal: AbortSignal,
  ) => Promise<void>;
  /** @returns the body of the answer; rejects when there is none in time */
  readonly ask: (path: string) => Promise<unknown>;
  /** Waits ms, or until there is a reason to look now, or until the signal aborts; never rejects. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

const RECONNECT_FIRST_MS = 1_000;
const RECONNECT_MAX_MS = 15_000;
/** While the socket is open, a look now and then, in case it died without a word. */
const LOOK_MS = 20_000;

/** Resolves when the trade has ended or the signal aborts. */
export async function followTrade(
  trade: string,
  effects: FollowEffects,
  report: (status: PageStatus) => void,
  signal: AbortSignal,
): Promise<void> {
  const end = new AbortController();
  const stop = () => end.abort();
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  const hear = (data: unknown) => {
    const status = parse(PageStatus, data);
    if (!status.ok || status.value.trade !== trade || end.signal.aborted) return;
    report(status.value);
    if (isOver(status.value)) stop();
  };
  await Promise.all([
    listen(trade, effects, hear, end.signal),
    look(trade, effects, hear, end.signal),
  ]);
  signal.removeEventListener("abort", stop);
}

/** A settled trade without its receipt isn't told yet: the page could do nothing with it. */
export function isOver({ status, receipt }: PageStatus): boolean {
  return isFinalStatus(status) && (status !== "settled" || receipt !== undefined);
}

type Hear = (data: unknown) => void;

async function listen(trade: string, effects: FollowEffects, hear: Hear, signal: AbortSignal) {
  let wait = RECONNECT_FIRST_MS;
  while (!signal.aborted) {
    const heard = (data: unknown) => {
      wait = RECONNECT_FIRST_MS;
      hear(data);
    };
    await effects.listen(`/v1/trades/${trade}/socket`, heard, signal);
    if (signal.aborted) return;
    await lookOnce(trade, effects, hear, signal);
    await effects.pause(wait, signal);
    wait = Math.min(wait * 2, RECONNECT_MAX_MS);
  }
}

async function look(trade: string, effects: FollowEffects, hear: Hear, signal: AbortSignal) {
  while (!signal.aborted) {
    await effects.pause(LOOK_MS, signal);
    await lookOnce(trade, effects, hear, signal);
  }
}

async function lookOnce(trade: string, effects: FollowEffects, hear: Hear, signal: AbortSignal) {
  if (signal.aborted) return;
  const answer = await effects.ask(`/v1/trades/${trade}/status`).catch(() => undefined);
  if (answer !== undefined) hear(answer);
}
