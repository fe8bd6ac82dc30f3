/** Chinese, simplified: the confirm sheet, from the press to the decision. */

import type { SheetRoom } from "../../types/first/sheet.ts";

export const sheet: SheetRoom = {
  preparing: {
    title: "请稍候",
    page: "商家正在准备你的订单。",
    reading: "正在核实收款方和金额。",
    unreachableTitle: "没有连接",
    unreachable: "暂时无法读取订单，正在重试。尚未支付任何款项。",
  },
  sheet: {
    title: (shop) => `向${shop}付款？`,
    provenSince: (day) => `自${day}起已验证`,
    provenTitle: "此页面属于该商家，地址已经验证。",
    firstTime: "首次：从未在此浏览器向其付款",
    paidBefore: (times, day) => `已付款 ${times} 次，最近一次是${day}`,
    amount: "金额",
    items: "商品",
    more: (count) => `还有 ${count} 件商品`,
    fewer: "收起",
    quantity: (count) => `× ${count}`,
    order: "订单号",
    from: "付款账户",
    leftAfter: "付款后余额",
    held: "金额将被预留。商家只取所需部分，其余退回给你。",
    heldUntil: "预留至",
    notEnough: (balance) => `余额不足：现有 ${balance}`,
    frozen: "此账户已被冻结",
    closing: "此账户正在注销",
    closed: "此账户已注销",
    notHeld: (currency) => `此账户没有 ${currency}`,
    closesIn: (seconds) => `订单将在 ${seconds} 秒后关闭`,
    pay: (amount) => `支付 ${amount}`,
    decline: "拒绝",
    refuse: "拒绝，且不再接受此页面的请求",
  },
  fields: {
    delivery_address: "收货地址",
    delivery_name: "收货人",
    email: "电子邮箱",
    phone: "电话",
  },
  asks: {
    title: "商家想了解",
    lead: "只有你勾选的内容会交给商家，仅用于此订单，其他人都无法读取。不勾选也能照常付款。",
    missing: "尚未填写",
    fill: "填写你的信息",
    change: "修改你的信息",
  },
};
