/** The model's part about budgets: which shop is looked at. What is allowed is the background's to ask for. */

import { ACCOUNT_TASK } from "../../wallet/account-task.ts";
import type { BudgetActs } from "../screens/budgets/acts.ts";
import type { Shown } from "./screen-of.ts";
import type { ModelPorts } from "./wallet-model.ts";

/** @param readHistory of the archive: a shop's page has all its payments */
export function budgetActs(
  { budgets, dropChange }: ModelPorts,
  peek: () => Shown,
  change: (some: Partial<Shown>) => void,
  readHistory: () => void,
): BudgetActs {
  /** What didn't come through was shown where it was asked for. */
  const goOn = (some: Partial<Shown>) => {
    const { stored } = peek();
    const task = stored?.profile.state === "enrolled" ? stored.profile.task : undefined;
    if (task?.state === "failed" && task.kind === "allow_budget") dropChange(ACCOUNT_TASK);
    change(some);
  };
  return {
    ...budgets,
    open: () => goOn({ place: "budgets" }),
    show: (shop) => {
      goOn({ place: "shop", shop });
      readHistory();
    },
    edit: (shop) => goOn({ place: "budget", shop }),
    allow: (terms) => {
      budgets.allow(terms);
      // There it stands what becomes of it.
      change({ place: "shop", shop: terms.register });
      readHistory();
    },
  };
}
