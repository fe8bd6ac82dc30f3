/** Chinese, simplified: what stands around every screen. */

import type { WindowRoom } from "../../types/first/window.ts";

export const window: WindowRoom = {
  name: "Warifu",
  testMode: "测试",
  testModeTitle: "测试模式：不使用真实资金",
  back: "返回",
  done: "完成",
  tryAgain: "重试",
  queue: (position, count) => `第 ${position} 笔，共 ${count} 笔`,
  nextTrade: "查看下一笔订单",
  noMoneyMoved: "没有扣款。",
  said: {
    settled: (amount, shop) => `已向${shop}支付 ${amount}。`,
    held: (amount, shop) => `已为${shop}预留 ${amount}。`,
    notPaid: (what) => `未支付。${what}没有扣款。`,
    checking: "正在向你的账户确认。",
  },
};
