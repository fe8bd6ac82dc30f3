/** Korean: home, and the ways from it to other screens. */

import type { HomeRoom } from "../../types/first/home.ts";

export const home: HomeRoom = {
  home: {
    title: "내 계좌",
    balance: "잔액",
    asOf: (time) => `${time} 기준`,
    terminals: "결제할 수 있는 브라우저",
    frozen: "정지됨",
    closing: "해지 중",
    closed: "해지됨",
    credit: (left) => `${left} 더 쓸 수 있어요 (신용 포함)`,
    last: "최근 주문",
    empty: "아직 주문이 없어요",
    emptyText: "상점에서 ‘Warifu로 결제’를 누르면 주문이 여기에 나타나요.",
    offline: "오프라인이에요",
    offlineText: "마지막으로 알려진 내용이에요. 잃어버리거나 두 번 보내는 일은 없어요.",
    today: "오늘",
    yesterday: "어제",
    paid: "결제 완료",
    reserved: "잡아 둠",
    notPaid: "결제되지 않음",
    expired: "시간 초과",
    wrong: "문제가 있나요?",
  },
  ways: { notices: "알림", security: "보안", details: "배송 정보", given: "상점이 받은 정보" },
};
