/** Korean: a line that stands for a payment. */

import type { PaymentsRoom } from "../../types/first/payments.ts";

export const payments: PaymentsRoom = {
  payments: {
    kinds: {
      waiting: "확인을 기다리는 중",
      proving: "확인을 기다리는 중",
      checking: "확인하는 중",
      paid: "결제 완료",
      reserved: "잡아 둠",
      givenBack: "돌려받음",
      notPaid: "결제되지 않음",
      expired: "시간 초과",
    },
    refunded: (amount) => `${amount} 환불됨`,
    disputed: { open: "문제를 알렸어요", over: "알린 문제가 끝났어요" },
    automatic: "예산 안에서",
    all: "모든 결제",
  },
};
