/** Arabic: what shops may take without a question. */

import type { BudgetsRoom } from "../../types/later/budgets.ts";

export const budgets: BudgetsRoom = {
  budgets: {
    title: "الميزانيات",
    lead: "تُدفع لهذه المتاجر دون سؤال في الحدود التي تسمح بها. أنت من يضغط زر المتجر في كل مرة.",
    empty: "لا متجر يأخذ شيئًا دون سؤالك",
    emptyText: "يمكنك منح ميزانية لمتجر سبق أن دفعت له.",
    others: "متاجر دفعت لها",
    used: (used, left) => `أُنفق ${used} وبقي ${left}`,
    phases: { paused: "متوقفة مؤقتًا", ended: "منتهية" },
    renews: (time) => `تبدأ من جديد في ${time}`,
    until: (day) => `تنتهي تلقائيًا في ${day}`,
    here: "تحسب ما يدفعه هذا المتصفح. المبالغ المستردة لا تعيد إليها شيئًا.",
    times: "عدد المدفوعات من هنا",
    first: "أول دفعة",
    budget: "دون سؤال",
    none: "هذا المتجر يسألك في كل مرة.",
    make: "تحديد ميزانية",
    pause: "إيقاف مؤقت",
    resume: "استئناف",
    change: "تغيير",
    revoke: "إلغاء",
    allow: (shop) => `كم تسمح لمتجر ${shop} أن يأخذ؟`,
    formLead: (origin) => `فقط في ${origin}، وفقط بعد أن تضغط زره.`,
    every: "تبدأ من جديد كل",
    periods: { day: "يوم", week: "أسبوع", month: "شهر" },
    total: {
      day: "الحد الأقصى في اليوم",
      week: "الحد الأقصى في الأسبوع",
      month: "الحد الأقصى في الشهر",
    },
    cap: "الحد الأقصى في كل مرة",
    last: (amount) => `آخر دفعة لك هناك: ${amount}`,
    asked:
      "ما زاد على ذلك نسألك عنه كالعادة. الإيقاف المؤقت والإلغاء بنقرة واحدة، وبعد سنة تنتهي تلقائيًا.",
    allowButton: "سماح",
    allowThis: (terms) => `السماح ${terms}`,
    wrong: "اكتب مبلغًا أكبر من صفر.",
    most: (amount) => `${amount} كحد أقصى.`,
    mostCap: "ليس أكثر من الميزانية كلها.",
  },
};
