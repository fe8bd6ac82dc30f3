/** Japanese: a shop's budget on the sheet and where one is offered. */

import type { BudgetRoom } from "../../types/first/budget.ts";

export const budget: BudgetRoom = {
  budget: {
    upTo: {
      day: (amount) => `1日に ${amount} まで`,
      week: (amount) => `1週間に ${amount} まで`,
      month: (amount) => `1か月に ${amount} まで`,
    },
    each: (cap) => `1回に ${cap} まで`,
    leftAfter: {
      day: "支払い後の今日の予算",
      week: "支払い後の今週の予算",
      month: "支払い後の今月の予算",
    },
    why: {
      paused: "予算が一時停止中のため、確認しています。",
      ended: "予算の期限が切れているため、確認しています。",
      over_cap: (cap) => `確認なしで支払えるのは、1回に ${cap} までです。これを超えています。`,
      used_up: (left) => `予算の残りは ${left} です。これを超えるため、確認しています。`,
    },
    proves: "この範囲では、確認なしで支払えるようになります。",
    offer: "1か月に … まで、確認なしで支払えるようにする",
  },
};
