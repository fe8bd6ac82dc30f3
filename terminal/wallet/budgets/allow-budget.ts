/** A budget that its owner has proven to be his to allow: of which shop, and what is stored then. Pure. */

import type { BudgetTerms } from "../../../protocol/account/budget.ts";
import type { RegisterId } from "../../../protocol/ids.ts";
import { type PaidShop, paidShops } from "../paid-shops.ts";
import type { StoreChange, Stored } from "../ports.ts";
import { allowed } from "./budget.ts";

/** The carrier has answered: it is he who allows it. @param now ms since the epoch */
export function budgetAllowed(stored: Stored, terms: BudgetTerms, now: number): StoreChange {
  const shop = shopPaid(stored, terms.register);
  if (!shop) return {};
  const { register, name, origin } = shop;
  const known = stored.budgets?.[register];
  const budget = allowed(terms, { name, origin }, known, now);
  return { budgets: { ...stored.budgets, [register]: budget } };
}

/** Only a shop that was paid from here may be allowed anything. */
export function shopPaid(stored: Stored, register: RegisterId): PaidShop | undefined {
  const shop = paidShops(stored)[register];
  return shop && shop.times > 0 ? shop : undefined;
}
