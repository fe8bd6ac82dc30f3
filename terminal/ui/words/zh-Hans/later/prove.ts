/** Chinese, simplified: proving oneself. */

import type { ProveRoom } from "../../types/later/prove.ts";

export const prove: ProveRoom = {
  prove: {
    title: "确认是你本人",
    why: {
      amount: "这个金额仅点一下还不够。",
      cumulative: "加上之前一键支付的金额，已超出你的限额。",
      first_payment: "这是你第一次向这家商家付款。",
      change: "你正在更改账户的保护方式。",
    },
    changes: {
      add_passkey: () => "添加通行密钥",
      remove_passkey: () => "移除通行密钥",
      set_pin: () => "更改 PIN 码",
      remove_pin: () => "移除 PIN 码",
      set_one_click: () => "减少确认次数",
      allow_budget: (name) => `允许“${name}”免确认收款`,
      approve: (name) => `关联“${name}”`,
      revoke: (name) => `撤销“${name}”`,
      recovery: () => "新的恢复码",
    },
    unnamed: "未命名的浏览器",
    whyTerminals: {
      approve: "它将可以用你的账户付款。",
      revoke: "它将不能再付款。没有 PIN 码和通行密钥时，也可以用恢复码来撤销。",
      recovery: "恢复码可让你重新进入账户。旧的恢复码会立即失效。",
    },
    oneClick: (amount) => `${amount} 以内无需这样做。`,
    passkey: "使用通行密钥",
    pin: "PIN 码，六位数字",
    usePin: "使用 PIN 码",
    wrongPin: (left) => `PIN 码不正确，还可以试 ${left} 次。`,
    unproven: {
      passkey: "通行密钥未被接受。请重试，或改用其他方式。",
      other: "未被接受，请重试。",
    },
    waiting: (time) => `PIN 码错误次数过多，${time} 后可以再试。`,
    locked: "PIN 码错误十次，已锁定。请联系管理你账户的公司。",
    lockedPasskey: "PIN 码错误十次，已锁定。用通行密钥即可解锁。",
    decline: "不付款",
    leave: "不作更改",
  },
};
