/** Arabic: the lock, and what stands there while it is closed. */

import { pluralsOf } from "../../count.ts";
import type { LockRoom } from "../../types/later/lock.ts";

const plural = pluralsOf("ar");

export const lock: LockRoom = {
  lock: {
    title: "القفل",
    lead: "ما دامت المحفظة مقفلة فهي لا تعرض شيئًا من حسابك ولا تدفع شيئًا، حتى ضمن ميزانية.",
    honest:
      "يمنع من يجلس أمام حاسوبك المفتوح. من يستطيع قراءة القرص يستطيع قراءة طلباتك: لذلك شفّر القرص.",
    withCode: "برمز",
    code: "رمز لهذا المتصفح، ستة أحرف أو أكثر",
    again: "الرمز نفسه مرة أخرى",
    setCode: "تعيين هذا الرمز",
    faults: { short: "ستة أحرف على الأقل.", differs: "الرمزان غير متطابقين." },
    withPasskey: "بمفتاح المرور",
    withPasskeyText: "مفتاح المرور الذي تؤكد به الدفع يفتح المحفظة أيضًا.",
    usePasskey: "القفل بمفتاح المرور وحده",
    now: "القفل الآن",
    after: "القفل بعد هذه المدة بلا استخدام",
    minutes: (minutes) =>
      minutes.value === 60
        ? "ساعة واحدة"
        : plural(minutes, {
            zero: `${minutes} دقيقة`,
            one: `دقيقة واحدة`,
            two: `دقيقتان`,
            few: `${minutes} دقائق`,
            many: `${minutes} دقيقة`,
            other: `${minutes} دقيقة`,
          }),
    never: "ليس تلقائيًا",
    start: "تكون مقفلة كلما بدأ المتصفح.",
    opens: "ما الذي يفتحها",
    codeSet: "رمز لا يعرفه إلا هذا المتصفح.",
    passkeyOnly: "مفتاح المرور.",
    both: "مفتاح المرور يفتحها أيضًا.",
    changeCode: "تغيير الرمز",
    addCode: "إضافة رمز",
    removeCode: "إزالة الرمز",
    offTitle: "بلا قفل",
    off: "إيقاف القفل",
  },
  locked: {
    title: "مقفلة",
    lead: "افتح القفل لترى حسابك.",
    waiting: "متجر يطلب شيئًا. افتح القفل لترى ما هو.",
    underWay: "دفعة أكدتها تستمر من تلقاء نفسها.",
    code: "الرمز",
    unlock: "فتح القفل",
    tried: { checking: "لحظة من فضلك.", wrong: "هذا الرمز خاطئ." },
    wait: (time) => `رموز خاطئة كثيرة. المحاولة التالية ممكنة عند ${time}.`,
    passkey: "فتح القفل بمفتاح المرور",
    forgotten: "لا أستطيع فتح القفل",
    anewTitle: "البدء من جديد في هذا المتصفح؟",
    anew: "تنسى هذه المحفظة طلباتها وإيصالاتها وإعداداتها ومفتاحها. يبقى حسابك وماله حيث هما.",
    anewWords: "رمز الاسترداد، أو متصفح آخر مرتبط، يعيدك إلى الحساب.",
    anewNoWords:
      "ليس لديك رمز استرداد. من دون متصفح آخر مرتبط، لا يستطيع إدخالك من جديد إلا الشركة التي تدير حسابك.",
    anewUnderWay: "هناك دفعة في الطريق. انتظر حتى تنتهي.",
    stay: "رجوع",
    startOver: "المسح والبدء من جديد",
  },
};
