// A budget of the realm's shop, with overrides: 10,000 yen a month, 5,000 a payment.

import type { BudgetTerms } from "../../../protocol/account/budget.ts";
import type { Offer } from "../../../protocol/trade/offer.ts";
import { type Budget, newBudget } from "../../../terminal/wallet/budgets/budget.ts";
import { NOW, type Realm } from "../../support/builders/realm.ts";
import { PAGE } from "./records.ts";
import type { TerminalWorld } from "./terminal-world.ts";

export function budgetTerms(
  { register }: Realm,
  overrides: Partial<BudgetTerms> = {},
): BudgetTerms {
  const currency = "JPY" as BudgetTerms["currency"];
  return { register, currency, period: "month", amount: 10_000, cap: 5_000, ...overrides };
}

export function aBudget(realm: Realm, overrides: Partial<BudgetTerms> = {}, now = NOW): Budget {
  return newBudget(budgetTerms(realm, overrides), { name: "Kami paper goods", origin: PAGE }, now);
}

/** Pays a shop once by hand, and then lets it take by itself what these terms say. */
export async function allowBudget(
  world: TerminalWorld,
  overrides: Partial<BudgetTerms> = {},
): Promise<void> {
  const { terms } = await world.sheet(undefined, "press-0");
  await world.wallet.pay("press-0", terms.payload.amount);
  await world.wallet.seen("press-0");
  world.servers.change = () => ({ status: 200, body: world.servers.account() });
  await world.wallet.budgets.allow(budgetTerms(world.realm, overrides));
}

/** Presses in the shop's page, where no sheet is opened since a budget may pay. */
export async function pressQuietly(
  { servers, wallet, realm }: Pick<TerminalWorld, "servers" | "wallet" | "realm">,
  press: string,
  offer: Offer,
  page = PAGE,
): Promise<void> {
  servers.offerTrade(offer);
  await wallet.press({ id: press, register: realm.register, replyTo: "7:3", quiet: true });
  await wallet.trade(press, offer.trade, page);
}

export function budgetOf({ realm, stored }: TerminalWorld): Budget {
  const budget = stored().budgets?.[realm.register];
  if (!budget) throw new Error("the shop has no budget");
  return budget;
}
