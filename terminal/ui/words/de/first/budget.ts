/** German: a shop's budget on the sheet and where one is offered. */

import type { BudgetRoom } from "../../types/first/budget.ts";

export const budget: BudgetRoom = {
  budget: {
    upTo: {
      day: (amount) => `bis ${amount} am Tag`,
      week: (amount) => `bis ${amount} in der Woche`,
      month: (amount) => `bis ${amount} im Monat`,
    },
    each: (cap) => `höchstens ${cap} je Zahlung`,
    leftAfter: {
      day: "Budget danach, heute",
      week: "Budget danach, diese Woche",
      month: "Budget danach, diesen Monat",
    },
    why: {
      paused: "Das Budget ruht. Darum die Nachfrage.",
      ended: "Das Budget ist abgelaufen. Darum die Nachfrage.",
      over_cap: (cap) => `Ohne Nachfrage erlauben Sie ${cap} je Zahlung. Das hier ist mehr.`,
      used_up: (left) => `Vom Budget sind ${left} übrig. Das hier ist mehr.`,
    },
    proves: "In diesem Rahmen wird ohne weitere Nachfrage bezahlt.",
    offer: "Diesem Shop bis … im Monat erlauben",
  },
};
