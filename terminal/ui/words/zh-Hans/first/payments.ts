/** Chinese, simplified: a line that stands for a payment. */

import type { PaymentsRoom } from "../../types/first/payments.ts";

export const payments: PaymentsRoom = {
  payments: {
    kinds: {
      waiting: "等你确认",
      proving: "等你确认",
      checking: "正在确认",
      paid: "已支付",
      reserved: "已预留",
      givenBack: "已退回",
      notPaid: "未支付",
      expired: "已超时",
    },
    refunded: (amount) => `已退款 ${amount}`,
    disputed: { open: "你报告了问题", over: "报告已结束" },
    automatic: "在预算内",
    all: "全部付款",
  },
};
