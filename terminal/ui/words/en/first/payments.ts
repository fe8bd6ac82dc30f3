/** English: a line that stands for a payment. */

import type { PaymentsRoom } from "../../types/first/payments.ts";

export const payments: PaymentsRoom = {
  payments: {
    kinds: {
      waiting: "Waiting for you",
      proving: "Waiting for you",
      checking: "Checking",
      paid: "Paid",
      reserved: "Reserved",
      givenBack: "Given back",
      notPaid: "Not paid",
      expired: "Too late",
    },
    refunded: (amount) => `${amount} refunded`,
    disputed: { open: "You reported something wrong", over: "Report closed" },
    automatic: "Inside your budget",
    all: "All payments",
  },
};
