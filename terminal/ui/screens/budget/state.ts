/** Making or changing a budget: of which shop, in which currencies, and what there is already. */

import type { BudgetTerms } from "../../../../protocol/account/budget.ts";
import type { RegisterId } from "../../../../protocol/ids.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import { isEnded } from "../../../wallet/budgets/budget.ts";
import { paidShops } from "../../../wallet/paid-shops.ts";
import type { Stored } from "../../../wallet/ports.ts";
import type { Enrolled } from "../../../wallet/terminal-profile.ts";
import { lineOf, type ShopLine } from "../budgets/state.ts";

export interface BudgetFormState extends ShopLine {
  readonly status: "budget";
  /** those of the account, the shop's last first */
  readonly currencies: readonly Currency[];
  /** the budget that there is */
  readonly terms?: Pick<BudgetTerms, "currency" | "period" | "amount" | "cap">;
  /** minor units: what was last paid there */
  readonly last?: { readonly amount: number; readonly currency: Currency };
}

/** @returns undefined for a shop that was never paid from here */
export function budgetFormState(
  stored: Stored,
  { account }: Enrolled,
  register: RegisterId | undefined,
  now: number,
): BudgetFormState | undefined {
  const shop = register && paidShops(stored)[register];
  if (!shop || shop.times === 0) return undefined;
  const known = stored.budgets?.[shop.register];
  const terms = known && !isEnded(known, now) ? known : undefined;
  const last = lastPaid(stored.records, shop.register);
  const held = account.balances.map(({ currency }) => currency);
  const first = [terms?.currency, last?.currency].flatMap((one) => one ?? []);
  return {
    status: "budget",
    ...lineOf(shop),
    currencies: [...new Set([...first, ...held])],
    ...(terms ? { terms: termsOnly(terms) } : {}),
    ...(last ? { last } : {}),
  };
}

function termsOnly({ currency, period, amount, cap }: BudgetTerms) {
  return { currency, period, amount, cap };
}

function lastPaid(records: Stored["records"], register: RegisterId): BudgetFormState["last"] {
  const latest = Object.values(records)
    .filter((one) => one.state === "settled" && one.register === register)
    .sort((a, b) => b.at - a.at)[0];
  if (latest?.state !== "settled") return undefined;
  const { amount, currency } = latest.offer.terms.payload;
  return { amount, currency };
}
