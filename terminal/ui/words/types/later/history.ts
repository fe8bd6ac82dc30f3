/** The texts of the history, of a payment's page with its receipt, and of what was spent. */

import type { ReceiptStep } from "../../../../wallet/history/receipt-check.ts";
import type { When, Which } from "../../../screens/history/filter.ts";
import type { Count } from "../../count.ts";

export interface HistoryRoom {
  readonly history: {
    readonly title: string;
    readonly search: string;
    readonly searchHint: string;
    readonly filters: string;
    readonly which: string;
    readonly whichs: Readonly<Record<Which, string>>;
    readonly when: string;
    readonly whens: Readonly<Record<When, string>>;
    readonly shop: string;
    readonly anyShop: string;
    readonly clear: string;
    readonly found: (count: Count) => string;
    /** what was spent with those that were found */
    readonly together: (amount: string) => string;
    readonly none: string;
    readonly noneText: string;
    readonly empty: string;
    readonly emptyText: string;
    readonly reading: string;
    readonly offline: string;
    readonly more: (count: Count) => string;
    readonly keep: string;
    readonly asTable: string;
    readonly asData: string;
    readonly only: string;
  };
  readonly payment: {
    readonly title: (shop: string) => string;
    readonly time: string;
    readonly trade: string;
    readonly taken: string;
    readonly refunded: string;
    readonly inTheEnd: string;
    readonly refunds: string;
    readonly asOf: (time: string) => string;
    readonly unasked: string;
    readonly gone: string;
    readonly disputeState: (state: string) => string;
  };
  readonly receipt: {
    readonly title: string;
    readonly lead: string;
    readonly check: string;
    readonly checking: string;
    readonly holds: string;
    readonly fails: string;
    readonly steps: Readonly<Record<ReceiptStep, string>>;
    /** before each step, for who doesn't see its sign */
    readonly stepIs: Readonly<Record<"holds" | "fails" | "unknown", string>>;
    readonly print: string;
    readonly save: string;
    readonly fingerprint: string;
    readonly note: string;
    readonly test: string;
  };
  readonly spending: {
    readonly title: string;
    readonly lead: string;
    readonly byMonth: string;
    readonly byShop: string;
    readonly month: string;
    readonly shop: string;
    readonly spent: string;
    readonly currency: string;
    readonly others: (count: Count) => string;
    readonly empty: string;
    readonly emptyText: string;
  };
}
