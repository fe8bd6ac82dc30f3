/** Japanese: an order on the sheet beyond the plain case. */

import type { OrderRoom } from "../../types/first/order.ts";

export const order: OrderRoom = {
  order: {
    changed: (time) => `${time}の注文から変更があります`,
    was: "変更前",
    added: "追加",
    gone: "取消",
    openUntil: (when) => `${when}まで受け付けます`,
    closesSoon: "この注文はあと1分以内に締め切られます。",
    declineAll: (count) => `この店の${count}件をすべて断る`,
  },
};
