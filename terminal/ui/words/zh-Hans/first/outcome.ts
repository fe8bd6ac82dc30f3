/** Chinese, simplified: how a trade ends. */

import type { OutcomeRoom } from "../../types/first/outcome.ts";

export const outcome: OutcomeRoom = {
  checking: {
    title: "正在确认",
    text: "你的账户正在处理，通常只需一秒。",
    since: (time) => `自 ${time} 起`,
    slow: "尚无答复。正在重新发送同一请求，不会重复扣款。",
    late: "商家的时限已过。要么已及时支付，要么不会扣款。结果会显示在这里。",
    close: "可以关闭此窗口，处理会自动继续。",
  },
  settled: {
    title: "已支付",
    heldTitle: "已预留",
    paid: (amount, shop) => `向${shop}支付 ${amount}`,
    at: "时间",
    from: "付款账户",
    left: "余额",
    proof: "收据已核验",
    given: "已提供给商家",
    giving: { sending: "正在发送。", lost: "未送达，商家没有收到。" },
  },
  refused: {
    title: "未支付",
    declinedTitle: "已拒绝",
    left: (amount) => `目前最多可支付 ${amount}。`,
    nothingLeft: "目前已无可用额度。",
    setUp: "去设置",
    oneClick: (amount) => `${amount} 以内无需这样确认。`,
  },
  expired: {
    title: "已超时",
    what: "商家为此订单设定的时限已过。",
    next: "请在商家处重新下单。",
  },
  unusable: { title: "没有可确认的订单" },
};
