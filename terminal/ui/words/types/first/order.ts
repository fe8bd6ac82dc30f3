/** The texts of an order on the sheet that go beyond the plain case: what changed, until when, and several at once. */

import type { Count } from "../../count.ts";

export interface OrderRoom {
  readonly order: {
    /** the shop asks for something else than at `time` */
    readonly changed: (time: string) => string;
    /** said before what is struck through */
    readonly was: string;
    readonly added: string;
    readonly gone: string;
    /** `when` is a time of today, or a day */
    readonly openUntil: (when: string) => string;
    /** said once to a screen reader, as the last minute begins */
    readonly closesSoon: string;
    readonly declineAll: (count: Count) => string;
  };
}
