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
    offlineSince: (time) => `منذ ${time}. ما تراه هو آخر ما عُرف، ولا يُرسل شيء مرتين.`,
    old: "لم يجب حسابك منذ ذلك الحين، وقد يكون الرصيد تغيّر.",
    today: "اليوم",
    yesterday: "أمس",
  },
  ways: {
    notices: "الإشعارات",
    settings: "الإعدادات",
    security: "الأمان",
    details: "بيانات التوصيل",
    given: "ما تلقّته المتاجر",
    budgets: "الميزانيات",
  },
};
