/** Spanish: something is wrong with what was paid. */

import type { DisputeRoom } from "../../types/later/dispute.ts";

export const dispute: DisputeRoom = {
  dispute: {
    title: "¿Algo va mal?",
    lead: "La tienda lee lo que escribes y puede responder. No sabe quién eres, y nadie más puede leerlo.",
    paid: "Pagado",
    reason: "¿Qué va mal?",
    reasons: {
      not_received: "No llegó",
      not_as_described: "No es como se describía",
      cancelled_order: "Cancelé el pedido",
      wrong_amount: "El importe no es correcto",
      not_mine: "Yo no pagué esto",
      other: "Otra cosa",
    },
    text: "Tus palabras a la tienda",
    mute: "Esta tienda no puede leer mensajes. Recibe solo el motivo.",
    open: "Decírselo a la tienda",
    write: "Enviar",
    sending: "Enviándose. Sigue por sí solo.",
    refused:
      "No se pudo enviar. Solo se puede reclamar lo pagado en los últimos 120 días, y una sola vez.",
    talk: "Lo que se dijo",
    from: { payer: "Tú", shop: "La tienda" },
    acts: {
      opened: "Problema comunicado",
      message: "Un mensaje que no se puede leer aquí",
      contested: "No está de acuerdo",
      withdrawn: "Retirado",
    },
    statuses: {
      open: "Esperando la respuesta de la tienda",
      contested: "La tienda no está de acuerdo",
      escalated: "El operador decide",
      upheld: "Decidido a tu favor: la tienda debe reembolsar",
      refunded: "Reembolsado",
      withdrawn: "Retirado",
      won: "Decidido a favor de la tienda",
    },
    until: (day) => `Hasta el ${day}. Después decide el operador.`,
    withdraw: "Retirar",
    withdrawSure: "No se puede abrir otra vez. Pulsa de nuevo para retirarlo.",
  },
};
