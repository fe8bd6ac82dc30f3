/** Spanish: what shops may take without a question. */

import type { BudgetsRoom } from "../../types/later/budgets.ts";

export const budgets: BudgetsRoom = {
  budgets: {
    title: "Presupuestos",
    lead: "A estas tiendas se les paga sin preguntar, hasta donde permites. Su botón lo pulsas tú cada vez.",
    empty: "Ninguna tienda cobra sin preguntarte",
    emptyText: "A una tienda que ya has pagado puedes darle un presupuesto.",
    others: "Tiendas que has pagado",
    used: (used, left) => `${used} usados, quedan ${left}`,
    phases: { paused: "en pausa", ended: "terminado" },
    renews: (time) => `Empieza de nuevo el ${time}`,
    until: (day) => `Termina solo el ${day}`,
    here: "Cuenta lo que paga este navegador. Los reembolsos no le devuelven nada.",
    times: "Pagos desde aquí",
    first: "Primer pago",
    budget: "Sin preguntar",
    none: "Esta tienda te pregunta cada vez.",
    make: "Fijar un presupuesto",
    pause: "Pausar",
    resume: "Reanudar",
    change: "Cambiar",
    revoke: "Revocar",
    allow: (shop) => `¿Cuánto permites a ${shop}?`,
    formLead: (origin) => `Solo en ${origin}, solo después de que pulses su botón.`,
    every: "Empieza de nuevo cada",
    periods: { day: "Día", week: "Semana", month: "Mes" },
    total: {
      day: "Al día, como máximo",
      week: "A la semana, como máximo",
      month: "Al mes, como máximo",
    },
    cap: "Cada vez, como máximo",
    last: (amount) => `Tu último pago allí: ${amount}`,
    asked:
      "Lo que lo supere se te pregunta como siempre. Pausar o revocar es un clic; al cabo de un año termina solo.",
    allowButton: "Permitir",
    allowThis: (terms) => `Permitir ${terms}`,
    wrong: "Escribe un importe mayor que cero.",
    most: (amount) => `Como máximo ${amount}.`,
    mostCap: "No más que todo el presupuesto.",
  },
};
