/** Japanese, of the system's messages. */

import type { NoticeWords } from "./notice-words.ts";

export const ja: NoticeWords = {
  title: {
    waiting: "注文が届いています",
    settled: "支払いました",
    held: "取り置きました",
    refunded: "返金されました",
    budget: "予算の残りが少なくなりました",
    terminal: "ブラウザが追加されました",
  },
  text: {
    waiting: (name, sum) => `${name}から${sum}の注文です。`,
    settled: (name, sum) => `${name}に${sum}を支払いました。`,
    held: (name, sum) => `${name}のために${sum}を取り置きました。`,
    refunded: (name, sum) => `${name}から${sum}が戻りました。`,
    budget: (name, sum) => `${name}の残りは${sum}です。`,
    terminal: (name) =>
      `「${name}」からも支払えるようになりました。心当たりがなければ、取り消してください。`,
  },
  quiet: {
    waiting: "ウォレットを開いてご確認ください。",
    settled: "支払いが済みました。",
    held: "お店のために取り置きました。",
    refunded: "お店からお金が戻りました。",
    budget: "予算のひとつが残り少なくなりました。",
    terminal:
      "別のブラウザからも支払えるようになりました。心当たりがなければ、取り消してください。",
  },
};
