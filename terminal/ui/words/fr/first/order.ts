/** French: an order on the sheet beyond the plain case. */

import type { OrderRoom } from "../../types/first/order.ts";

export const order: OrderRoom = {
  order: {
    changed: (time) => `Modifiée par la boutique depuis ${time}`,
    was: "Avant\u00a0:",
    added: "Nouveau",
    gone: "Retiré",
    openUntil: (when) => `Ouverte jusqu’à\u00a0: ${when}`,
    closesSoon: "Cette commande expire dans moins d’une minute.",
    declineAll: (count) => `Refuser les ${count} de cette boutique`,
  },
};
