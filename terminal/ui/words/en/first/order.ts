/** English: an order on the sheet beyond the plain case. */

import type { OrderRoom } from "../../types/first/order.ts";

export const order: OrderRoom = {
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
