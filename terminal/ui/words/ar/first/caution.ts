/** Arabic: before a shop that may be taken for another one. */

import type { CautionRoom } from "../../types/first/caution.ts";

export const caution: CautionRoom = {
  caution: {
    title: {
      name: "اسمه يشبه متجرًا تعرفه. إنه متجر آخر.",
      origin: "عنوانه يشبه متجرًا تعرفه. إنه متجر آخر.",
      mixed: "يصعب تمييز هذا الاسم",
    },
    asking: "يطلب الآن",
    known: (day) => `دُفع له في ${day}`,
    mixed: "في اسمه أو عنوانه كلمة تمزج حروفًا من أبجديات مختلفة، وقد تبدو ككلمة متجر آخر.",
    heed: "هذان متجران مختلفان. أقصد المتجر الذي يطلب الآن.",
    heedMixed: "أعرف هذا المتجر وأريد الدفع له.",
  },
};
