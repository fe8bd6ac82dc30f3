/** Korean: between the browsers of one account. */

import type { ElsewhereRoom } from "../../types/later/elsewhere.ts";

export const elsewhere: ElsewhereRoom = {
  elsewhere: {
    named: (name) => `‘${name}’`,
    other: "다른 브라우저",
    asked: (browser) =>
      `${browser}에서 온 요청이에요. 상점 페이지는 그 브라우저가, 주문은 이 브라우저가 확인했어요.`,
    paid: (browser) => `${browser}에서 결제했어요`,
    held: (browser) => `${browser}에서 금액을 잡아 두었어요`,
    declined: (browser) => `${browser}에서 거절했어요`,
    once: "결제는 한 번만 돼요. 여기서 더 할 일은 없어요.",
    again: "언제든 상점에서 다시 주문할 수 있어요.",
    share: "주문을 내 모든 브라우저에 보이기",
    shareText:
      "한 브라우저에서 기다리는 주문을 다른 브라우저에서 결제하거나 거절할 수 있어요. 결제하지 않은 것을 포함해 어떤 주문을 보는지 Warifu 서버가 알게 돼요.",
  },
};
