/** Portuguese of Brazil: a line that stands for a payment. */

import type { PaymentsRoom } from "../../types/first/payments.ts";

export const payments: PaymentsRoom = {
  payments: {
    kinds: {
      waiting: "Esperando você",
      proving: "Esperando você",
      checking: "Conferindo",
      paid: "Pago",
      reserved: "Reservado",
      givenBack: "Devolvido",
      notPaid: "Não foi pago",
      expired: "Tarde demais",
    },
    refunded: (amount) => `${amount} reembolsados`,
    disputed: { open: "Você informou um problema", over: "Aviso encerrado" },
    automatic: "Dentro do seu orçamento",
    all: "Todos os pagamentos",
  },
};
