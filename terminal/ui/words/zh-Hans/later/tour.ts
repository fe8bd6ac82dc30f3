/** Chinese, simplified: getting to know the wallet. */

import type { TourRoom } from "../../types/later/tour.ts";

export const tour: TourRoom = {
  tour: {
    step: (position, count) => `第 ${position} 步，共 ${count} 步`,
    shop: "商家",
    you: "你",
    begin: "开始",
    skip: "跳过介绍",
    language: "你的语言",
    account: "你的账户",
    accountText: "由它替你向商家付款。商家只看到一个标记，每家都不同，此外对你一无所知。",
    protect: "只为你所用",
    protectText:
      "有了通行密钥或 PIN 码，在“安全”中选定的付款时，以及关联另一个浏览器之前，就能确认是你本人。",
    protected: { passkey: "已添加通行密钥", pin: "已设置 PIN 码" },
    protectedText: "可以在“安全”中选择哪些付款需要确认。",
    withoutProtection: "如果不设置，使用此浏览器的任何人都能付款。以后也可以在“安全”中添加。",
    later: "暂不",
    next: "继续",
    try: "试一试",
    tryText: "在演示商店把商品放进购物车，再按那里的按钮。订单会显示在这里。",
    openShop: "打开演示商店",
    look: "准备就绪",
    lookText: "在商家页面看到这个按钮就按下。订单会显示在这里，写明谁收款、收多少。",
    samplePay: "用 Warifu 支付",
    pinIcon: "把钱包图标固定到工具栏：打开更快，有订单等待时也看得到。",
  },
};
