/** Japanese: home, and the ways from it to other screens. */

import type { HomeRoom } from "../../types/first/home.ts";

export const home: HomeRoom = {
  home: {
    title: "あなたの口座",
    balance: "残高",
    asOf: (time) => `${time}現在`,
    terminals: "支払えるブラウザ",
    frozen: "凍結中",
    closing: "解約手続き中",
    closed: "解約済み",
    credit: (left) => `あと ${left} 支払えます（後払い分を含む）`,
    last: "最近の注文",
    empty: "まだ注文がありません",
    emptyText: "お店で「Warifuで支払う」を押すと、ここに表示します。",
    offline: "オフラインです",
    offlineSince: (time) =>
      `${time}から。ご覧の内容は最後に分かっているものです。二重に送られることはありません。`,
    old: "それから口座の返事がありません。残高が変わっていることがあります。",
    today: "今日",
    yesterday: "昨日",
  },
  ways: {
    settings: "設定",
    notices: "通知",
    security: "安全の設定",
    details: "お届け先",
    given: "お店に渡したもの",
    budgets: "お店ごとの予算",
  },
};
