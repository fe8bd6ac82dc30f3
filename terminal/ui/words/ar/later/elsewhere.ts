/** Arabic: between the browsers of one account. */

import type { ElsewhereRoom } from "../../types/later/elsewhere.ts";

export const elsewhere: ElsewhereRoom = {
  elsewhere: {
    named: (name) => `«${name}»`,
    other: "متصفح آخر من متصفحاتك",
    asked: (browser) =>
      `طُلب في ${browser}. تحقّق ذلك المتصفح من صفحة المتجر، وتحقّق هذا المتصفح من الطلب.`,
    paid: (browser) => `تم الدفع في ${browser}`,
    held: (browser) => `تم الحجز في ${browser}`,
    declined: (browser) => `تم الرفض في ${browser}`,
    once: "يُدفع مرة واحدة فقط. لا شيء عليك فعله هنا.",
    again: "لا يزال بإمكانك إعادة الطلب في المتجر.",
    share: "إظهار الطلبات في كل متصفحاتي",
    shareText:
      "ما ينتظر في متصفح يمكن دفعه أو رفضه في غيره. وعندئذ يعرف خادم Warifu أي الطلبات تنظر إليها، مدفوعة كانت أم لا.",
  },
};
