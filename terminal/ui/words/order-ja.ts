/** Japanese, of an order on the sheet. */

import type { OrderWords } from "./order-words.ts";

export const orderJa: OrderWords = {
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
