/** Arabic, of the system's messages. */

import type { NoticeWords } from "./notice-words.ts";

export const ar: NoticeWords = {
  title: {
    waiting: "طلب في الانتظار",
    settled: "تم الدفع",
    held: "تم الحجز",
    refunded: "تم رد مبلغ",
    budget: "ميزانية أوشكت على النفاد",
    terminal: "تم ربط متصفح",
  },
  text: {
    waiting: (name, sum) => `يطلب \u2068${name}\u2069 مبلغ \u2068${sum}\u2069.`,
    settled: (name, sum) => `\u2068${sum}\u2069 إلى \u2068${name}\u2069.`,
    held: (name, sum) => `\u2068${sum}\u2069 من أجل \u2068${name}\u2069.`,
    refunded: (name, sum) => `\u2068${sum}\u2069 من \u2068${name}\u2069.`,
    budget: (name, sum) => `يتبقى \u2068${sum}\u2069 لدى \u2068${name}\u2069.`,
    terminal: (name) =>
      `يمكن الآن الدفع من حسابك عبر \u2068${name}\u2069. إن لم تكن أنت من ربطه، فألغِ ربطه.`,
  },
  quiet: {
    waiting: "افتح المحفظة للاطلاع عليه.",
    settled: "تمت عملية دفع.",
    held: "حُجز مبلغ لأحد المتاجر.",
    refunded: "ردّ أحد المتاجر مبلغًا.",
    budget: "لم يتبقَّ سوى القليل من إحدى ميزانياتك.",
    terminal: "يمكن الآن الدفع من حسابك عبر متصفح آخر. إن لم تكن أنت من ربطه، فألغِ ربطه.",
  },
};
