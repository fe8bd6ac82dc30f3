/** Spanish: how a trade ends. */

import type { OutcomeRoom } from "../../types/first/outcome.ts";

export const outcome: OutcomeRoom = {
  checking: {
    title: "Comprobando",
    text: "Tu cuenta está decidiendo. Suele tardar un segundo.",
    since: (time) => `Desde: ${time}`,
    slow: "Aún no hay respuesta. Se envía de nuevo la misma pregunta; no se te puede cobrar dos veces.",
    late: "El plazo de la tienda ha pasado. O se pagó a tiempo, o no se mueve dinero. La respuesta aparecerá aquí.",
    close: "Puedes cerrar esto. Sigue por sí solo.",
  },
  settled: {
    title: "Pagado",
    heldTitle: "Reservado",
    paid: (amount, shop) => `${amount} a ${shop}`,
    at: "Hora",
    from: "Desde",
    left: "Queda",
    proof: "Recibo comprobado",
    given: "Entregado a la tienda",
    giving: { sending: "Enviándose.", lost: "No entregado. La tienda no tiene nada de ello." },
  },
  refused: {
    title: "No pagado",
    declinedTitle: "Rechazado",
    left: (amount) => `Ahora mismo es posible hasta ${amount}.`,
    nothingLeft: "Ahora mismo no queda nada.",
    setUp: "Configurar",
    oneClick: (amount) => `Hasta ${amount} no hace falta esta confirmación.`,
  },
  expired: {
    title: "Demasiado tarde",
    what: "El plazo de la tienda para este pedido ha pasado.",
    next: "Haz el pedido de nuevo en la tienda.",
  },
  unusable: { title: "Nada que confirmar" },
};
