/** English: between the browsers of one account. */

import type { ElsewhereRoom } from "../../types/later/elsewhere.ts";

export const elsewhere: ElsewhereRoom = {
  elsewhere: {
    named: (name) => `“${name}”`,
    other: "another of your browsers",
    asked: (browser) =>
      `Asked in ${browser}. That browser checked the shop’s page; this one checked the order.`,
    paid: (browser) => `Paid in ${browser}`,
    held: (browser) => `Reserved in ${browser}`,
    declined: (browser) => `Declined in ${browser}`,
    once: "It is paid once. There is nothing to do here.",
    again: "You can still order again in the shop.",
    share: "Show orders in all my browsers",
    shareText:
      "What waits in one can be paid or declined in the others. Warifu’s server then learns which orders you look at, paid or not.",
  },
};
