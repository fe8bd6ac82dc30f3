/** Chinese, simplified: an order on the sheet beyond the plain case. */

import type { OrderRoom } from "../../types/first/order.ts";

export const order: OrderRoom = {
  order: {
    changed: (time) => `商家在 ${time} 之后作了更改`,
    was: "之前：",
    added: "新增",
    gone: "已移除",
    openUntil: (when) => `有效期至 ${when}`,
    closesSoon: "此订单将在一分钟内关闭。",
    declineAll: (count) => `拒绝该商家的全部 ${count} 笔`,
  },
};
