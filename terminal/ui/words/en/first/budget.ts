/** English: a shop's budget on the sheet and where one is offered. */

import type { BudgetRoom } from "../../types/first/budget.ts";

export const budget: BudgetRoom = {
  budget: {
    upTo: {
      day: (amount) => `up to ${amount} a day`,
      week: (amount) => `up to ${amount} a week`,
      month: (amount) => `up to ${amount} a month`,
    },
    each: (cap) => `at most ${cap} each time`,
    leftAfter: {
      day: "Budget left after, today",
      week: "Budget left after, this week",
      month: "Budget left after, this month",
    },
    why: {
      paused: "Its budget is paused, so you are asked.",
      ended: "Its budget has ended, so you are asked.",
      over_cap: (cap) => `You allow it ${cap} each time without asking. This is more.`,
      used_up: (left) => `${left} is left of its budget. This is more, so you are asked.`,
    },
    proves: "Inside this it is paid without asking you again.",
    offer: "Let this shop take up to … a month",
  },
};
