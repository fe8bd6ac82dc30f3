/** Spanish: the messages' screen. */

import type { NoticesRoom } from "../../types/later/notices.ts";

export const notices: NoticesRoom = {
  notices: {
    title: "Avisos",
    lead: "Mientras no hay ninguna ventana de la cartera abierta, el navegador puede decirte una vez cuando",
    about: [
      "un pedido te espera",
      "se ha completado un pago o ha llegado un reembolso",
      "un presupuesto está casi agotado",
      "se ha vinculado otro navegador a tu cuenta",
    ],
    shown: "Mostrar avisos",
    quiet: "Sin nombres ni importes",
    quietText: "Para una pantalla que otros ven.",
    refused: "El navegador no permite avisos. Puedes cambiarlo en sus ajustes.",
    ask: "¿Quieres que la cartera te avise?",
    askText: "Cuando un pedido espera, se paga o se reembolsa, y cuando se vincula otro navegador.",
    yes: "Sí, avísame",
    no: "No, gracias",
  },
};
