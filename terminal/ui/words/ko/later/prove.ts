/** Korean: proving oneself. */

import type { ProveRoom } from "../../types/later/prove.ts";

export const prove: ProveRoom = {
  prove: {
    title: "본인인지 확인해 주세요",
    why: {
      amount: "한 번의 클릭으로는 부족한 금액이에요.",
      cumulative: "앞서 클릭으로 결제한 금액과 합치면 한도를 넘어요.",
      first_payment: "이 상점에 처음 하는 결제예요.",
      change: "계좌를 지키는 방법을 바꾸고 있어요.",
    },
    changes: {
      add_passkey: () => "패스키 추가",
      remove_passkey: () => "패스키 삭제",
      set_pin: () => "PIN 변경",
      remove_pin: () => "PIN 삭제",
      set_one_click: () => "확인을 덜 하기",
      allow_budget: (name) => `‘${name}’에 확인 없이 결제 허용`,
      approve: (name) => `‘${name}’ 연결`,
      revoke: (name) => `‘${name}’ 차단`,
      recovery: () => "새 복구 코드",
    },
    unnamed: "이름 없는 브라우저",
    whyTerminals: {
      approve: "이 계좌에서 결제할 수 있게 돼요.",
      revoke: "더는 결제할 수 없게 돼요. PIN과 패스키가 없으면 복구 코드로도 할 수 있어요.",
      recovery: "계좌로 돌아오는 코드예요. 이전 코드는 바로 끝나요.",
    },
    oneClick: (amount) => `${amount}까지는 필요 없어요.`,
    passkey: "패스키 사용",
    pin: "PIN, 숫자 여섯 자리",
    usePin: "PIN 사용",
    wrongPin: (left) => `PIN이 맞지 않아요. ${left}번 더 시도할 수 있어요.`,
    unproven: {
      passkey: "패스키가 받아들여지지 않았어요. 다시 시도하거나 다른 방법을 써 주세요.",
      other: "받아들여지지 않았어요. 다시 시도해 주세요.",
    },
    waiting: (time) => `PIN이 여러 번 틀렸어요. ${time}부터 다시 시도할 수 있어요.`,
    locked: "열 번 틀려서 PIN이 잠겼어요. 계좌를 관리하는 회사에 문의해 주세요.",
    lockedPasskey: "열 번 틀려서 PIN이 잠겼어요. 패스키로 풀 수 있어요.",
    decline: "결제하지 않기",
    leave: "바꾸지 않기",
  },
};
