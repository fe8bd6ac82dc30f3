/**
 * Whether a page's press opens a sheet: the throttle with its memory, one change after another. It keeps the
 * shopper from being pestered; money never depends on it.
 */

import {
  type AskingPage,
  pageLoaded,
  refusePage,
  type Throttle,
  takesRequests,
  turnAway,
} from "../terminal/wallet/request-throttle.ts";
import type { Waiting } from "../terminal/wallet/trade-record.ts";

export interface GateMemory {
  read(): Promise<Throttle>;
  write(throttle: Throttle): Promise<void>;
}

export interface RequestGate {
  admits(page: AskingPage): Promise<boolean>;
  /** Their orders were declined, or their sheet was closed. */
  turnedAway(records: readonly Waiting[]): Promise<void>;
  /** Nothing more from the page that this was pressed in, until it is loaded anew. */
  refuse(record: Waiting): Promise<void>;
  /** This tab shows another document. */
  loaded(tab: string): Promise<void>;
}

/** @param now ms since the epoch */
export function requestGate(memory: GateMemory, now: () => number): RequestGate {
  let state = memory.read();
  const change = async (decide: (throttle: Throttle) => Throttle): Promise<void> => {
    const before = state;
    state = before.then(decide);
    const [was, is] = await Promise.all([before, state]);
    if (is !== was) await memory.write(is);
  };
  return {
    admits: async (page) => takesRequests(await state, page, now()),
    turnedAway: (records) =>
      change((throttle) =>
        records.reduce(
          (so, record) => turnAway(so, pageOf(record), { press: record.id, at: now() }),
          throttle,
        ),
      ),
    refuse: (record) => change((throttle) => refusePage(throttle, tabOf(record.replyTo))),
    loaded: (tab) => change((throttle) => pageLoaded(throttle, tab)),
  };
}

function pageOf({ replyTo, register, origin }: Waiting): AskingPage {
  return { tab: tabOf(replyTo), register, origin };
}

/** @param replyTo `tab:frame`, as the platform makes it */
export function tabOf(replyTo: string): string {
  return replyTo.split(":")[0] ?? "";
}
