/**
 * Limits: what is known here of how much may be spent. The carrier's own limits per payment, day, week and month are
 * told when one is reached; the last time that one was, stands here.
 */

import type { OneClickView } from "../../../../protocol/account/account-change.ts";
import type { CreditView } from "../../../../protocol/messages.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { Stored } from "../../../wallet/ports.ts";
import { type Enrolled, NO_SECURITY } from "../../../wallet/terminal-profile.ts";

export interface LimitsState {
  readonly status: "limits";
  readonly account: string;
  /** one per currency of the account */
  readonly currencies: readonly {
    readonly currency: Currency;
    readonly balance: number;
    readonly credit?: CreditView;
    readonly rule?: OneClickView;
  }[];
  /** a limit that was reached last */
  readonly reached?: ReachedLimit;
  /** when the account was asked for, ms since the epoch */
  readonly asOf: number;
}

const LIMITS = [
  "over_payment_limit",
  "over_day_limit",
  "over_week_limit",
  "over_month_limit",
  "over_register_budget",
] as const;
export type LimitCode = (typeof LIMITS)[number];

export interface ReachedLimit {
  readonly code: LimitCode;
  /** ms since the epoch */
  readonly at: number;
  /** what would have been let through then, minor units */
  readonly left?: { readonly amount: number; readonly currency: Currency };
}

export function limitsState({ account, accountAt }: Enrolled, { records }: Stored): LimitsState {
  const { one_click } = account.security ?? NO_SECURITY;
  const reached = reachedIn(records);
  return {
    status: "limits",
    account: account.label,
    currencies: account.balances.map(({ currency, amount }) => {
      const credit = account.credit?.find((one) => one.currency === currency);
      const rule = one_click.find((one) => one.currency === currency);
      return {
        ...{ currency, balance: amount },
        ...(credit ? { credit } : {}),
        ...(rule ? { rule } : {}),
      };
    }),
    ...(reached ? { reached } : {}),
    asOf: accountAt,
  };
}

function reachedIn(records: Stored["records"]): ReachedLimit | undefined {
  return Object.values(records)
    .flatMap((record): ReachedLimit[] => {
      if (record.state !== "refused") return [];
      const code = LIMITS.find((one) => one === record.code);
      if (!code) return [];
      return [{ code, at: record.endedAt, ...(record.left ? { left: record.left } : {}) }];
    })
    .sort((a, b) => b.at - a.at)[0];
}
