/** Portuguese of Brazil: what stands around every screen. */

import type { WindowRoom } from "../../types/first/window.ts";

export const window: WindowRoom = {
  name: "Warifu",
  testMode: "Teste",
  testModeTitle: "Modo de teste: sem dinheiro de verdade",
  back: "Voltar",
  done: "Concluir",
  tryAgain: "Tentar de novo",
  queue: (position, count) => `${position} de ${count}`,
  nextTrade: "Ver o próximo pedido",
  noMoneyMoved: "Nenhum dinheiro foi movimentado.",
  said: {
    settled: (amount, shop) => `${amount} pagos a ${shop}.`,
    held: (amount, shop) => `${amount} reservados para ${shop}.`,
    notPaid: (what) => `Não foi pago. ${what} Nenhum dinheiro foi movimentado.`,
    checking: "Consultando a sua conta.",
  },
};
