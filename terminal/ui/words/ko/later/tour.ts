/** Korean: getting to know the wallet. */

import type { TourRoom } from "../../types/later/tour.ts";

export const tour: TourRoom = {
  tour: {
    step: (position, count) => `${count}단계 중 ${position}단계`,
    shop: "상점",
    you: "나",
    begin: "시작하기",
    skip: "소개 건너뛰기",
    language: "사용할 언어",
    account: "내 계좌",
    accountText:
      "이 계좌가 대신 상점에 결제해요. 상점은 상점마다 다른 표시 하나만 볼 뿐, 나에 대해서는 알지 못해요.",
    protect: "나만 쓸 수 있게",
    protectText:
      "패스키나 PIN이 있으면 ‘보안’에서 고른 결제를 할 때와 다른 브라우저를 연결하기 전에 본인임을 확인할 수 있어요.",
    protected: { passkey: "패스키를 추가했어요", pin: "PIN을 설정했어요" },
    protectedText: "어떤 결제에서 확인할지는 ‘보안’에서 고를 수 있어요.",
    withoutProtection:
      "설정하지 않으면 이 브라우저를 쓰는 누구나 결제할 수 있어요. 나중에 ‘보안’에서 추가할 수 있어요.",
    later: "나중에",
    next: "계속",
    try: "써 보기",
    tryText: "체험 상점에서 장바구니에 물건을 담고 버튼을 눌러 보세요. 주문이 여기에 나타나요.",
    openShop: "체험 상점 열기",
    look: "준비가 끝났어요",
    lookText: "상점에 이 버튼이 있으면 눌러 보세요. 누가 얼마를 요청하는지 여기에 나타나요.",
    samplePay: "Warifu로 결제",
    pinIcon:
      "지갑 아이콘을 도구 모음에 고정해 보세요. 더 빨리 열리고, 기다리는 주문이 있으면 보여 줘요.",
  },
};
