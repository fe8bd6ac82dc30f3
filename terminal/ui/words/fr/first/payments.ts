/** French: a line that stands for a payment. */

import type { PaymentsRoom } from "../../types/first/payments.ts";

export const payments: PaymentsRoom = {
  payments: {
    kinds: {
      waiting: "Vous attend",
      proving: "Vous attend",
      checking: "Vérification",
      paid: "Payé",
      reserved: "Réservé",
      givenBack: "Rendu",
      notPaid: "Non payé",
      expired: "Trop tard",
    },
    refunded: (amount) => `${amount} remboursés`,
    disputed: { open: "Vous avez signalé un problème", over: "Signalement clos" },
    automatic: "Dans votre budget",
    all: "Tous les paiements",
  },
};
