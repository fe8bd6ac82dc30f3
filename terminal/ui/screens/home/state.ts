/** Home: the balance as last known, and the last orders by day, newest first. */

import type { AccountStatus, Balance, CreditView } from "../../../../protocol/messages.ts";
import type { Stored } from "../../../wallet/ports.ts";
import type { Enrolled } from "../../../wallet/terminal-profile.ts";
import { isOver } from "../../../wallet/trade-record.ts";
import { type Listed, listed } from "../history/state.ts";

export interface HomeState {
  readonly status: "home";
  readonly account: string;
  readonly standing: AccountStatus;
  readonly balances: readonly Balance[];
  /** of the postpaid currencies */
  readonly credit: readonly CreditView[];
  /** ms since the epoch */
  readonly balanceAt: number;
  /** no answer came for so long that the balance may be another */
  readonly old: boolean;
  /** since when, ms since the epoch */
  readonly offlineSince?: number;
  /** the last payments, as the history has them */
  readonly entries: readonly Listed[];
  /** for "Today" and "Yesterday", ms since the epoch */
  readonly now: number;
}

const ENTRIES_SHOWN = 5;
/** A window asks as soon as it is open: by then it has been answered, or won't be soon. */
const OLD_MS = 10 * 60_000;

export function homeState(
  profile: Enrolled,
  stored: Pick<Stored, "records" | "disputes">,
  { offlineSince, now }: { readonly offlineSince: number | undefined; readonly now: number },
): HomeState {
  const { label, status, balances, credit = [] } = profile.account;
  return {
    status: "home",
    account: label,
    standing: status,
    balances,
    credit,
    balanceAt: profile.accountAt,
    old: now - profile.accountAt > OLD_MS,
    ...(offlineSince === undefined ? {} : { offlineSince }),
    entries: lastPayments(stored).slice(0, ENTRIES_SHOWN),
    now,
  };
}

/** Of those at hand, and only what ended. */
export function lastPayments({
  records,
  ...rest
}: Pick<Stored, "records" | "disputes">): readonly Listed[] {
  const ended = Object.entries(records).filter(([, record]) => isOver(record));
  return listed({ records: Object.fromEntries(ended), ...rest }, []);
}
