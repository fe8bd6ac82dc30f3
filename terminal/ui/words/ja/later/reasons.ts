/** Japanese: why there was no payment. */

import type { ReasonsRoom } from "../../types/later/reasons.ts";

export const reasons: ReasonsRoom = {
  reasons: {
    insufficient_funds: {
      what: "口座の残高が足りません。",
      next: "入金してからもう一度試すか、別の方法で支払ってください。",
    },
    account_frozen: {
      what: "口座が凍結されています。",
      next: "口座のある会社にお問い合わせください。",
    },
    account_closed: {
      what: "口座は解約済みか、解約の手続き中です。",
      next: "別の方法で支払ってください。",
    },
    over_payment_limit: {
      what: "1回の支払いの上限を超えています。",
      next: "金額を減らすか、別の方法で支払ってください。",
    },
    over_day_limit: {
      what: "今日の支払いの上限を超えています。",
      next: "明日もう一度試すか、別の方法で支払ってください。",
    },
    over_week_limit: {
      what: "今週の支払いの上限を超えています。",
      next: "来週もう一度試すか、別の方法で支払ってください。",
    },
    over_month_limit: {
      what: "今月の支払いの上限を超えています。",
      next: "来月もう一度試すか、別の方法で支払ってください。",
    },
    over_register_budget: {
      what: "このお店での予算を超えています。",
      next: "次の期間まで待つか、別の方法で支払ってください。",
    },
    too_many_holds: {
      what: "確保中の支払いが多すぎます。",
      next: "どれかが終わるまで待つか、別の方法で支払ってください。",
    },
    currency_not_held: {
      what: "口座にこの通貨がありません。",
      next: "別の方法で支払ってください。",
    },
    too_late: {
      what: "お店の期限のあとに口座へ届きました。",
      next: "お店でもう一度注文してください。",
    },
    attempt_void: {
      what: "口座が決める前に、この支払いは終わりました。",
      next: "支払う場合は、もう一度お試しください。",
    },
    step_up_required: {
      what: "この支払いにはご本人の確認が必要ですが、確認する方法がまだ設定されていません。",
      next: "パスキーかPINを設定してから、もう一度お試しください。",
    },
    claimed_by_another: {
      what: "いま、ほかの人がこの注文を支払っています。",
      next: "1分ほど待ってから、もう一度お試しください。",
    },
    trade_cancelled: {
      what: "お店がこの注文を取り消しました。",
      next: "お店のページを見るか、お店にお尋ねください。",
    },
    trade_declined: {
      what: "この注文は断られました。",
      next: "必要なら、お店でもう一度注文してください。",
    },
    trade_settled: {
      what: "この注文は、ほかから支払い済みです。",
      next: "何もする必要はありません。",
    },
    trade_voided: {
      what: "この注文の予約は取り消されました。",
      next: "お店でもう一度注文してください。",
    },
    attempts_exhausted: {
      what: "この注文は試した回数が多すぎます。",
      next: "お店で新しく注文してください。",
    },
    declined_here: {
      what: "断りました。お店にも伝えます。",
      next: "必要なら、お店でもう一度注文できます。",
    },
    wrong_origin: {
      what: "このページは、お店のページではありません。",
      next: "ページを離れて、お店のアドレスから開き直してください。",
    },
    wrong_register: {
      what: "ページが、ほかのお店の注文を渡しました。",
      next: "ページを離れて、お店のアドレスから開き直してください。",
    },
    register_uncertified: {
      what: "このお店を保証する人がいません。",
      next: "ここでは支払わないでください。",
    },
    certificate_expired: {
      what: "このお店の証明の期限が切れています。",
      next: "お店に更新を頼むか、別の方法で支払ってください。",
    },
    wrong_mode: {
      what: "テストのお金と実際のお金が混ざった注文です。",
      next: "お店に設定の確認を頼んでください。",
    },
    not_genuine: {
      what: "お店が作った注文と違います。途中で変えられています。",
      next: "お店に戻り、もう一度ボタンを押してください。",
    },
    trade_not_found: {
      what: "この注文はありません。",
      next: "お店に戻り、もう一度ボタンを押してください。",
    },
    no_trade: {
      what: "お店のページが注文を作りませんでした。",
      next: "お店に戻り、もう一度ボタンを押してください。",
    },
    no_answer: {
      what: "返事がなく、注文を読めませんでした。",
      next: "接続を確かめて、お店でもう一度ボタンを押してください。",
    },
    unknown_terminal: {
      what: "口座がこのブラウザを知りません。",
      next: "ここで口座を開き、お店でもう一度ボタンを押してください。",
    },
    terminal_revoked: {
      what: "このブラウザは取り消され、支払えなくなりました。",
      next: "ほかのブラウザで支払ってください。",
    },
    wrong_clock: {
      what: "このパソコンの時計が合っていません。",
      next: "時計を合わせて、お店でもう一度ボタンを押してください。",
    },
    trouble: {
      what: "こちらで問題が起きました。",
      next: "お店に戻り、もう一度ボタンを押してください。",
    },
  },
};
