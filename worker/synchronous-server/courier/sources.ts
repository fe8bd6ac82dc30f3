/**
 * What the Courier and its sources (tills, and the register itself) say to each other. A source keeps its own events in
 * an order that never changes; the Courier says how far it has taken them [EV3].
 */

import type { RegisterId } from "../../../protocol/ids.ts";
import type { EventType } from "../../../protocol/register/events.ts";

/** How far a source's events are known: two counters that only grow. A source of one list uses the second. */
export interface Place {
  readonly sale: number;
  readonly listed: number;
}

export const BEGINNING: Place = { sale: 0, listed: 0 };

/** An event before it has its sequence. */
export interface SourceEvent {
  readonly type: EventType;
  /** id of the trade or payout */
  readonly subject: string;
  /** its status, once this had happened */
  readonly status: string;
  /** id of the capture or refund */
  readonly ref?: string;
  /** ms since the epoch */
  readonly at: number;
}

/** Whether anybody waits for webhooks; of two words the one with the higher version counts. */
export interface Listening {
  readonly version: number;
  readonly on: boolean;
}

/** The Courier's answer to who says that there is something new. */
export interface Told {
  readonly listening: Listening;
  /** it has taken all there is, or nobody listens */
  readonly isAll: boolean;
}

export interface EventsQuestion {
  readonly after: Place;
  readonly limit: number;
  readonly listening: Listening;
}

export interface SourceEvents {
  readonly events: SourceEvent[];
  /** after the last of them */
  readonly place: Place;
  /** there are more */
  readonly more: boolean;
}

/** Of a source that has never been set up. */
export function noEvents({ after }: EventsQuestion): SourceEvents {
  return { events: [], place: after, more: false };
}

/** A till by its number, or the register itself. */
export type Source = number | "register";

export interface SourceName {
  readonly register: RegisterId;
  readonly source: Source;
}
