/** Portuguese of Brazil: an order on the sheet beyond the plain case. */

import type { OrderRoom } from "../../types/first/order.ts";

export const order: OrderRoom = {
  order: {
    changed: (time) => `Alterado pela loja desde ${time}`,
    was: "Antes:",
    added: "Novo",
    gone: "Retirado",
    openUntil: (when) => `Aberto até ${when}`,
    closesSoon: "Este pedido fecha em menos de um minuto.",
    declineAll: (count) => `Recusar todos os ${count} desta loja`,
  },
};
