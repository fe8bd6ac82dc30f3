/** Korean, of the system's messages. */

import type { NoticeWords } from "./notice-words.ts";

export const ko: NoticeWords = {
  title: {
    waiting: "주문이 기다리고 있어요",
    settled: "결제했어요",
    held: "금액을 잡아 두었어요",
    refunded: "환불되었어요",
    budget: "예산을 거의 다 썼어요",
    terminal: "브라우저가 연결되었어요",
  },
  text: {
    waiting: (name, sum) => `${name}에서 ${sum} 결제를 요청해요.`,
    settled: (name, sum) => `${name}: ${sum}`,
    held: (name, sum) => `${name}: ${sum}`,
    refunded: (name, sum) => `${name}: ${sum}`,
    budget: (name, sum) => `${name}: 남은 금액 ${sum}`,
    terminal: (name) =>
      `이제 ${name}에서도 내 계좌로 결제할 수 있어요. 직접 연결하지 않았다면 차단해 주세요.`,
  },
  quiet: {
    waiting: "지갑을 열어 확인해 주세요.",
    settled: "결제가 완료되었어요.",
    held: "상점에 쓸 금액을 잡아 두었어요.",
    refunded: "상점에서 돈을 돌려주었어요.",
    budget: "예산 하나가 얼마 남지 않았어요.",
    terminal:
      "이제 다른 브라우저에서도 내 계좌로 결제할 수 있어요. 직접 연결하지 않았다면 차단해 주세요.",
  },
};
