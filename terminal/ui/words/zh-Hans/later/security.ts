/** Chinese, simplified: what one proves oneself with. */

import type { SecurityRoom } from "../../types/later/security.ts";

export const security: SecurityRoom = {
  security: {
    title: "安全",
    lead: "设置如何确认是你本人，以及何时需要确认。",
    busy: "正在通知你的账户。",
    failed: {
      clock: "耗时过长，请再做一次。",
      full: "你的账户已达到通行密钥的数量上限。请先移除一个。",
      noAnswer: "没有收到答复。这里显示的就是当前设置。",
      passkey: "通行密钥未被接受，没有任何更改。",
      nothingToProveWith: "要放宽规则，请先添加通行密钥或 PIN 码。",
      other: "未能完成，没有任何更改。",
    },
    passkeys: "通行密钥",
    passkeysText: "通行密钥就是你的指纹、面容或设备锁，无法被复制或猜中。",
    passkeyName: (number) => `通行密钥 ${number}`,
    addPasskey: "添加通行密钥",
    since: (day) => `自${day}起`,
    remove: "移除",
    pin: "PIN 码",
    pinState: {
      none: "只有你的账户能核对的六位数字。",
      set: "已设置 PIN 码。",
      locked: "PIN 码错误十次，已锁定。用通行密钥即可解锁。",
    },
    newPin: "新 PIN 码，六位数字",
    setPin: "设置 PIN 码",
    changePin: "更改 PIN 码",
    removePin: "移除 PIN 码",
    easyPin: "这个最容易被猜中，请换一个。",
    oneClick: "何时点一下即可",
    oneClickText: "留空表示不设自己的限额。更严的规则立即生效，更宽的规则需要确认本人。",
    upTo: "超过此金额时询问",
    total: "一键支付累计达到此金额时询问",
    first: "首次向商家付款时询问",
    save: "保存",
    carrierUpTo: (amount) => `超过 ${amount} 时，账户一定会询问。`,
    carrierTotal: (amount) => `一键支付累计达到 ${amount} 时，账户会询问。`,
    carrierFirst: "首次向商家付款时，账户会询问。",
  },
};
