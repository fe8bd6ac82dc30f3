/** Chinese, simplified: the ways to an account. */

import type { OnboardingRoom } from "../../types/later/onboarding.ts";

export const onboarding: OnboardingRoom = {
  onboarding: {
    title: "付款，无需交出任何信息",
    lead: "Warifu 像合拢一分为二的符契那样，在商家与你的账户之间完成结算。",
    points: [
      ["商家收到货款", "商家永远不知道是谁付的款：没有卡号，没有密码，没有姓名。"],
      ["你看得到收款方", "显示之前，商家的名称和地址都已经过验证。"],
      ["只有你能确认", "网页只能提出请求，能付款的只有这个钱包。"],
    ],
    open: "开设演示账户",
    opening: "正在为你开户",
    unreachable: "尚无答复，正在重试。",
    refused: "未能开户，请重试。",
    demo: "账户内有演示资金，这里的一切都不花钱。",
    haveCode: "我有开户码",
    code: "开户码",
    bringCode: "使用此开户码",
    codeInvalid: "此开户码已失效。请向给你开户码的人索取新的。",
    haveAccount: "我已有账户",
    link: "将此浏览器与另一个关联",
    recover: "使用我的恢复码",
    recoverText: "无需其他浏览器，即可让此浏览器进入你的账户。",
    words: "恢复码",
    revokeOthers: "撤销我的所有其他浏览器",
    bringWords: "使用此恢复码",
    wordsWrong: "有字符错误或遗漏，请再核对一遍。",
    linkLapsed: "没有浏览器及时批准此浏览器。",
    shopWaits: "有商家正在等待，接下来会显示它的订单。",
  },
  permission: {
    title: "还缺一项权限",
    text: (host) => `没有访问 ${host} 的权限，钱包就无法查看或支付订单。`,
    only: "这是本钱包唯一通信的地址。它不读取任何其他页面。",
    allow: "允许访问",
  },
};
