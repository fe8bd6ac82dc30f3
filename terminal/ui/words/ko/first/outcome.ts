/** Korean: how a trade ends. */

import type { OutcomeRoom } from "../../types/first/outcome.ts";

export const outcome: OutcomeRoom = {
  checking: {
    title: "확인하는 중",
    text: "계좌가 결정하고 있어요. 보통 1초쯤 걸려요.",
    since: (time) => `${time}부터`,
    slow: "아직 답이 없어요. 같은 요청을 다시 보내고 있어요. 두 번 결제되지 않아요.",
    late: "상점의 기한이 지났어요. 제때 결제되었거나, 돈이 빠져나가지 않거나 둘 중 하나예요. 결과는 여기에 표시돼요.",
    close: "닫아도 괜찮아요. 확인은 계속돼요.",
  },
  settled: {
    title: "결제 완료",
    heldTitle: "금액을 잡아 두었어요",
    paid: (amount, shop) => `${shop}에 ${amount}`,
    at: "일시",
    from: "출금 계좌",
    left: "잔액",
    proof: "영수증 확인됨",
    given: "상점에 전달한 정보",
    giving: { sending: "보내는 중이에요.", lost: "전달되지 않았어요. 상점은 받은 것이 없어요." },
  },
  refused: {
    title: "결제되지 않음",
    declinedTitle: "거절함",
    left: (amount) => `지금은 ${amount}까지 가능해요.`,
    nothingLeft: "지금은 남은 한도가 없어요.",
    setUp: "설정하기",
    oneClick: (amount) => `${amount}까지는 이런 확인이 필요 없어요.`,
  },
  expired: {
    title: "시간이 지났어요",
    what: "이 주문에 대한 상점의 기한이 지났어요.",
    next: "상점에서 다시 주문해 주세요.",
  },
  unusable: { title: "확인할 주문이 없어요" },
};
