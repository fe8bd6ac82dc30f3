/** The texts of what shops may take without a question: the list, a shop's page and the form. */

import type { Period } from "../../../../../protocol/money/period.ts";

export interface BudgetsRoom {
  readonly budgets: {
    readonly title: string;
    readonly lead: string;
    readonly empty: string;
    readonly emptyText: string;
    readonly others: string;
    readonly used: (used: string, left: string) => string;
    readonly phases: Readonly<Record<"paused" | "ended", string>>;
    readonly renews: (time: string) => string;
    readonly until: (day: string) => string;
    readonly here: string;
    readonly times: string;
    readonly first: string;
    readonly budget: string;
    readonly none: string;
    readonly make: string;
    readonly pause: string;
    readonly resume: string;
    readonly change: string;
    readonly revoke: string;
    readonly allow: (shop: string) => string;
    readonly formLead: (origin: string) => string;
    readonly every: string;
    readonly periods: Readonly<Record<Period, string>>;
    readonly total: Readonly<Record<Period, string>>;
    readonly cap: string;
    readonly last: (amount: string) => string;
    readonly asked: string;
    readonly allowButton: string;
    /** @param terms "up to ¥10,000 a month" */
    readonly allowThis: (terms: string) => string;
    readonly wrong: string;
    readonly most: (amount: string) => string;
    readonly mostCap: string;
  };
}
