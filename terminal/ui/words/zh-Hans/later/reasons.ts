/** Chinese, simplified: why there was no payment. */

import type { ReasonsRoom } from "../../types/later/reasons.ts";

export const reasons: ReasonsRoom = {
  reasons: {
    insufficient_funds: {
      what: "账户余额不足。",
      next: "请充值后重试，或用其他方式付款。",
    },
    account_frozen: {
      what: "你的账户已被冻结。",
      next: "请联系管理你账户的公司。",
    },
    account_closed: {
      what: "你的账户已注销或正在注销。",
      next: "请用其他方式付款。",
    },
    over_payment_limit: {
      what: "超出了账户的单笔限额。",
      next: "请减少金额，或用其他方式付款。",
    },
    over_day_limit: {
      what: "超出了账户今天的限额。",
      next: "请明天再试，或用其他方式付款。",
    },
    over_week_limit: {
      what: "超出了账户本周的限额。",
      next: "请下周再试，或用其他方式付款。",
    },
    over_month_limit: {
      what: "超出了账户本月的限额。",
      next: "请下月再试，或用其他方式付款。",
    },
    over_register_budget: {
      what: "超出了你为这家商家设定的预算。",
      next: "请等到预算重新开始，或用其他方式付款。",
    },
    too_many_holds: {
      what: "已有太多商家在你的账户中预留了资金。",
      next: "请等其中一笔完成，或用其他方式付款。",
    },
    currency_not_held: {
      what: "你的账户没有这种货币。",
      next: "请用其他方式付款。",
    },
    too_late: {
      what: "付款到达账户时，商家的时限已过。",
      next: "请在商家处重新下单。",
    },
    attempt_void: {
      what: "账户作出决定之前，这笔付款就已结束。",
      next: "如果仍想付款，请重试。",
    },
    step_up_required: {
      what: "账户需要确认是你本人，而你还没有设置确认方式。",
      next: "请设置通行密钥或 PIN 码，然后重试。",
    },
    claimed_by_another: {
      what: "此刻有其他人正在支付这笔订单。",
      next: "请等一分钟后重试。",
    },
    trade_cancelled: {
      what: "商家取消了这笔订单。",
      next: "请到商家处查看或询问。",
    },
    trade_declined: {
      what: "这笔订单已被拒绝。",
      next: "如果仍需要，请在商家处重新下单。",
    },
    trade_settled: {
      what: "这笔订单已在别处支付。",
      next: "你无需做任何事。",
    },
    trade_voided: {
      what: "这笔订单的预留已被取消。",
      next: "请在商家处重新下单。",
    },
    attempts_exhausted: {
      what: "这笔订单的尝试次数过多。",
      next: "请在商家处新建订单。",
    },
    declined_here: {
      what: "你已拒绝，商家会得到通知。",
      next: "你仍可在商家处重新下单。",
    },
    wrong_origin: {
      what: "此页面不是该商家的页面。",
      next: "请离开此页面，通过商家自己的地址打开。",
    },
    wrong_register: {
      what: "此页面交来的是另一家商家的订单。",
      next: "请离开此页面，通过商家自己的地址打开。",
    },
    register_uncertified: {
      what: "没有人为这家商家作担保。",
      next: "请不要在这里付款。",
    },
    certificate_expired: {
      what: "这家商家的身份证明已过期。",
      next: "请商家更新证明，或用其他方式付款。",
    },
    wrong_mode: {
      what: "这笔订单混用了测试资金和真实资金。",
      next: "请商家检查其设置。",
    },
    not_genuine: {
      what: "这不是商家生成的订单，途中被改动过。",
      next: "请回到商家页面，再按一次按钮。",
    },
    trade_not_found: {
      what: "没有这笔订单。",
      next: "请回到商家页面，再按一次按钮。",
    },
    no_trade: {
      what: "商家的页面没有生成订单。",
      next: "请回到商家页面，再按一次按钮。",
    },
    no_answer: {
      what: "没有答复，无法读取订单。",
      next: "请检查网络连接，然后在商家页面再按一次按钮。",
    },
    unknown_terminal: {
      what: "你的账户不认识此浏览器。",
      next: "请在这里开户，然后在商家页面再按一次按钮。",
    },
    terminal_revoked: {
      what: "此浏览器已被撤销，不能再付款。",
      next: "请用你的另一个浏览器付款。",
    },
    wrong_clock: {
      what: "此电脑的时钟不准。",
      next: "请校准时钟，然后在商家页面再按一次按钮。",
    },
    trouble: {
      what: "我们这边出了问题。",
      next: "请回到商家页面，再按一次按钮。",
    },
  },
};
