/** The texts of what stands around every screen. */

import type { Count } from "../../count.ts";

export interface WindowRoom {
  readonly name: string;
  readonly testMode: string;
  readonly testModeTitle: string;
  readonly back: string;
  readonly done: string;
  readonly tryAgain: string;
  readonly queue: (position: Count, count: Count) => string;
  readonly nextTrade: string;
  readonly noMoneyMoved: string;
  /** said once to a screen reader when a trade ends */
  readonly said: {
    readonly settled: (amount: string, shop: string) => string;
    readonly held: (amount: string, shop: string) => string;
    readonly notPaid: (what: string) => string;
    readonly checking: string;
  };
}
