/** Arabic: what stands around every screen. */

import type { WindowRoom } from "../../types/first/window.ts";

export const window: WindowRoom = {
  name: "Warifu",
  testMode: "تجربة",
  testModeTitle: "وضع التجربة: لا أموال حقيقية",
  back: "رجوع",
  done: "تم",
  tryAgain: "إعادة المحاولة",
  queue: (position, count) => `${position} من ${count}`,
  nextTrade: "عرض الطلب التالي",
  noMoneyMoved: "لم يُخصم أي مبلغ.",
  said: {
    settled: (amount, shop) => `تم دفع ${amount} إلى ${shop}.`,
    held: (amount, shop) => `تم حجز ${amount} لصالح ${shop}.`,
    notPaid: (what) => `لم يتم الدفع. ${what} لم يُخصم أي مبلغ.`,
    checking: "جارٍ التحقق مع حسابك.",
  },
};
