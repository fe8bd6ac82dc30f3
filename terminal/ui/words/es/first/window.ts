/** Spanish: what stands around every screen. */

import type { WindowRoom } from "../../types/first/window.ts";

export const window: WindowRoom = {
  name: "Warifu",
  testMode: "Prueba",
  testModeTitle: "Modo de prueba: sin dinero real",
  back: "Atrás",
  done: "Listo",
  tryAgain: "Intentar de nuevo",
  queue: (position, count) => `${position} de ${count}`,
  nextTrade: "Ver el pedido siguiente",
  noMoneyMoved: "No se ha movido dinero.",
  said: {
    settled: (amount, shop) => `${amount} pagados a ${shop}.`,
    held: (amount, shop) => `${amount} reservados para ${shop}.`,
    notPaid: (what) => `No pagado. ${what} No se ha movido dinero.`,
    checking: "Consultando con tu cuenta.",
  },
};
