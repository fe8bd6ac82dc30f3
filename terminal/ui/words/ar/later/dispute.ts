/** Arabic: something is wrong with what was paid. */

import type { DisputeRoom } from "../../types/later/dispute.ts";

export const dispute: DisputeRoom = {
  dispute: {
    title: "هل من مشكلة؟",
    lead: "يقرأ المتجر ما تكتبه ويمكنه الرد. ولا يعرف من أنت، ولا يستطيع أحد غيره قراءته.",
    paid: "تاريخ الدفع",
    reason: "ما المشكلة؟",
    reasons: {
      not_received: "لم يصل",
      not_as_described: "ليس كما وُصف",
      cancelled_order: "ألغيتُ الطلب",
      wrong_amount: "المبلغ غير صحيح",
      not_mine: "لم أدفع هذا",
      other: "شيء آخر",
    },
    text: "كلامك إلى المتجر",
    mute: "لا يستطيع هذا المتجر قراءة الرسائل. يصله السبب وحده.",
    open: "إبلاغ المتجر",
    write: "إرسال",
    sending: "قيد الإرسال. يستمر من تلقاء نفسه.",
    refused: "تعذر الإرسال. لا يمكن الاعتراض إلا على ما دُفع خلال آخر 120 يومًا، ومرة واحدة.",
    talk: "ما قيل",
    from: { payer: "أنت", shop: "المتجر" },
    acts: {
      opened: "الإبلاغ عن المشكلة",
      message: "رسالة لا تمكن قراءتها هنا",
      contested: "عدم موافقة",
      withdrawn: "سحب الاعتراض",
    },
    statuses: {
      open: "في انتظار رد المتجر",
      contested: "المتجر غير موافق",
      escalated: "القرار للمشغّل",
      upheld: "القرار لصالحك: على المتجر ردّ المبلغ",
      refunded: "رُدّ المبلغ",
      withdrawn: "سُحب الاعتراض",
      won: "القرار لصالح المتجر",
    },
    until: (day) => `حتى ${day}. وبعدها يقرر المشغّل.`,
    withdraw: "سحب الاعتراض",
    withdrawSure: "لا يمكن فتحه مرة أخرى. اضغط من جديد لسحبه.",
  },
};
