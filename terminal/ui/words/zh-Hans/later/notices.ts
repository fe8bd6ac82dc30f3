/** Chinese, simplified: the messages' screen. */

import type { NoticesRoom } from "../../types/later/notices.ts";

export const notices: NoticesRoom = {
  notices: {
    title: "通知",
    lead: "钱包没有打开窗口时，浏览器会就以下情况通知你一次：",
    about: [
      "有订单等待你确认",
      "付款完成，或收到退款",
      "一项预算即将用完",
      "你的账户关联了另一个浏览器",
    ],
    shown: "显示通知",
    quiet: "不显示名称和金额",
    quietText: "适合会被他人看到的屏幕。",
    refused: "浏览器不允许通知。你可以在浏览器设置中更改。",
    ask: "要让钱包通知你吗？",
    askText: "有订单等待、付款或退款完成，以及关联了另一个浏览器时通知你。",
    yes: "好的，通知我",
    no: "不用了",
  },
};
