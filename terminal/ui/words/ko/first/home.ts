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
    offlineSince: (time) =>
      `${time}부터예요. 마지막으로 알려진 내용이며, 두 번 보내는 일은 없어요.`,
    old: "그 뒤로 계좌의 응답이 없어요. 잔액이 바뀌었을 수 있어요.",
    today: "오늘",
    yesterday: "어제",
  },
  ways: {
    settings: "설정",
    notices: "알림",
    security: "보안",
    details: "배송 정보",
    given: "상점이 받은 정보",
    budgets: "상점별 예산",
  },
};
