/** Arabic: the confirm sheet, from the press to the decision. */

import { pluralsOf } from "../../count.ts";
import type { SheetRoom } from "../../types/first/sheet.ts";

const plural = pluralsOf("ar");

export const sheet: SheetRoom = {
  preparing: {
    title: "لحظة من فضلك",
    page: "المتجر يُعدّ طلبك.",
    reading: "جارٍ التحقق ممن يطلب، وكم.",
    unreachableTitle: "لا يوجد اتصال",
    unreachable: "لا يمكن قراءة الطلب بعد. تتكرر المحاولة. لم يُدفع شيء.",
  },
  sheet: {
    title: (shop) => `الدفع إلى ${shop}؟`,
    provenSince: (day) => `موثَّق منذ ${day}`,
    provenTitle: "هذه الصفحة تابعة للمتجر، وقد جرى التحقق من العنوان.",
    firstTime: "المرة الأولى: لم يُدفع له من هذا المتصفح قط",
    paidBefore: (times, day) =>
      plural(times, {
        zero: `لم يُدفع له منذ ${day}`,
        one: `دُفع له مرة واحدة، في ${day}`,
        two: `دُفع له مرتين، آخرهما في ${day}`,
        few: `دُفع له ${times} مرات، آخرها في ${day}`,
        many: `دُفع له ${times} مرة، آخرها في ${day}`,
        other: `دُفع له ${times} مرة، آخرها في ${day}`,
      }),
    amount: "المبلغ",
    items: "المنتجات",
    more: (count) =>
      plural(count, {
        zero: "لا منتجات أخرى",
        one: "منتج واحد آخر",
        two: "منتجان آخران",
        few: `${count} منتجات أخرى`,
        many: `${count} منتجًا آخر`,
        other: `${count} منتج آخر`,
      }),
    fewer: "عرض أقل",
    quantity: (count) => `× ${count}`,
    order: "رقم الطلب",
    from: "من حساب",
    leftAfter: "المتبقي بعد الدفع",
    held: "يُحجز المبلغ. يأخذ المتجر منه ما يحتاج إليه، ويعود الباقي إليك.",
    heldUntil: "محجوز حتى",
    notEnough: (balance) => `الرصيد غير كافٍ: لديك ${balance}`,
    frozen: "هذا الحساب مجمَّد",
    closing: "هذا الحساب قيد الإغلاق",
    closed: "هذا الحساب مغلق",
    notHeld: (currency) => `لا يحتوي هذا الحساب على ${currency}`,
    closesIn: (seconds) =>
      plural(seconds, {
        zero: "يُغلق الطلب الآن",
        one: "يُغلق الطلب خلال ثانية واحدة",
        two: "يُغلق الطلب خلال ثانيتين",
        few: `يُغلق الطلب خلال ${seconds} ثوانٍ`,
        many: `يُغلق الطلب خلال ${seconds} ثانية`,
        other: `يُغلق الطلب خلال ${seconds} ثانية`,
      }),
    pay: (amount) => `دفع ${amount}`,
    decline: "رفض",
    refuse: "رفض، وعدم قبول أي شيء آخر من هذه الصفحة",
  },
  fields: {
    delivery_address: "عنوان التوصيل",
    delivery_name: "اسم المستلم",
    email: "البريد الإلكتروني",
    phone: "الهاتف",
  },
  asks: {
    title: "يطلب المتجر",
    lead: "يحصل المتجر على ما تحدده فقط، لهذا الطلب، ولا يستطيع أحد غيره قراءته. والدفع كما هو من دون ذلك.",
    missing: "لم يُملأ بعد",
    fill: "ملء بياناتك",
    change: "تغيير بياناتك",
  },
};
