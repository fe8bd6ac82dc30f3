/** Arabic: proving oneself. */

import { pluralsOf } from "../../count.ts";
import type { ProveRoom } from "../../types/later/prove.ts";

const plural = pluralsOf("ar");

export const prove: ProveRoom = {
  prove: {
    title: "تأكيد أنك أنت",
    why: {
      amount: "هذا المبلغ لا تكفيه نقرة واحدة.",
      cumulative: "مع مدفوعاتك السابقة بنقرة واحدة، يتجاوز هذا حدّك.",
      first_payment: "هذه أول دفعة لك إلى هذا المتجر.",
      change: "أنت تغيّر طريقة حماية حسابك.",
    },
    changes: {
      add_passkey: () => "إضافة مفتاح مرور",
      remove_passkey: () => "إزالة مفتاح مرور",
      set_pin: () => "تغيير رمز PIN",
      remove_pin: () => "إزالة رمز PIN",
      set_one_click: () => "تقليل طلبات التأكيد",
      allow_budget: (name) => `السماح لـ «${name}» بالدفع دون سؤال`,
      approve: (name) => `ربط «${name}»`,
      revoke: (name) => `إلغاء إذن «${name}»`,
      recovery: () => "رمز استرداد جديد",
    },
    unnamed: "متصفح بلا اسم",
    whyTerminals: {
      approve: "سيتمكن من الدفع من حسابك.",
      revoke:
        "لن يتمكن من الدفع بعد الآن. ومن دون رمز PIN ومفتاح مرور، يؤدي رمز الاسترداد الغرض نفسه.",
      recovery: "يعيدك إلى حسابك. وينتهي أي رمز أقدم فورًا.",
    },
    oneClick: (amount) => `حتى ${amount} لا حاجة إلى هذا.`,
    passkey: "استخدام مفتاح المرور",
    pin: "رمز PIN من ستة أرقام",
    usePin: "استخدام رمز PIN",
    wrongPin: (left) =>
      plural(left, {
        zero: "رمز PIN هذا غير صحيح. لم تبقَ أي محاولة.",
        one: "رمز PIN هذا غير صحيح. بقيت محاولة واحدة.",
        two: "رمز PIN هذا غير صحيح. بقيت محاولتان.",
        few: `رمز PIN هذا غير صحيح. بقيت ${left} محاولات.`,
        many: `رمز PIN هذا غير صحيح. بقيت ${left} محاولة.`,
        other: `رمز PIN هذا غير صحيح. بقيت ${left} محاولة.`,
      }),
    unproven: {
      passkey: "لم يُقبل مفتاح المرور. أعد المحاولة، أو استخدم طريقة أخرى.",
      other: "لم يُقبل ذلك. أعد المحاولة.",
    },
    waiting: (time) => `رموز PIN خاطئة كثيرة. تمكن المحاولة التالية عند ${time}.`,
    locked: "رمز PIN مقفل بعد عشر محاولات خاطئة. اسأل الشركة التي تدير حسابك.",
    lockedPasskey: "رمز PIN مقفل بعد عشر محاولات خاطئة. مفتاح المرور يفتحه.",
    decline: "عدم الدفع",
    leave: "عدم تغيير شيء",
  },
};
