/** Simplified Chinese: between the browsers of one account. */

import type { ElsewhereRoom } from "../../types/later/elsewhere.ts";

export const elsewhere: ElsewhereRoom = {
  elsewhere: {
    named: (name) => `“${name}”`,
    other: "你的另一个浏览器",
    asked: (browser) => `由${browser}发起。那个浏览器核对了商家的页面，此浏览器核对了订单。`,
    paid: (browser) => `已在${browser}中支付`,
    held: (browser) => `已在${browser}中预留`,
    declined: (browser) => `已在${browser}中拒绝`,
    once: "只支付一次，此处无需再做什么。",
    again: "你仍可在商家处重新下单。",
    share: "在我的所有浏览器中显示订单",
    shareText:
      "在一个浏览器中等待的订单，可在其他浏览器中支付或拒绝。Warifu 的服务器会因此知道你查看了哪些订单，包括未支付的。",
  },
};
