/** Arabic: getting to know the wallet. */

import type { TourRoom } from "../../types/later/tour.ts";

export const tour: TourRoom = {
  tour: {
    step: (position, count) => `الخطوة ${position} من ${count}`,
    shop: "المتجر",
    you: "أنت",
    begin: "البدء",
    skip: "تخطي المقدمة",
    language: "لغتك",
    account: "حسابك",
    accountText:
      "يدفع للمتاجر نيابة عنك. ولا ترى المتاجر إلا علامة تختلف من متجر إلى آخر، ولا شيء غيرها عنك.",
    protect: "لك وحدك",
    protectText:
      "بمفتاح مرور أو رمز PIN تثبت أنك أنت: فيما تختاره ضمن «الأمان»، وقبل ربط متصفح آخر.",
    protected: { passkey: "تمت إضافة مفتاح مرورك", pin: "تم تعيين رمز PIN" },
    protectedText: "ضمن «الأمان» تختار المدفوعات التي يُطلب فيها ذلك.",
    withoutProtection:
      "من دونه يستطيع كل من يستخدم هذا المتصفح الدفع به. ويمكنك إضافته لاحقًا ضمن «الأمان».",
    later: "ليس الآن",
    next: "متابعة",
    try: "التجربة",
    tryText: "ضع شيئًا في سلة المتجر التجريبي واضغط زرّه. يظهر الطلب هنا.",
    openShop: "فتح المتجر التجريبي",
    look: "كل شيء جاهز",
    lookText: "حيثما وجدتَ هذا الزر في متجر فاضغطه. يظهر الطلب هنا، وفيه من يطلب وكم.",
    samplePay: "الدفع عبر Warifu",
    pinIcon: "ثبّت أيقونة المحفظة على شريط الأدوات: تفتح أسرع وتُظهر متى ينتظر طلب.",
  },
};
