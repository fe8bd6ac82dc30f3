/** French: a shop's budget on the sheet and where one is offered. */

import type { BudgetRoom } from "../../types/first/budget.ts";

export const budget: BudgetRoom = {
  budget: {
    upTo: {
      day: (amount) => `jusqu’à ${amount} par jour`,
      week: (amount) => `jusqu’à ${amount} par semaine`,
      month: (amount) => `jusqu’à ${amount} par mois`,
    },
    each: (cap) => `${cap} au plus à chaque fois`,
    leftAfter: {
      day: "Budget du jour, après",
      week: "Budget de la semaine, après",
      month: "Budget du mois, après",
    },
    why: {
      paused: "Son budget est en pause : on vous demande.",
      ended: "Son budget a pris fin : on vous demande.",
      over_cap: (cap) => `Vous autorisez ${cap} à chaque fois. C’est plus.`,
      used_up: (left) => `Il reste ${left} de son budget. C’est plus.`,
    },
    proves: "Dans cette limite, elle est payée sans nouvelle question.",
    offer: "Autoriser cette boutique jusqu’à … par mois",
  },
};
