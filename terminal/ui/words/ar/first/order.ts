/** Arabic: an order on the sheet beyond the plain case. */

import { pluralsOf } from "../../count.ts";
import type { OrderRoom } from "../../types/first/order.ts";

const plural = pluralsOf("ar");

export const order: OrderRoom = {
  order: {
    changed: (time) => `غيّره المتجر منذ ${time}`,
    was: "سابقًا:",
    added: "جديد",
    gone: "أُزيل",
    openUntil: (when) => `مفتوح حتى ${when}`,
    closesSoon: "يُغلق هذا الطلب خلال أقل من دقيقة.",
    declineAll: (count) =>
      plural(count, {
        zero: "رفض كل طلبات هذا المتجر",
        one: "رفض طلب هذا المتجر",
        two: "رفض طلبي هذا المتجر",
        few: `رفض كل طلبات هذا المتجر (${count})`,
        many: `رفض كل طلبات هذا المتجر (${count})`,
        other: `رفض كل طلبات هذا المتجر (${count})`,
      }),
  },
};
