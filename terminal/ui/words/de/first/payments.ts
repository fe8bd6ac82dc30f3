/** German: a line that stands for a payment. */

import type { PaymentsRoom } from "../../types/first/payments.ts";

export const payments: PaymentsRoom = {
  payments: {
    kinds: {
      waiting: "Wartet auf Sie",
      proving: "Wartet auf Sie",
      checking: "Wird geprüft",
      paid: "Bezahlt",
      reserved: "Reserviert",
      givenBack: "Zurückgegeben",
      notPaid: "Nicht bezahlt",
      expired: "Zu spät",
    },
    refunded: (amount) => `${amount} erstattet`,
    disputed: { open: "Sie haben etwas gemeldet", over: "Meldung abgeschlossen" },
    automatic: "Im Rahmen Ihres Budgets",
    all: "Alle Zahlungen",
  },
};
