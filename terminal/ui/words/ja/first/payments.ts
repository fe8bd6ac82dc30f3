/** Japanese: a line that stands for a payment. */

import type { PaymentsRoom } from "../../types/first/payments.ts";

export const payments: PaymentsRoom = {
  payments: {
    kinds: {
      waiting: "お待ちしています",
      proving: "お待ちしています",
      checking: "確認中",
      paid: "支払い済み",
      reserved: "取り置き中",
      givenBack: "戻りました",
      notPaid: "支払っていません",
      expired: "時間切れ",
    },
    refunded: (amount) => `${amount} 返金`,
    disputed: { open: "申し出中", over: "申し出は終わりました" },
    automatic: "予算内",
    all: "すべてのお支払い",
  },
};
