/** Arabic: how a trade ends. */

import type { OutcomeRoom } from "../../types/first/outcome.ts";

export const outcome: OutcomeRoom = {
  checking: {
    title: "جارٍ التحقق",
    text: "حسابك يتخذ القرار. يستغرق ذلك عادةً ثانية.",
    since: (time) => `منذ ${time}`,
    slow: "لا رد بعد. يُرسل السؤال نفسه مرة أخرى، ولا يمكن أن يُخصم منك مرتين.",
    late: "انتهت مهلة المتجر. إما أن الدفع تم في وقته، أو لن يُخصم أي مبلغ. ستظهر النتيجة هنا.",
    close: "يمكنك إغلاق هذه النافذة. يستمر الأمر من تلقاء نفسه.",
  },
  settled: {
    title: "تم الدفع",
    heldTitle: "تم الحجز",
    paid: (amount, shop) => `${amount} إلى ${shop}`,
    at: "الوقت",
    from: "من حساب",
    left: "المتبقي",
    proof: "تم التحقق من الإيصال",
    given: "ما قُدّم إلى المتجر",
    giving: { sending: "قيد الإرسال.", lost: "لم يُسلَّم. لم يصل إلى المتجر شيء منه." },
  },
  refused: {
    title: "لم يتم الدفع",
    declinedTitle: "تم الرفض",
    left: (amount) => `الممكن حاليًا حتى ${amount}.`,
    nothingLeft: "لم يبقَ منه شيء حاليًا.",
    setUp: "إعداد وسيلة",
    oneClick: (amount) => `حتى ${amount} لا حاجة إلى هذا التأكيد.`,
  },
  expired: {
    title: "فات الأوان",
    what: "انتهت مهلة المتجر لهذا الطلب.",
    next: "أعد الطلب في المتجر.",
  },
  unusable: { title: "لا شيء لتأكيده" },
};
