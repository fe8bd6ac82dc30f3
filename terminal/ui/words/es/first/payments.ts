/** Spanish: a line that stands for a payment. */

import type { PaymentsRoom } from "../../types/first/payments.ts";

export const payments: PaymentsRoom = {
  payments: {
    kinds: {
      waiting: "Te espera",
      proving: "Te espera",
      checking: "Comprobando",
      paid: "Pagado",
      reserved: "Reservado",
      givenBack: "Devuelto",
      notPaid: "No pagado",
      expired: "Demasiado tarde",
    },
    refunded: (amount) => `${amount} reembolsados`,
    disputed: { open: "Comunicaste un problema", over: "Aviso cerrado" },
    automatic: "Dentro de tu presupuesto",
    all: "Todos los pagos",
  },
};
