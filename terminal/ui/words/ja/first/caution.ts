/** Japanese: before a shop that may be taken for another one. */

import type { CautionRoom } from "../../types/first/caution.ts";

export const caution: CautionRoom = {
  caution: {
    title: {
      name: "ご存じのお店と名前が似た、別のお店です",
      origin: "ご存じのお店とアドレスが似た、別のお店です",
      mixed: "まぎらわしい名前です",
    },
    asking: "今回のお店",
    known: (day) => `${day}に支払ったお店`,
    mixed:
      "名前かアドレスの一語に、異なる種類の文字が混ざっています。ほかのお店に見せかけているかもしれません。",
    heed: "別のお店だとわかりました。今回のお店に支払います。",
    heedMixed: "このお店を知っています。支払います。",
  },
};
