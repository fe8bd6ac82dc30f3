/** Korean: an order on the sheet beyond the plain case. */

import type { OrderRoom } from "../../types/first/order.ts";

export const order: OrderRoom = {
  order: {
    changed: (time) => `${time} 이후 상점이 변경함`,
    was: "변경 전:",
    added: "추가",
    gone: "빠짐",
    openUntil: (when) => `${when}까지 열려 있음`,
    closesSoon: "이 주문은 1분 안에 마감돼요.",
    declineAll: (count) => `이 상점의 ${count}건 모두 거절`,
  },
};
