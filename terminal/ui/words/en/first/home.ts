/** English: home, and the ways from it to other screens. */

import type { HomeRoom } from "../../types/first/home.ts";

export const home: HomeRoom = {
  home: {
    title: "Your account",
    balance: "Balance",
    asOf: (time) => `As of ${time}`,
    terminals: "Browsers that can pay",
    frozen: "Frozen",
    closing: "Being closed",
    closed: "Closed",
    credit: (left) => `${left} left to spend, credit included`,
    last: "Last orders",
    empty: "No orders yet",
    emptyText: "Press “Pay with Warifu” in a shop. The order shows up here.",
    offline: "You are offline",
    offlineSince: (time) =>
      `Since ${time}. What you see is the last that is known; nothing is sent twice.`,
    old: "Your account hasn't answered since then. It may have changed.",
    today: "Today",
    yesterday: "Yesterday",
  },
  ways: {
    notices: "Messages",
    settings: "Settings",
    security: "Security",
    details: "Delivery details",
    given: "What shops received",
    budgets: "Budgets",
  },
};
