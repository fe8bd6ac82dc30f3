/** Chinese, simplified: home, and the ways from it to other screens. */

import type { HomeRoom } from "../../types/first/home.ts";

export const home: HomeRoom = {
  home: {
    title: "你的账户",
    balance: "余额",
    asOf: (time) => `截至 ${time}`,
    terminals: "可付款的浏览器",
    frozen: "已冻结",
    closing: "正在注销",
    closed: "已注销",
    credit: (left) => `还可支付 ${left}（含信用额度）`,
    last: "最近订单",
    empty: "还没有订单",
    emptyText: "在商家页面按“用 Warifu 支付”，订单会显示在这里。",
    offline: "你已离线",
    offlineSince: (time) => `自 ${time} 起。显示的是最后已知的内容，不会重复发送。`,
    old: "此后账户没有回应，余额可能已变。",
    today: "今天",
    yesterday: "昨天",
  },
  ways: {
    settings: "设置",
    notices: "通知",
    security: "安全",
    details: "收货信息",
    given: "商家收到的信息",
    budgets: "商家预算",
  },
};
