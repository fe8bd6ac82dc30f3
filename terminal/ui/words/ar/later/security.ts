/** Arabic: what one proves oneself with. */

import type { SecurityRoom } from "../../types/later/security.ts";

export const security: SecurityRoom = {
  security: {
    title: "الأمان",
    lead: "كيف تثبت أنك أنت، ومتى يُطلب منك ذلك.",
    busy: "جارٍ إبلاغ حسابك.",
    failed: {
      clock: "استغرق ذلك وقتًا طويلًا. أعد الخطوة من فضلك.",
      full: "في حسابك أقصى عدد من مفاتيح المرور. أزل واحدًا أولًا.",
      noAnswer: "لم يصل رد. المعروض هنا هو الساري.",
      passkey: "لم يُقبل مفتاح المرور. لم يتغير شيء.",
      nothingToProveWith: "لتخفيف قاعدة، أضف مفتاح مرور أو رمز PIN أولًا.",
      other: "لم ينجح ذلك. لم يتغير شيء.",
    },
    passkeys: "مفاتيح المرور",
    passkeysText: "مفتاح المرور هو بصمتك أو وجهك أو قفل جهازك. لا يمكن نسخه ولا تخمينه.",
    passkeyName: (number) => `مفتاح المرور ${number}`,
    addPasskey: "إضافة مفتاح مرور",
    since: (day) => `منذ ${day}`,
    remove: "إزالة",
    pin: "رمز PIN",
    pinState: {
      none: "ستة أرقام لا يستطيع التحقق منها إلا حسابك.",
      set: "تم تعيين رمز PIN.",
      locked: "رمز PIN مقفل بعد عشر محاولات خاطئة. مفتاح المرور يفتحه.",
    },
    newPin: "رمز PIN جديد من ستة أرقام",
    setPin: "تعيين رمز PIN",
    changePin: "تغيير رمز PIN",
    removePin: "إزالة رمز PIN",
    easyPin: "هذا أول ما يُخمَّن. اختر رمزًا آخر.",
    oneClick: "متى تكفي نقرة واحدة",
    oneClickText:
      "الحقل الفارغ يعني: لا حدّ من جانبك. القاعدة الأشد تسري فورًا، والأخف تتطلب إثباتًا.",
    upTo: "السؤال فوق هذا المبلغ",
    total: "السؤال حين تبلغ مدفوعات النقرة الواحدة",
    first: "السؤال عند أول دفعة إلى متجر",
    save: "حفظ",
    carrierUpTo: (amount) => `يسأل حسابك دائمًا فوق ${amount}.`,
    carrierTotal: (amount) => `يسأل حسابك حين تبلغ مدفوعات النقرة الواحدة ${amount}.`,
    carrierFirst: "يسأل حسابك عند أول دفعة إلى متجر.",
  },
};
