/** Spanish: between the browsers of one account. */

import type { ElsewhereRoom } from "../../types/later/elsewhere.ts";

export const elsewhere: ElsewhereRoom = {
  elsewhere: {
    named: (name) => `«${name}»`,
    other: "otro de tus navegadores",
    asked: (browser) =>
      `Pedido en ${browser}. Ese navegador comprobó la página de la tienda; este, el pedido.`,
    paid: (browser) => `Pagado en ${browser}`,
    held: (browser) => `Reservado en ${browser}`,
    declined: (browser) => `Rechazado en ${browser}`,
    once: "Se paga una sola vez. Aquí no hay nada que hacer.",
    again: "Aún puedes hacer el pedido de nuevo en la tienda.",
    share: "Mostrar los pedidos en todos mis navegadores",
    shareText:
      "Lo que espera en uno se puede pagar o rechazar en los otros. El servidor de Warifu sabe entonces qué pedidos miras, pagados o no.",
  },
};
