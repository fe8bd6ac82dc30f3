/** What stands at a place about budgets, drawn. Of a shop that isn't known any more there is no page: the list then. */

import { type BudgetFormState, budgetFormState } from "../budget/state.ts";
import { BudgetFormView } from "../budget/view.tsx";
import { paymentsKnown } from "../history/state.ts";
import type { ViewProps } from "../screen.ts";
import { type ShopPageState, shopPageState } from "../shop-page/state.ts";
import { ShopPageView } from "../shop-page/view.tsx";
import type { BudgetPlace } from "./place.ts";
import { type BudgetsState, budgetsState } from "./state.ts";
import { BudgetsView } from "./view.tsx";

export type PlacedState = BudgetsState | ShopPageState | BudgetFormState;

export function placed({ status, from }: BudgetPlace): PlacedState {
  const { stored, profile, register, archived, now } = from;
  const { payments } = paymentsKnown(stored, archived);
  const own =
    status === "shop"
      ? shopPageState(stored, profile, register, { payments, now })
      : status === "budget"
        ? budgetFormState(stored, profile, register, now)
        : undefined;
  return own ?? budgetsState(stored, now);
}

export function PlacedView({ state, ...rest }: ViewProps<PlacedState | BudgetPlace>) {
  const shown = "from" in state ? placed(state) : state;
  switch (shown.status) {
    case "budgets":
      return <BudgetsView state={shown} {...rest} />;
    case "shop":
      return <ShopPageView key={shown.register} state={shown} {...rest} />;
    case "budget":
      return <BudgetFormView key={shown.register} state={shown} {...rest} />;
  }
}
