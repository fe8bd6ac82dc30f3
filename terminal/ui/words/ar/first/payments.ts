/** Arabic: a line that stands for a payment. */

import type { PaymentsRoom } from "../../types/first/payments.ts";

export const payments: PaymentsRoom = {
  payments: {
    kinds: {
      waiting: "في انتظارك",
      proving: "في انتظارك",
      checking: "جارٍ التحقق",
      paid: "تم الدفع",
      reserved: "محجوز",
      givenBack: "أُعيد",
      notPaid: "لم يتم الدفع",
      expired: "فات الأوان",
    },
    refunded: (amount) => `رُدّ ${amount}`,
    disputed: { open: "أبلغتَ عن مشكلة", over: "أُغلق البلاغ" },
    automatic: "ضمن ميزانيتك",
    all: "كل المدفوعات",
  },
};
