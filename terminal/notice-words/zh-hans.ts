/** Chinese, simplified, of the system's messages. */

import type { NoticeWords } from "./notice-words.ts";

export const zhHans: NoticeWords = {
  title: {
    waiting: "有订单等待确认",
    settled: "已付款",
    held: "已预留",
    refunded: "收到退款",
    budget: "一项预算即将用完",
    terminal: "已关联一个浏览器",
  },
  text: {
    waiting: (name, sum) => `${name} 请求支付 ${sum}。`,
    settled: (name, sum) => `已向 ${name} 支付 ${sum}。`,
    held: (name, sum) => `已为 ${name} 预留 ${sum}。`,
    refunded: (name, sum) => `${name} 退回了 ${sum}。`,
    budget: (name, sum) => `在 ${name} 还剩 ${sum}。`,
    terminal: (name) => `“${name}”现在可以用你的账户付款。如果不是你本人操作，请将其撤销。`,
  },
  quiet: {
    waiting: "请打开钱包查看。",
    settled: "一笔付款已完成。",
    held: "已为商家预留款项。",
    refunded: "一家商家退回了款项。",
    budget: "你的一项预算所剩不多。",
    terminal: "另一个浏览器现在可以用你的账户付款。如果不是你本人操作，请将其撤销。",
  },
};
