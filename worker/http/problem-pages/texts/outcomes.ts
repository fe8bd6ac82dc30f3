/** Of paying a trade: what is only not yet so, and what an account decided. */

import { text } from "../problem-text.ts";

export const OUTCOME_TEXTS = {
  trade_ending: text(
    "取引は終わる途中です",
    [
      "A cancel, a decline or a deadline is under way, and the payer's account has yet to say how it ends.",
      "Ask again in a moment. It may still turn out paid.",
    ],
    [
      "取り消し、拒否、または期限の処理中で、結果はまだ決まっていません。",
      "少し待って聞き直してください。支払い済みになることもあります。",
    ],
  ),
  too_many_claims: text(
    "同じ人が支払い中の取引が多すぎます",
    [
      "One payer may have 20 of a till's trades open for payment at a time.",
      "Finish or decline one; those that are left alone end after a minute.",
    ],
    [
      "一人が同時に支払い中にできるのは、レジごとに20件までです。",
      "一つを終えるか断ってください。そのままでも1分で解けます。",
    ],
  ),
  disclosure_early: text(
    "支払いがまだ届いていません",
    [
      "The payer's data came before the payment was known here.",
      "The wallet sends the same again, a moment later.",
    ],
    [
      "支払いの知らせより先に、購入者の情報が届きました。",
      "ウォレットが少し後に同じものを送り直します。",
    ],
  ),
  insufficient_funds: text(
    "口座の残高が足りません",
    [
      "The account doesn't hold the amount. This attempt is over; a shop is only told that the trade is open still.",
      "Top the account up, then pay again: the trade is open until its deadline.",
    ],
    [
      "口座の残高が足りません。この試行は終わりですが、取引は期限まで開いています。",
      "入金してから、もう一度支払ってください。",
    ],
  ),
  account_frozen: text(
    "口座は凍結されています",
    [
      "The operator froze the account. It pays nothing until it is active again.",
      "Ask whoever runs the account. Another account can pay the trade.",
    ],
    [
      "運営者が口座を凍結しています。解除まで支払いはできません。",
      "口座の運営者に尋ねてください。別の口座では支払えます。",
    ],
  ),
  account_closed: text(
    "口座は支払いを受け付けません",
    ["The account is closed, or about to be.", "Pay from another account."],
    ["口座は解約済みか、解約の途中です。", "別の口座で支払ってください。"],
  ),
  currency_not_held: text(
    "口座にその通貨がありません",
    [
      "The account has no balance in the trade's currency, and nothing is exchanged.",
      "Pay from an account that holds the currency.",
    ],
    ["口座に取引の通貨がありません。両替は行いません。", "その通貨を持つ口座で支払ってください。"],
  ),
  over_payment_limit: text(
    "一回の支払いの限度を超えています",
    [
      "The account has a limit for one payment, and this is more.",
      "The account's holder may raise the limit, or pay from another account.",
    ],
    [
      "一回の支払いの限度を超えました。",
      "口座の持ち主が限度を上げるか、別の口座で支払ってください。",
    ],
  ),
  over_day_limit: text(
    "一日の限度を超えています",
    [
      "What was spent since 00:00 UTC and this are more than the account's limit of a day.",
      "Pay tomorrow, raise the limit, or use another account.",
    ],
    [
      "UTCの0時からの支払いと合わせて、一日の限度を超えます。",
      "翌日に支払うか、限度を上げるか、別の口座を使ってください。",
    ],
  ),
  over_week_limit: text(
    "一週間の限度を超えています",
    [
      "What was spent since Monday 00:00 UTC and this are more than the account's limit of a week.",
      "Pay next week, raise the limit, or use another account.",
    ],
    [
      "UTCの月曜0時からの支払いと合わせて、一週間の限度を超えます。",
      "翌週に支払うか、限度を上げるか、別の口座を使ってください。",
    ],
  ),
  over_month_limit: text(
    "一か月の限度を超えています",
    [
      "What was spent in this month (UTC) and this are more than the account's limit of a month.",
      "Pay next month, raise the limit, or use another account.",
    ],
    [
      "UTCの今月の支払いと合わせて、一か月の限度を超えます。",
      "翌月に支払うか、限度を上げるか、別の口座を使ってください。",
    ],
  ),
  over_register_budget: text(
    "このお店での予算を超えています",
    [
      "The account has a budget for this register, and this is more than what is left of it.",
      "Raise the budget, or use another account.",
    ],
    [
      "この口座がこのお店で使える予算の残りを超えました。",
      "予算を上げるか、別の口座を使ってください。",
    ],
  ),
  too_many_holds: text(
    "確保の数が多すぎます",
    [
      "An account has at most 50 holds at a time.",
      "Wait until one is captured or ends, or pay from another account.",
    ],
    [
      "一つの口座の確保は同時に50件までです。",
      "一つが終わるのを待つか、別の口座で支払ってください。",
    ],
  ),
  too_late: text(
    "期限の後に確定されました",
    [
      "The confirmation came more than 30 seconds after the trade's deadline. Nothing was paid.",
      "Make a new trade, with a later deadline.",
    ],
    [
      "取引の期限から30秒を過ぎて確定が届きました。支払いは行われていません。",
      "より長い期限で新しい取引を作ってください。",
    ],
  ),
  attempt_void: text(
    "確定の前に試行が終わっていました",
    [
      "The attempt was ended, by a cancel or because it was left alone for a minute, before its confirmation came. Nothing was paid.",
      "If the trade is still open, pay it again.",
    ],
    [
      "取り消しか1分の放置で、確定が届く前に試行が終わりました。支払いは行われていません。",
      "取引が開いていれば、もう一度支払ってください。",
    ],
  ),
} as const;
