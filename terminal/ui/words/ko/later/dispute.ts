/** Korean: something is wrong with what was paid. */

import type { DisputeRoom } from "../../types/later/dispute.ts";

export const dispute: DisputeRoom = {
  dispute: {
    title: "문제가 있나요?",
    lead: "쓴 내용은 상점이 읽고 답할 수 있어요. 내가 누구인지는 전해지지 않고, 다른 사람은 읽을 수 없어요.",
    paid: "결제일",
    reason: "무엇이 문제인가요?",
    reasons: {
      not_received: "도착하지 않았어요",
      not_as_described: "설명과 달라요",
      cancelled_order: "주문을 취소했어요",
      wrong_amount: "금액이 달라요",
      not_mine: "제가 결제하지 않았어요",
      other: "그 밖의 문제",
    },
    text: "상점에 전할 말",
    mute: "이 상점은 메시지를 읽을 수 없어요. 이유만 전달돼요.",
    open: "상점에 알리기",
    write: "보내기",
    sending: "보내는 중이에요. 저절로 계속돼요.",
    refused: "보낼 수 없었어요. 최근 120일 안의 결제에 대해 한 번만 이의를 제기할 수 있어요.",
    talk: "나눈 이야기",
    from: { payer: "나", shop: "상점" },
    acts: {
      opened: "문제를 알림",
      message: "여기서 읽을 수 없는 메시지",
      contested: "동의하지 않음",
      withdrawn: "철회함",
    },
    statuses: {
      open: "상점의 답을 기다리는 중",
      contested: "상점이 동의하지 않음",
      escalated: "운영자가 결정",
      upheld: "받아들여짐: 상점이 환불해야 해요",
      refunded: "환불됨",
      withdrawn: "철회함",
      won: "상점의 주장이 받아들여짐",
    },
    until: (day) => `${day}까지. 그 뒤에는 운영자가 결정해요.`,
    withdraw: "철회",
    withdrawSure: "다시 제기할 수 없어요. 철회하려면 한 번 더 눌러 주세요.",
  },
};
