/** Arabic: a shop's budget on the sheet and where one is offered. */

import type { BudgetRoom } from "../../types/first/budget.ts";

export const budget: BudgetRoom = {
  budget: {
    upTo: {
      day: (amount) => `حتى ${amount} في اليوم`,
      week: (amount) => `حتى ${amount} في الأسبوع`,
      month: (amount) => `حتى ${amount} في الشهر`,
    },
    each: (cap) => `${cap} كحد أقصى كل مرة`,
    leftAfter: {
      day: "ميزانية اليوم بعد الدفع",
      week: "ميزانية الأسبوع بعد الدفع",
      month: "ميزانية الشهر بعد الدفع",
    },
    why: {
      paused: "ميزانية المتجر متوقفة مؤقتًا.",
      ended: "انتهت ميزانية المتجر.",
      over_cap: (cap) => `أكثر من ${cap} المسموح بها كل مرة.`,
      used_up: (left) => `أكثر من ${left} المتبقية من الميزانية.`,
    },
    proves: "لا سؤال ضمن هذا الحد.",
    offer: "السماح للمتجر حتى … شهريًا",
  },
};
