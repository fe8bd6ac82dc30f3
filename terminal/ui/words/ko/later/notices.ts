/** Korean: the messages' screen. */

import type { NoticesRoom } from "../../types/later/notices.ts";

export const notices: NoticesRoom = {
  notices: {
    title: "알림",
    lead: "지갑 창이 열려 있지 않은 동안 브라우저가 다음을 한 번 알려 드려요.",
    about: [
      "주문이 기다릴 때",
      "결제되거나 환불되었을 때",
      "예산을 거의 다 썼을 때",
      "내 계좌에 다른 브라우저가 연결되었을 때",
    ],
    shown: "알림 표시",
    quiet: "이름과 금액 숨기기",
    quietText: "다른 사람이 보는 화면에 알맞아요.",
    refused: "브라우저가 알림을 허용하지 않아요. 브라우저 설정에서 바꿀 수 있어요.",
    ask: "지갑이 알려 드릴까요?",
    askText: "주문이 기다릴 때, 결제되거나 환불될 때, 다른 브라우저가 연결될 때 알려 드려요.",
    yes: "네, 알려 주세요",
    no: "아니요",
  },
};
