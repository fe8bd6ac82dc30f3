/** Chinese, simplified: a shop's budget on the sheet and where one is offered. */

import type { BudgetRoom } from "../../types/first/budget.ts";

export const budget: BudgetRoom = {
  budget: {
    upTo: {
      day: (amount) => `每天最多 ${amount}`,
      week: (amount) => `每周最多 ${amount}`,
      month: (amount) => `每月最多 ${amount}`,
    },
    each: (cap) => `每次最多 ${cap}`,
    leftAfter: {
      day: "支付后今天的剩余预算",
      week: "支付后本周的剩余预算",
      month: "支付后本月的剩余预算",
    },
    why: {
      paused: "预算已暂停，所以请你确认。",
      ended: "预算已到期，所以请你确认。",
      over_cap: (cap) => `你允许每次免确认 ${cap}，这笔超过了。`,
      used_up: (left) => `预算还剩 ${left}，这笔超过了，所以请你确认。`,
    },
    proves: "在此范围内，付款不再询问你。",
    offer: "允许这家商家每月最多收取…",
  },
};
