/** What a window asks of the background about what shops may take by themselves. */

import type { BudgetPorts } from "../../terminal/ui/screens/budgets/acts.ts";
import type { Message } from "../messages.ts";

export function budgetPorts(send: (message: Message) => void): BudgetPorts {
  return {
    allow: (terms) => send({ action: "allow-budget", budget: JSON.stringify(terms) }),
    pause: (register) => send({ action: "pause-budget", register }),
    resume: (register) => send({ action: "resume-budget", register }),
    revoke: (register) => send({ action: "revoke-budget", register }),
  };
}
