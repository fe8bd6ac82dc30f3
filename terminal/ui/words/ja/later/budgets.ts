/** Japanese: what shops may take without a question. */

import type { BudgetsRoom } from "../../types/later/budgets.ts";

export const budgets: BudgetsRoom = {
  budgets: {
    title: "お店ごとの予算",
    lead: "許可した範囲で、確認なしに支払います。お店のボタンは、そのつどご自身で押します。",
    empty: "確認なしで支払うお店はありません",
    emptyText: "一度支払ったお店に、予算を作れます。",
    others: "支払ったことのあるお店",
    used: (used, left) => `${used} 使用、残り ${left}`,
    phases: { paused: "一時停止中", ended: "期限切れ" },
    renews: (time) => `${time} に新しく始まります`,
    until: (day) => `${day} に自動で終わります`,
    here: "このブラウザでの支払いを数えます。返金があっても予算は戻りません。",
    times: "ここからの支払い回数",
    first: "最初の支払い",
    budget: "確認なしの支払い",
    none: "このお店では、毎回確認します。",
    make: "予算を作る",
    pause: "一時停止",
    resume: "再開",
    change: "変更",
    revoke: "取り消す",
    allow: (shop) => `「${shop}」にいくらまで許可しますか`,
    formLead: (origin) => `${origin} で、ご自身がボタンを押したときだけです。`,
    every: "予算が新しくなる間隔",
    periods: { day: "毎日", week: "毎週", month: "毎月" },
    total: { day: "1日の上限", week: "1週間の上限", month: "1か月の上限" },
    cap: "1回の上限",
    last: (amount) => `前回の支払い：${amount}`,
    asked:
      "これを超えるときは、いつもの確認画面が開きます。一時停止と取り消しはワンクリックです。1年たつと自動で終わります。",
    allowButton: "許可する",
    allowThis: (terms) => `${terms}許可する`,
    wrong: "0より大きい金額を入力してください。",
    most: (amount) => `${amount} までです。`,
    mostCap: "予算の全体を超えられません。",
  },
};
