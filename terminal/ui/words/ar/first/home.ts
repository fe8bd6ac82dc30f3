/** Arabic: home, and the ways from it to other screens. */

import type { HomeRoom } from "../../types/first/home.ts";

export const home: HomeRoom = {
  home: {
    title: "حسابك",
    balance: "الرصيد",
    asOf: (time) => `حتى الساعة ${time}`,
    terminals: "المتصفحات التي يمكنها الدفع",
    frozen: "مجمَّد",
    closing: "قيد الإغلاق",
    closed: "مغلق",
    credit: (left) => `المتاح ${left} مع الائتمان`,
    last: "آخر الطلبات",
    empty: "لا طلبات بعد",
    emptyText: "اضغط «الدفع عبر Warifu» في أحد المتاجر، فيظهر الطلب هنا.",
    offline: "أنت غير متصل",
    offlineText: "ما تراه هو آخر ما عُرف. لا يضيع شيء ولا يُرسل شيء مرتين.",
    today: "اليوم",
    yesterday: "أمس",
    paid: "تم الدفع",
    reserved: "محجوز",
    notPaid: "لم يتم الدفع",
    expired: "فات الأوان",
    wrong: "هل من مشكلة؟",
  },
  ways: {
    notices: "الإشعارات",
    security: "الأمان",
    details: "بيانات التوصيل",
    given: "ما تلقّته المتاجر",
  },
};
