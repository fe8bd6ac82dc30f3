/** What shops may take without a question: each budget as it stands, and the shops that have none. */

import type { RegisterId } from "../../../../protocol/ids.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { Period } from "../../../../protocol/money/period.ts";
import { type Budget, isEnded, leftOf, renewsAt } from "../../../wallet/budgets/budget.ts";
import { paidShops } from "../../../wallet/paid-shops.ts";
import type { Stored } from "../../../wallet/ports.ts";
import { shownOrigin } from "../sheet/standing.ts";

/** A budget, as it is shown. Amounts in minor units, times in ms since the epoch. */
export interface BudgetShown {
  readonly phase: "active" | "paused" | "ended";
  readonly period: Period;
  readonly currency: Currency;
  readonly amount: number;
  readonly cap: number;
  /** paid, or on its way to be */
  readonly used: number;
  readonly left: number;
  /** when it begins anew, and when it ends by itself */
  readonly renewsAt: number;
  readonly until: number;
}

export interface ShopLine {
  readonly register: RegisterId;
  readonly name: string;
  readonly initial: string;
  readonly origin: string;
}

export interface BudgetsState {
  readonly status: "budgets";
  readonly budgets: readonly (ShopLine & { readonly budget: BudgetShown })[];
  /** paid before, without a budget; the last paid first */
  readonly others: readonly ShopLine[];
}

const OTHERS_SHOWN = 20;

export function budgetsState(stored: Stored, now: number): BudgetsState {
  const budgets = Object.values(stored.budgets ?? {});
  const others = Object.values(paidShops(stored))
    .filter(({ register, times }) => times > 0 && !stored.budgets?.[register])
    .sort((a, b) => b.at - a.at)
    .slice(0, OTHERS_SHOWN);
  return {
    status: "budgets",
    budgets: budgets
      .map((one) => ({ ...lineOf(one), budget: budgetShown(one, stored.records, now) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    others: others.map(lineOf),
  };
}

export function budgetShown(budget: Budget, records: Stored["records"], now: number): BudgetShown {
  const { period, currency, amount, cap, until } = budget;
  const left = leftOf(budget, records, now);
  return {
    phase: isEnded(budget, now) ? "ended" : budget.paused ? "paused" : "active",
    ...{ period, currency, amount, cap, used: amount - left, left },
    ...{ renewsAt: renewsAt(budget, now), until },
  };
}

export function lineOf({
  register,
  name,
  origin,
}: Pick<Budget, "register" | "name" | "origin">): ShopLine {
  const initial = [...name][0]?.toLocaleUpperCase() ?? "";
  return { register, name, initial, origin: shownOrigin(origin) };
}
