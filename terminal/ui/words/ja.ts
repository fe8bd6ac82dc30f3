/** Japanese, written in です・ます. 「支払いました」「お金は動いていません」は、わかっているときだけ。 */

import { jaTerminals } from "./ja-terminals.ts";
import { orderJa } from "./order-ja.ts";
import { privacyJa } from "./privacy-ja.ts";
import { securityJa } from "./security-ja.ts";
import type { Words } from "./words.ts";

export const ja: Words = {
  ...securityJa,
  ...privacyJa,
  ...orderJa,
  name: "Warifu",
  testMode: "テスト",
  testModeTitle: "テストモード：実際のお金は使いません",
  back: "戻る",
  done: "閉じる",
  tryAgain: "もう一度試す",
  queue: (position, count) => `${count}件中${position}件目`,
  nextTrade: "次の注文を見る",
  noMoneyMoved: "お金は動いていません。",
  onboarding: {
    title: "何も渡さずに支払えます",
    lead: "二つに割った木札を合わせる「割符」のように、お店とあなたの口座のあいだで支払いを済ませます。",
    points: [
      [
        "お店には代金だけ",
        "だれが支払ったかは伝わりません。カード番号もパスワードも名前も渡しません。",
      ],
      ["相手がわかります", "お店の名前とアドレスは、確かめてから表示します。"],
      ["決めるのはあなただけ", "ページにできるのは、お願いすることだけです。"],
    ],
    open: "お試し口座を開く",
    opening: "口座を開いています",
    unreachable: "まだ返事がありません。もう一度試しています。",
    refused: "口座を開けませんでした。もう一度お試しください。",
    demo: "お試し用の残高が入っています。費用はかかりません。",
    haveCode: "開設コードをお持ちの方",
    code: "開設コード",
    bringCode: "このコードを使う",
    codeInvalid: "この開設コードは使えません。お渡しした窓口に、新しいコードをお求めください。",
    haveAccount: "口座をすでに持っている",
    link: "ほかのブラウザとつなぐ",
    recover: "復旧コードを使う",
    recoverText: "ほかのブラウザがなくても、このブラウザを口座につなげます。",
    words: "復旧コード",
    revokeOthers: "ほかのブラウザをすべて取り消す",
    bringWords: "このコードを使う",
    wordsWrong: "違う文字か、足りない文字があります。もう一度確かめてください。",
    linkLapsed: "時間内に、ほかのブラウザの承認がありませんでした。",
    shopWaits: "お店が待っています。次に注文を表示します。",
  },
  permission: {
    title: "許可が一つ足りません",
    text: (host) => `${host} へのアクセスがないと、注文の確認も支払いもできません。`,
    only: "このウォレットが通信するのはこのアドレスだけです。ほかのページは読みません。",
    allow: "アクセスを許可する",
  },
  preparing: {
    title: "少しお待ちください",
    page: "お店が注文を用意しています。",
    reading: "相手と金額を確かめています。",
    unreachableTitle: "接続できません",
    unreachable: "注文をまだ読めません。もう一度試しています。まだ支払っていません。",
  },
  sheet: {
    title: (shop) => `${shop}に支払いますか`,
    provenSince: (day) => `${day}から確認済み`,
    provenTitle: "このページはお店のものです。アドレスを確認済みです。",
    firstTime: "このブラウザーでは初めてのお店です",
    paidBefore: (times, day) => `${times}回支払い済み（前回 ${day}）`,
    amount: "金額",
    items: "内容",
    more: (count) => `ほか${count}点`,
    fewer: "たたむ",
    quantity: (count) => `× ${count}`,
    order: "注文番号",
    from: "支払い元",
    leftAfter: "支払い後の残高",
    held: "金額を取り置きます。お店は必要な分だけを受け取り、残りは戻ります。",
    heldUntil: "取り置きの期限",
    notEnough: (balance) => `残高が足りません（残高 ${balance}）`,
    frozen: "この口座は凍結されています",
    closing: "この口座は解約の手続き中です",
    closed: "この口座は解約済みです",
    notHeld: (currency) => `この口座に${currency}はありません`,
    closesIn: (seconds) => `あと${seconds}秒で締め切ります`,
    pay: (amount) => `${amount} を支払う`,
    decline: "断る",
    refuse: "断って、このページからの依頼を受け付けない",
  },
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
  },
  refused: {
    title: "支払っていません",
    declinedTitle: "断りました",
    left: (amount) => `いまは ${amount} まで支払えます。`,
    nothingLeft: "いまは残りがありません。",
    oneClick: (amount) => `${amount} までなら、この確認はいりません。`,
  },
  expired: {
    title: "期限が過ぎました",
    what: "この注文の期限が過ぎました。",
    next: "お店でもう一度注文してください。",
  },
  unusable: { title: "確認できる注文がありません" },
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
    offlineText: "表示は最後にわかった内容です。失われることも、二重に送ることもありません。",
    today: "今日",
    yesterday: "昨日",
    paid: "支払い済み",
    reserved: "取り置き",
    notPaid: "支払いなし",
    expired: "期限切れ",
    wrong: "お困りですか？",
  },
  ...jaTerminals,
  said: {
    settled: (amount, shop) => `${shop}へ ${amount} を支払いました。`,
    held: (amount, shop) => `${shop}のために ${amount} を取り置きました。`,
    notPaid: (what) => `支払っていません。${what}お金は動いていません。`,
    checking: "口座に確認しています。",
  },
};
