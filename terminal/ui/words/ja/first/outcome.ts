/** Japanese: how a trade ends. */

import type { OutcomeRoom } from "../../types/first/outcome.ts";

export const outcome: OutcomeRoom = {
  checking: {
    title: "確認しています",
    text: "口座の返事を待っています。ふつうは1秒ほどです。",
    since: (time) => `${time}から`,
    slow: "まだ返事がありません。同じ問い合わせを送り直しています。二重に支払うことはありません。",
    late: "お店の期限を過ぎました。期限内に支払われたか、お金が動かないかのどちらかです。結果はここに表示します。",
    close: "閉じてもかまいません。確認は続きます。",
  },
  settled: {
    title: "支払いました",
    heldTitle: "金額を取り置きました",
    paid: (amount, shop) => `${shop}へ ${amount}`,
    at: "日時",
    from: "支払い元",
    left: "残高",
    proof: "受領証を確認済み",
    given: "お店に渡したもの",
    giving: { sending: "送っています。", lost: "届きませんでした。お店には何も渡っていません。" },
  },
  refused: {
    title: "支払っていません",
    declinedTitle: "断りました",
    left: (amount) => `いまは ${amount} まで支払えます。`,
    nothingLeft: "いまは残りがありません。",
    setUp: "設定する",
    oneClick: (amount) => `${amount} までなら、この確認はいりません。`,
  },
  expired: {
    title: "期限が過ぎました",
    what: "この注文の期限が過ぎました。",
    next: "お店でもう一度注文してください。",
  },
  unusable: { title: "確認できる注文がありません" },
};
