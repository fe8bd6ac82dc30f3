/** Korean: the lock, and what stands there while it is closed. */

import type { LockRoom } from "../../types/later/lock.ts";

export const lock: LockRoom = {
  lock: {
    title: "잠금",
    lead: "잠겨 있는 동안 지갑은 계좌를 보여 주지 않고, 예산 안에서도 아무것도 결제하지 않아요.",
    honest:
      "열려 있는 컴퓨터 앞에 앉은 사람을 막아요. 디스크를 읽을 수 있는 사람은 주문을 읽을 수 있으니, 그때는 디스크를 암호화하세요.",
    withCode: "코드로",
    code: "이 브라우저의 코드, 여섯 자 이상",
    again: "같은 코드를 한 번 더",
    setCode: "이 코드로 설정",
    faults: { short: "여섯 자 이상이어야 해요.", differs: "두 코드가 서로 달라요." },
    withPasskey: "패스키로",
    withPasskeyText: "결제를 확인하는 패스키로 지갑도 열 수 있어요.",
    usePasskey: "패스키만으로 잠그기",
    now: "지금 잠그기",
    after: "이만큼 쓰지 않으면 잠그기",
    minutes: (minutes) => (minutes.value === 60 ? "1시간" : `${minutes}분`),
    never: "저절로 잠그지 않기",
    start: "브라우저를 시작할 때는 언제나 잠겨 있어요.",
    opens: "여는 방법",
    codeSet: "이 브라우저만 아는 코드예요.",
    passkeyOnly: "패스키예요.",
    both: "패스키로도 열 수 있어요.",
    changeCode: "코드 변경",
    addCode: "코드 추가",
    removeCode: "코드 삭제",
    offTitle: "잠금 없이",
    off: "잠금 끄기",
  },
  locked: {
    title: "잠겨 있어요",
    lead: "잠금을 풀면 계좌가 보여요.",
    waiting: "상점이 요청했어요. 잠금을 풀면 내용이 보여요.",
    underWay: "이미 확인한 결제는 저절로 이어져요.",
    code: "코드",
    unlock: "잠금 풀기",
    tried: { checking: "잠시만요.", wrong: "코드가 틀렸어요." },
    wait: (time) => `틀린 코드가 너무 많아요. ${time}에 다시 해 볼 수 있어요.`,
    passkey: "패스키로 잠금 풀기",
    forgotten: "잠금을 풀 수 없어요",
    anewTitle: "이 브라우저에서 새로 시작할까요?",
    anew: "이 지갑의 주문, 영수증, 설정과 키를 지워요. 계좌와 돈은 그대로 있어요.",
    anewWords: "복구 코드나 연결된 다른 브라우저로 계좌에 돌아갈 수 있어요.",
    anewNoWords:
      "복구 코드가 없어요. 연결된 다른 브라우저도 없으면, 계좌를 맡은 회사만 다시 들어가게 해 줄 수 있어요.",
    anewUnderWay: "결제가 진행 중이에요. 끝날 때까지 기다려 주세요.",
    stay: "돌아가기",
    startOver: "지우고 새로 시작",
  },
};
