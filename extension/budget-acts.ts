/**
 * What a window of the extension may ask about what shops may take by themselves, as an act of the wallet. What doesn't
 * parse asks for nothing.
 */

import { BudgetTerms } from "../protocol/account/budget.ts";
import { RegisterId } from "../protocol/ids.ts";
import { parse } from "../protocol/parse.ts";
import type { Message } from "./messages.ts";
import { parsedText } from "./parsed-text.ts";
import type { Act } from "./terminal-acts.ts";

export function budgetAct(message: Message): Act | undefined {
  switch (message.action) {
    case "allow-budget": {
      const terms = parsedText(BudgetTerms, message.budget);
      return terms && (({ budgets }) => budgets.allow(terms));
    }
    case "pause-budget":
    case "resume-budget":
    case "revoke-budget": {
      const register = parse(RegisterId, message.register);
      if (!register.ok) return undefined;
      const act = ACTS[message.action];
      return ({ budgets }) => budgets[act](register.value);
    }
    default:
      return undefined;
  }
}

const ACTS = {
  "pause-budget": "pause",
  "resume-budget": "resume",
  "revoke-budget": "revoke",
} as const;
