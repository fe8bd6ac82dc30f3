/** Korean: what stands around every screen. */

import type { WindowRoom } from "../../types/first/window.ts";

export const window: WindowRoom = {
  name: "Warifu",
  testMode: "테스트",
  testModeTitle: "테스트 모드: 실제 돈을 쓰지 않아요",
  back: "뒤로",
  done: "완료",
  tryAgain: "다시 시도",
  queue: (position, count) => `${count}건 중 ${position}번째`,
  nextTrade: "다음 주문 보기",
  noMoneyMoved: "돈은 빠져나가지 않았어요.",
  said: {
    settled: (amount, shop) => `${shop}에 ${amount} 결제했어요.`,
    held: (amount, shop) => `${shop}에 쓸 ${amount} 금액을 잡아 두었어요.`,
    notPaid: (what) => `결제되지 않았어요. ${what} 돈은 빠져나가지 않았어요.`,
    checking: "계좌에 확인하고 있어요.",
  },
};
