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
  readonly offline: boolean;
  /** the last payments, as the history has them */
  readonly entries: readonly Listed[];
  /** for "Today" and "Yesterday", ms since the epoch */
  readonly now: number;
}

const ENTRIES_SHOWN = 5;

export function homeState(
  profile: Enrolled,
  stored: Pick<Stored, "records" | "disputes">,
  { online, now }: { readonly online: boolean; readonly now: number },
): HomeState {
  const { label, status, balances, credit = [] } = profile.account;
  return {
    status: "home",
    account: label,
    standing: status,
    balances,
    credit,
    balanceAt: profile.accountAt,
    offline: !online,
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
