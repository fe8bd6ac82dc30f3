/** German: an order on the sheet beyond the plain case. */

import type { OrderRoom } from "../../types/first/order.ts";

export const order: OrderRoom = {
  order: {
    changed: (time) => `Vom Shop geändert seit ${time}`,
    was: "Vorher:",
    added: "Neu",
    gone: "Entfallen",
    openUntil: (when) => `Offen bis ${when}`,
    closesSoon: "Diese Bestellung schließt in weniger als einer Minute.",
    declineAll: (count) => `Alle ${count} dieses Shops ablehnen`,
  },
};
