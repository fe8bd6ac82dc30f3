/** Korean: the ways to an account. */

import type { OnboardingRoom } from "../../types/later/onboarding.ts";

export const onboarding: OnboardingRoom = {
  onboarding: {
    title: "아무것도 건네지 않고 결제하기",
    lead: "Warifu는 둘로 나눈 나무패를 맞추듯, 상점과 내 계좌 사이의 결제를 마무리해요.",
    points: [
      ["상점은 돈을 받아요", "누가 결제했는지는 몰라요. 카드 번호도, 비밀번호도, 이름도 없어요."],
      ["누가 요청하는지 보여요", "상점의 이름과 주소를 먼저 확인하고 보여 줘요."],
      ["확인은 나만 해요", "페이지는 요청만 해요. 결제는 이 지갑만 할 수 있어요."],
    ],
    open: "체험 계좌 열기",
    opening: "계좌를 열고 있어요",
    unreachable: "아직 답이 없어요. 다시 시도하고 있어요.",
    refused: "계좌가 열리지 않았어요. 다시 시도해 주세요.",
    demo: "체험용 돈이 들어 있어요. 여기서는 아무 비용도 들지 않아요.",
    haveCode: "개설 코드를 받았어요",
    code: "개설 코드",
    bringCode: "이 코드 사용",
    codeInvalid: "이 개설 코드는 더 쓸 수 없어요. 코드를 준 곳에 새 코드를 요청해 주세요.",
    haveAccount: "이미 계좌가 있어요",
    link: "이 브라우저를 다른 브라우저와 연결",
    recover: "복구 코드 사용",
    recoverText: "다른 브라우저 없이도 이 브라우저를 내 계좌로 이어 줘요.",
    words: "복구 코드",
    revokeOthers: "내 다른 브라우저 모두 차단",
    bringWords: "이 코드 사용",
    wordsWrong: "틀리거나 빠진 글자가 있어요. 다시 확인해 주세요.",
    linkLapsed: "제때 이 브라우저를 승인한 브라우저가 없어요.",
    shopWaits: "상점이 기다리고 있어요. 다음에 그 주문이 나와요.",
  },
  permission: {
    title: "권한이 하나 필요해요",
    text: (host) => `${host} 접근 권한이 없으면 지갑이 주문을 보거나 결제할 수 없어요.`,
    only: "이 지갑이 통신하는 유일한 주소예요. 다른 페이지는 읽지 않아요.",
    allow: "접근 허용",
  },
};
