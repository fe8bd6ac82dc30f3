/** What the shopper does with what shops may take by themselves. A shop is named by its register. */

import type { BudgetTerms } from "../../../../protocol/account/budget.ts";
import type { RegisterId } from "../../../../protocol/ids.ts";

export interface BudgetPorts {
  /** asks the account, where more is let through than before */
  allow(terms: BudgetTerms): void;
  pause(register: RegisterId): void;
  resume(register: RegisterId): void;
  revoke(register: RegisterId): void;
}

export interface BudgetActs extends BudgetPorts {
  /** goes to all of them */
  open(): void;
  /** goes to a shop's page */
  show(register: RegisterId): void;
  /** goes to where a shop's budget is made, or changed */
  edit(register: RegisterId): void;
}
