/** What payouts and journal entries may be asked for by. Times are ms since the epoch, `From` included, `Until` not. */

import type { PayoutView } from "../../protocol/register/payouts.ts";
import { type PageOptions, queryOf } from "../http/calls.ts";

type PayoutStatus = PayoutView["status"];

/** Each narrows it further. */
export interface PayoutFilter {
  readonly status?: PayoutStatus | readonly PayoutStatus[];
  /** ISO 4217 */
  readonly currency?: string;
  readonly createdFrom?: number;
  readonly createdUntil?: number;
}

/** Each narrows it further. */
export interface JournalFilter {
  /** `sale`, `refund`, `payout` … */
  readonly kind?: string | readonly string[];
  /** ISO 4217 */
  readonly currency?: string;
  readonly atFrom?: number;
  readonly atUntil?: number;
}

export function payoutQuery(filter: PayoutFilter & PageOptions): string {
  const { limit, cursor, currency, status } = filter;
  return queryOf({
    ...{ limit, cursor, currency },
    status: status === undefined ? undefined : [status].flat().join(),
    created_from: filter.createdFrom,
    created_until: filter.createdUntil,
  });
}

export function journalQuery(filter: JournalFilter & PageOptions): string {
  const { limit, cursor, currency, kind } = filter;
  return queryOf({
    ...{ limit, cursor, currency },
    kind: kind === undefined ? undefined : [kind].flat().join(),
    at_from: filter.atFrom,
    at_until: filter.atUntil,
  });
}
