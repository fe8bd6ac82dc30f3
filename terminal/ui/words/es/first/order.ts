/** Spanish: an order on the sheet beyond the plain case. */

import type { OrderRoom } from "../../types/first/order.ts";

export const order: OrderRoom = {
  order: {
    changed: (time) => `Cambiado por la tienda desde las ${time}`,
    was: "Antes:",
    added: "Nuevo",
    gone: "Quitado",
    openUntil: (when) => `Abierto hasta: ${when}`,
    closesSoon: "Este pedido se cierra en menos de un minuto.",
    declineAll: (count) => `Rechazar los ${count} de esta tienda`,
  },
};
