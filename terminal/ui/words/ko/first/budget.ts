/** Korean: a shop's budget on the sheet and where one is offered. */

import type { BudgetRoom } from "../../types/first/budget.ts";

export const budget: BudgetRoom = {
  budget: {
    upTo: {
      day: (amount) => `하루 최대 ${amount}`,
      week: (amount) => `일주일 최대 ${amount}`,
      month: (amount) => `한 달 최대 ${amount}`,
    },
    each: (cap) => `한 번에 최대 ${cap}`,
    leftAfter: {
      day: "결제 후 오늘 예산",
      week: "결제 후 이번 주 예산",
      month: "결제 후 이번 달 예산",
    },
    why: {
      paused: "예산이 일시 중지되어서 확인해요.",
      ended: "예산이 끝나서 확인해요.",
      over_cap: (cap) => `확인 없이 한 번에 ${cap}까지 허용했어요. 이보다 많아요.`,
      used_up: (left) => `남은 예산은 ${left}예요. 이보다 많아서 확인해요.`,
    },
    proves: "이 범위에서는 다시 묻지 않고 결제해요.",
    offer: "이 상점에 한 달에 …까지 허용하기",
  },
};
