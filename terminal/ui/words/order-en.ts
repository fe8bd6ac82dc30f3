/** English, of an order on the sheet. */

import type { OrderWords } from "./order-words.ts";

export const orderEn: OrderWords = {
  order: {
    changed: (time) => `Changed by the shop since ${time}`,
    was: "Before:",
    added: "New",
    gone: "Gone",
    openUntil: (when) => `Open until ${when}`,
    closesSoon: "This order closes within a minute.",
    declineAll: (count) => `Decline all ${count} of this shop`,
  },
};
