/** Korean: what shops may take without a question. */

import type { BudgetsRoom } from "../../types/later/budgets.ts";

export const budgets: BudgetsRoom = {
  budgets: {
    title: "상점별 예산",
    lead: "허용한 범위에서 확인 없이 결제해요. 상점의 버튼은 매번 직접 눌러요.",
    empty: "확인 없이 결제하는 상점이 없어요",
    emptyText: "한 번 결제한 상점에 예산을 줄 수 있어요.",
    others: "결제한 적 있는 상점",
    used: (used, left) => `${used} 사용, ${left} 남음`,
    phases: { paused: "일시 중지됨", ended: "끝남" },
    renews: (time) => `${time}에 새로 시작해요`,
    until: (day) => `${day}에 저절로 끝나요`,
    here: "이 브라우저의 결제만 세요. 환불해도 예산은 돌아오지 않아요.",
    times: "여기서 결제한 횟수",
    first: "첫 결제",
    budget: "확인 없는 결제",
    none: "이 상점은 매번 확인해요.",
    make: "예산 정하기",
    pause: "일시 중지",
    resume: "다시 시작",
    change: "변경",
    revoke: "없애기",
    allow: (shop) => `‘${shop}’에 얼마까지 허용할까요?`,
    formLead: (origin) => `${origin}에서, 버튼을 직접 누른 뒤에만 결제해요.`,
    every: "새로 시작하는 주기",
    periods: { day: "매일", week: "매주", month: "매달" },
    total: { day: "하루 최대", week: "일주일 최대", month: "한 달 최대" },
    cap: "한 번에 최대",
    last: (amount) => `지난 결제: ${amount}`,
    asked:
      "이를 넘으면 평소처럼 확인 화면이 열려요. 한 번 클릭으로 멈추거나 없앨 수 있고, 1년이 지나면 저절로 끝나요.",
    allowButton: "허용",
    allowThis: (terms) => `${terms} 허용`,
    wrong: "0보다 큰 금액을 입력하세요.",
    most: (amount) => `최대 ${amount}예요.`,
    mostCap: "전체 예산을 넘을 수 없어요.",
  },
};
