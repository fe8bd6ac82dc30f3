/** Spanish, of the system's messages. */

import type { NoticeWords } from "./notice-words.ts";

export const es: NoticeWords = {
  title: {
    waiting: "Hay un pedido en espera",
    settled: "Pagado",
    held: "Reservado",
    refunded: "Ha llegado un reembolso",
    budget: "Un presupuesto está casi agotado",
    terminal: "Se ha vinculado un navegador",
  },
  text: {
    waiting: (name, sum) => `${name} pide ${sum}.`,
    settled: (name, sum) => `${sum} a ${name}.`,
    held: (name, sum) => `${sum} para ${name}.`,
    refunded: (name, sum) => `${sum} de ${name}.`,
    budget: (name, sum) => `Quedan ${sum} en ${name}.`,
    terminal: (name) => `${name} ya puede pagar desde tu cuenta. Si no fuiste tú, revócalo.`,
  },
  quiet: {
    waiting: "Abre la cartera para verlo.",
    settled: "Se ha completado un pago.",
    held: "Hay dinero reservado para una tienda.",
    refunded: "Una tienda ha devuelto dinero.",
    budget: "Queda poco de uno de tus presupuestos.",
    terminal: "Otro navegador ya puede pagar desde tu cuenta. Si no fuiste tú, revócalo.",
  },
};
