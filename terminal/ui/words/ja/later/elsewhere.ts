/** Japanese: between the browsers of one account. */

import type { ElsewhereRoom } from "../../types/later/elsewhere.ts";

export const elsewhere: ElsewhereRoom = {
  elsewhere: {
    named: (name) => `「${name}」`,
    other: "別のブラウザ",
    asked: (browser) =>
      `${browser}で求められた支払いです。お店のページはそのブラウザが、注文はこのブラウザが確かめました。`,
    paid: (browser) => `${browser}で支払いました`,
    held: (browser) => `${browser}で金額を取り置きました`,
    declined: (browser) => `${browser}で断りました`,
    once: "支払いは一度だけです。ここですることはありません。",
    again: "必要なら、お店でもう一度注文できます。",
    share: "注文をすべてのブラウザに表示する",
    shareText:
      "一つのブラウザで待っている注文を、ほかのブラウザで支払ったり断ったりできます。支払わなかったものも含め、どの注文を開いたかがWarifuのサーバーに伝わります。",
  },
};
