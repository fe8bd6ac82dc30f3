/** Korean: what one proves oneself with. */

import type { SecurityRoom } from "../../types/later/security.ts";

export const security: SecurityRoom = {
  security: {
    title: "보안",
    lead: "본인임을 확인하는 방법과, 언제 확인할지를 정해요.",
    busy: "계좌에 알리고 있어요.",
    failed: {
      clock: "시간이 너무 걸렸어요. 다시 해 주세요.",
      full: "패스키를 더 추가할 수 없어요. 먼저 하나를 삭제해 주세요.",
      noAnswer: "답이 오지 않았어요. 여기에 보이는 것이 지금의 설정이에요.",
      passkey: "패스키가 받아들여지지 않았어요. 바뀐 것은 없어요.",
      nothingToProveWith: "규칙을 느슨하게 하려면 먼저 패스키나 PIN을 추가해 주세요.",
      other: "되지 않았어요. 바뀐 것은 없어요.",
    },
    passkeys: "패스키",
    passkeysText: "패스키는 지문이나 얼굴, 기기의 잠금이에요. 복사하거나 알아맞힐 수 없어요.",
    passkeyName: (number) => `패스키 ${number}`,
    addPasskey: "패스키 추가",
    since: (day) => `${day}부터`,
    remove: "삭제",
    pin: "PIN(비밀번호)",
    pinState: {
      none: "내 계좌만 확인할 수 있는 숫자 여섯 자리예요.",
      set: "PIN이 설정되어 있어요.",
      locked: "열 번 틀려서 PIN이 잠겼어요. 패스키로 풀 수 있어요.",
    },
    newPin: "새 PIN, 숫자 여섯 자리",
    setPin: "PIN 설정",
    changePin: "PIN 변경",
    removePin: "PIN 삭제",
    easyPin: "가장 먼저 추측되는 번호예요. 다른 번호로 해 주세요.",
    oneClick: "클릭 한 번으로 충분한 경우",
    oneClickText:
      "비워 두면 내가 정한 한도가 없다는 뜻이에요. 더 엄격한 규칙은 바로, 느슨한 규칙은 본인 확인 뒤에 적용돼요.",
    upTo: "이 금액을 넘으면 확인",
    total: "클릭 결제의 합계가 이만큼 되면 확인",
    first: "상점에 처음 결제할 때 확인",
    save: "저장",
    carrierUpTo: (amount) => `${amount} 넘는 결제는 계좌가 항상 확인해요.`,
    carrierTotal: (amount) => `클릭 결제의 합계가 ${amount} 되면 계좌가 확인해요.`,
    carrierFirst: "상점에 처음 결제할 때 계좌가 확인해요.",
  },
};
