/**
 * What is sent to an endpoint now: a round of lanes, one per trade, each in the order of its events [EV12]. What waits for
 * its time, or behind one that waits, isn't in it. Pure.
 */

import {
  WEBHOOK_FAILURES_MAX,
  WEBHOOK_LANE_EVENTS,
  WEBHOOK_LANES,
} from "../../../../protocol/limits.ts";
import type { Progress, Waiting } from "./progress.ts";

export interface Picture {
  readonly progress: Progress;
  /** in order of their sequence */
  readonly waiting: readonly Waiting[];
  /** the next ones after the cursor of the endpoint's types, in order */
  readonly fresh: readonly { readonly sequence: number; readonly subject: string }[];
  /** how far `fresh` was looked for: nothing else for this endpoint is up to there */
  readonly seen: number;
}

export interface Round {
  readonly lanes: readonly (readonly Waiting[])[];
  /** fresh ones that wait behind others of their trade */
  readonly parked: readonly Waiting[];
  /** the progress' cursor after it */
  readonly cursor: number;
  /** where nothing is to be sent: when to look again, ms since the epoch; undefined for when there is news */
  readonly wake: number | undefined;
}

/** @param now ms since the epoch */
export function planRound(picture: Picture, now: number): Round {
  const { progress, waiting } = picture;
  const { resting_until, failures, cursor } = progress;
  if (resting_until !== null && now < resting_until)
    return { lanes: [], parked: [], cursor, wake: hasWork(picture) ? resting_until : undefined };
  // [EV15] One event says whether the endpoint is there again.
  const isTrial = failures >= WEBHOOK_FAILURES_MAX;
  const bySubject = Map.groupBy(waiting, ({ subject }) => subject);
  const due = [...bySubject.values()].filter(([head]) => head && head.due <= now);
  const ready = due.map((all) => upToFirst(all, (one) => one.due > now));
  if (!isTrial) return freshRound(picture, new Set(bySubject.keys()), ready, WEBHOOK_LANES, now);
  const trial = freshRound(picture, new Set(bySubject.keys()), [], 1, now);
  if (trial.lanes.length > 0)
    return { ...trial, lanes: trial.lanes.map((lane) => lane.slice(0, 1)) };
  return { ...trial, lanes: ready.slice(0, 1).map((lane) => lane.slice(0, 1)) };
}

function upToFirst<T>(all: readonly T[], isEnd: (one: T) => boolean): readonly T[] {
  const end = all.findIndex(isEnd);
  return end < 0 ? all : all.slice(0, end);
}

function hasWork({ waiting, fresh }: Picture): boolean {
  return waiting.length > 0 || fresh.length > 0;
}

/** The lanes there are, and those of fresh events: as many as there is room for. */
function freshRound(
  { progress, waiting, fresh, seen }: Picture,
  waits: ReadonlySet<string>,
  ready: readonly (readonly Waiting[])[],
  lanesMax: number,
  now: number,
): Round {
  const lanes = new Map<string, Waiting[]>();
  for (const lane of ready.slice(0, lanesMax))
    lanes.set(lane[0]?.subject ?? "", lane.slice(0, WEBHOOK_LANE_EVENTS));
  const parked: Waiting[] = [];
  let { cursor } = progress;
  let isAll = true;
  for (const event of fresh) {
    const one = { ...event, tries: 0, due: 0 };
    const lane = lanes.get(event.subject);
    if (waits.has(event.subject)) parked.push(one);
    else if (!lane && lanes.size < lanesMax) lanes.set(event.subject, [one]);
    else if (lane && lanesMax > 1 && lane.length < WEBHOOK_LANE_EVENTS) lane.push(one);
    else {
      isAll = false;
      break;
    }
    cursor = event.sequence;
  }
  if (isAll) cursor = Math.max(cursor, seen);
  return { lanes: [...lanes.values()], parked, cursor, wake: wakeOf(waiting, now) };
}

/** When the first of those that are first of their trade is due. */
function wakeOf(waiting: readonly Waiting[], now: number): number | undefined {
  const heads = [...Map.groupBy(waiting, ({ subject }) => subject).values()];
  const moments = heads.flatMap(([head]) => (head ? [Math.max(head.due, now)] : []));
  return moments.length > 0 ? Math.min(...moments) : undefined;
}
