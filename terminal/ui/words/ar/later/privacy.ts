/** Arabic: what shops are given beside the money. */

import type { PrivacyRoom } from "../../types/later/privacy.ts";

export const privacy: PrivacyRoom = {
  details: {
    title: "بيانات التوصيل",
    lead: "محفوظة في هذا المتصفح وحده. لا يحصل متجر إلا على ما تحدده في طلبه.",
    name: "الاسم",
    country: "البلد",
    noCountry: "اختر بلدًا",
    postalCode: "الرمز البريدي",
    region: "المنطقة أو المحافظة",
    city: "المدينة",
    lines: "الشارع ورقم المبنى",
    save: "حفظ",
    saved: "تم الحفظ.",
    erase: "محو الكل",
    faults: {
      delivery_address: "يحتاج العنوان إلى بلد ومدينة وشارع، في ثلاثة أسطر على الأكثر.",
      delivery_name: "لا يمكن وضع هذا اسمًا على طرد.",
      email: "هذا ليس عنوان بريد إلكتروني.",
      phone: "هذا ليس رقم هاتف.",
    },
  },
  given: {
    title: "ما تلقّته المتاجر",
    lead: "كل ما أعطاه هذا المتصفح لمتجر إلى جانب المال. هذه القائمة لديك وحدك.",
    empty: "لم يُعطَ أي متجر شيئًا.",
    erase: "إزالة من القائمة",
    eraseAll: "محو القائمة كلها",
    eraseSure: "اضغط مرة أخرى لمحوها. وما تلقّاه متجر يبقى لديه.",
  },
};
