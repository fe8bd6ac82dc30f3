/** Chinese, simplified: something is wrong with what was paid. */

import type { DisputeRoom } from "../../types/later/dispute.ts";

export const dispute: DisputeRoom = {
  dispute: {
    title: "有问题？",
    lead: "商家会读到你写的内容，并可以答复。商家不会知道你是谁，其他人也无法读取。",
    paid: "支付时间",
    reason: "出了什么问题？",
    reasons: {
      not_received: "没有收到",
      not_as_described: "与描述不符",
      cancelled_order: "我取消了订单",
      wrong_amount: "金额不对",
      not_mine: "这不是我付的",
      other: "其他",
    },
    text: "写给商家的话",
    mute: "这家商家无法读取留言，只会收到原因。",
    open: "告诉商家",
    write: "发送",
    sending: "正在发送，会自动继续。",
    refused: "未能发送。只能对最近 120 天内的付款提出异议，且仅限一次。",
    talk: "往来记录",
    from: { payer: "你", shop: "商家" },
    acts: {
      opened: "提出了问题",
      message: "一条无法在此读取的留言",
      contested: "不同意",
      withdrawn: "已撤回",
    },
    statuses: {
      open: "等待商家答复",
      contested: "商家不同意",
      escalated: "由运营方裁定",
      upheld: "裁定支持你：商家应退款",
      refunded: "已退款",
      withdrawn: "已撤回",
      won: "裁定支持商家",
    },
    until: (day) => `截至${day}。之后由运营方裁定。`,
    withdraw: "撤回",
    withdrawSure: "撤回后不能再次提出。再按一次即撤回。",
  },
};
