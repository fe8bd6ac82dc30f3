/** What the operator is shown of an account: balances, limits and what is spent of them. Pure, and never for anyone else. */

import type { AccountSummary } from "../../../../protocol/account/opening.ts";
import type { Balance, CreditView } from "../../../../protocol/messages.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { LimitsView, OperatorAccount } from "../../../../protocol/operator/operator.ts";
import { spentIn } from "../confirm/spending.ts";
import { type Account, fundsOf } from "../ledger.ts";
import { heldIn } from "../order/hold.ts";
import { toppedUpIn } from "./top-up-instruction.ts";

/** @param now ms since the epoch: which day, week and month are meant */
export function operatorAccount(account: Account, now: number): OperatorAccount {
  const { id, status, balances, limits, spent, openedAt } = account;
  const named = [
    ...Object.keys(balances),
    ...Object.keys(limits.currencies),
    ...limits.budgets.map(({ currency }) => currency),
  ] as Currency[];
  const currencies = [...new Set(named)].sort();
  return {
    id,
    status,
    balances: balancesOf(balances),
    limits: currencies.map((currency): LimitsView => {
      const own = limits.budgets.filter((budget) => budget.currency === currency);
      return {
        currency,
        ...limits.currencies[currency],
        spent: {
          day: spentIn(spent, { currency }, "day", now),
          week: spentIn(spent, { currency }, "week", now),
          month: spentIn(spent, { currency }, "month", now),
        },
        budgets: own.map(({ register, period, amount }) => ({
          ...{ register, period, amount },
          spent: spentIn(spent, { currency, register }, period, now),
        })),
      };
    }),
    ...heldOf(account),
    ...creditOf(account),
    ...topUpsOf(account, now),
    ...stepUpsOf(account),
    ...openingOf(account),
    opened_at: openedAt,
  };
}

/** [LE20] What is held of it, beside the balances; nothing where nothing is. */
function heldOf(account: Account): { held?: Balance[] } {
  const held = Object.entries(heldIn(account)).map(
    ([currency, amount = 0]): Balance => ({ currency: currency as Currency, amount }),
  );
  return held.length === 0 ? {} : { held };
}

/** [LE70] What is postpaid, and what is left of it; nothing where all is prepaid. The terminal is shown the same. */
export function creditOf(account: Account): { credit?: CreditView[] } {
  const credit = entriesOf(account.credit).map(
    ([currency, limit]): CreditView => ({ currency, limit, left: fundsOf(account, currency) }),
  );
  return credit.length === 0 ? {} : { credit };
}

function openingOf({ opening }: Account): Pick<OperatorAccount, "opening"> {
  if (!opening) return {};
  const used = opening.used ? { used_at: opening.used.at } : {};
  return { opening: { issued_at: opening.issuedAt, ...used } };
}

/** One line of the list of accounts. */
export function accountSummary(account: Account): AccountSummary {
  const { id, status, balances, devices, openedAt } = account;
  return {
    ...{ id, status, balances: balancesOf(balances), ...creditOf(account) },
    terminals: devices.filter(({ state }) => state === "active").length,
    opened_at: openedAt,
  };
}

/** The same for operator and terminal. */
export function balancesOf(balances: Account["balances"]): Balance[] {
  return entriesOf(balances).map(([currency, amount]): Balance => ({ currency, amount }));
}

function topUpsOf(account: Account, now: number): Pick<OperatorAccount, "top_ups"> {
  const top_ups = entriesOf(account.topUps.instructions).map(([currency, instruction]) => ({
    ...{ currency, ...instruction },
    this_month: toppedUpIn(account, currency, now),
  }));
  return top_ups.length === 0 ? {} : { top_ups };
}

function stepUpsOf({ stepUps: { rules, clicked } }: Account): Pick<OperatorAccount, "step_ups"> {
  const step_ups = entriesOf(rules)
    .filter(([, rule]) => Object.keys(rule).length > 0)
    .map(([currency, rule]) => ({ currency, ...rule, clicked: clicked[currency] ?? 0 }));
  return step_ups.length === 0 ? {} : { step_ups };
}

function entriesOf<T>(byCurrency: Readonly<Partial<Record<Currency, T>>>): [Currency, T][] {
  return Object.entries(byCurrency) as [Currency, T][];
}
