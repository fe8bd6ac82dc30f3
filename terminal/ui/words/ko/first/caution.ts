/** Korean: before a shop that may be taken for another one. */

import type { CautionRoom } from "../../types/first/caution.ts";

export const caution: CautionRoom = {
  caution: {
    title: {
      name: "아는 상점과 이름이 비슷한, 다른 상점이에요.",
      origin: "아는 상점과 주소가 비슷한, 다른 상점이에요.",
      mixed: "알아보기 어려운 이름이에요",
    },
    asking: "지금 요청한 곳",
    known: (day) => `${day}에 결제한 곳`,
    mixed:
      "이름이나 주소의 한 단어에 서로 다른 문자가 섞여 있어요. 다른 상점처럼 보이려는 것일 수 있어요.",
    heed: "서로 다른 두 상점이에요. 지금 요청한 곳에 결제할게요.",
    heedMixed: "이 상점을 알고 있고, 결제할게요.",
  },
};
