/** The texts of a shop's budget on the sheet, where it is proven, and where one is offered. */

import type { Period } from "../../../../../protocol/money/period.ts";

export interface BudgetRoom {
  readonly budget: {
    /** "up to ¥10,000 a month" */
    readonly upTo: Readonly<Record<Period, (amount: string) => string>>;
    readonly each: (cap: string) => string;
    readonly leftAfter: Readonly<Record<Period, string>>;
    /** why it is asked about all the same */
    readonly why: {
      readonly paused: string;
      readonly ended: string;
      readonly over_cap: (cap: string) => string;
      readonly used_up: (left: string) => string;
    };
    /** why it is proven */
    readonly proves: string;
    readonly offer: string;
  };
}
