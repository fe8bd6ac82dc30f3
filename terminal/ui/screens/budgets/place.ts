/** Where the shopper has gone by himself about budgets, with all that it is made of: what stands there is worked out by its view, which comes later. */

import type { RegisterId } from "../../../../protocol/ids.ts";
import type { Payment } from "../../../wallet/history/payment.ts";
import type { Stored } from "../../../wallet/ports.ts";
import type { Enrolled } from "../../../wallet/terminal-profile.ts";

export interface BudgetPlace {
  readonly status: "budgets" | "shop" | "budget";
  readonly from: {
    readonly stored: Stored;
    readonly profile: Enrolled;
    readonly register: RegisterId | undefined;
    readonly archived: readonly Payment[] | undefined;
    /** ms since the epoch */
    readonly now: number;
  };
}
