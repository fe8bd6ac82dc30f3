/** Of trades, what follows them, and paying them. */

import { text } from "../problem-text.ts";

export const TRADE_TEXTS = {
  trade_not_found: text(
    "その取引はありません",
    [
      "The id isn't one that we made, or the trade is another register's. Both are answered alike.",
      "Check the id. One that you were just given and that isn't found: create again with the same key, and it is the same trade.",
    ],
    [
      "当方が作ったIDではないか、別のお店の取引です。どちらも同じ答えになります。",
      "IDを確かめてください。作ったばかりなら、同じキーで作り直すと同じ取引になります。",
    ],
  ),
  deadline_out_of_range: text(
    "取引の期限が範囲の外です",
    [
      "A trade's deadline is 1 second to 24 hours away; a hold ends at most 31 days after it.",
      "Choose another deadline, and check your server's clock.",
    ],
    [
      "取引の期限は1秒後から24時間後まで、確保の終わりはその後31日以内です。",
      "期限を選び直し、サーバーの時計も確かめてください。",
    ],
  ),
  offer_mismatch: text(
    "取引の内容が違います",
    [
      "What the wallet wants to pay isn't the offer that this trade has.",
      "Let the wallet read the offer again. Nothing was paid.",
    ],
    [
      "ウォレットが払おうとした内容が、この取引のものではありません。",
      "ウォレットで取引を読み直してください。支払いは行われていません。",
    ],
  ),
  amount_mismatch: text(
    "確定した金額が取引の金額と違います",
    [
      "The confirmation names another amount than the offer.",
      "Let the wallet read the offer again. Nothing was paid.",
    ],
    [
      "確定した金額が、取引の金額と違います。",
      "ウォレットで取引を読み直してください。支払いは行われていません。",
    ],
  ),
  claimed_by_another: text(
    "ほかの人が支払い中です",
    [
      "Another payer has this trade open for payment. A claim lasts a minute.",
      "Wait a minute, or make a trade of your own.",
    ],
    [
      "別の人がこの取引を支払おうとしています。1分で解けます。",
      "1分待つか、新しい取引を作ってください。",
    ],
  ),
  attempts_exhausted: text(
    "支払いを試した回数が多すぎます",
    ["The trade was tried too often.", "Make a new trade, under a new key."],
    ["この取引は何度も試されました。", "新しいキーで新しい取引を作ってください。"],
  ),
  trade_settled: text(
    "取引は支払い済みです",
    [
      "The trade was paid before this came.",
      "Read the trade: its receipt is there. To give the money back, refund it.",
    ],
    [
      "これより先に支払われました。",
      "取引を読むと領収の記録があります。返すには返金を行ってください。",
    ],
  ),
  trade_cancelled: text(
    "お店が取引を取り消しました",
    ["The shop cancelled the trade. Nothing was paid.", "Make a new trade, under a new key."],
    [
      "お店が取引を取り消しました。支払いは行われていません。",
      "新しいキーで新しい取引を作ってください。",
    ],
  ),
  trade_declined: text(
    "購入者が取引を断りました",
    [
      "The shopper said no in the wallet. Nothing was paid.",
      "Ask the shopper, then make a new trade if it is wanted.",
    ],
    [
      "購入者がウォレットで断りました。支払いは行われていません。",
      "購入者に確かめ、必要なら新しい取引を作ってください。",
    ],
  ),
  trade_expired: text(
    "取引の期限が過ぎました",
    [
      "Nobody paid before the deadline. Nothing was paid.",
      "Make a new trade, under a new key, with a later deadline.",
    ],
    [
      "期限までに支払われませんでした。",
      "新しいキーと、より長い期限で新しい取引を作ってください。",
    ],
  ),
  trade_voided: text(
    "確保した金額は解かれました",
    [
      "The hold ended with nothing captured. The money is the payer's again.",
      "Make a new trade. Capture before `hold_until`.",
    ],
    [
      "受け取りのないまま確保が終わり、金額は購入者に戻りました。",
      "新しい取引を作り、`hold_until`までに受け取ってください。",
    ],
  ),
  trade_not_paid: text(
    "取引はまだ支払われていません",
    [
      "There is nothing to capture, void or refund yet.",
      "Wait for the trade to be paid: a webhook tells you, and so does reading it.",
    ],
    [
      "受け取り、解除、返金をするものがまだありません。",
      "支払われるまで待ってください。Webhookか取引の読み出しで分かります。",
    ],
  ),
  hold_missing: text(
    "この取引に確保はありません",
    [
      "The terms said `capture: now`, so the whole amount was taken at once.",
      "To give money back, refund it. For a hold, make the trade with `capture: later`.",
    ],
    [
      "条件が`capture: now`なので、全額がすぐに支払われました。",
      "返すには返金を使います。確保するには`capture: later`で取引を作ってください。",
    ],
  ),
  hold_ended: text(
    "確保は終わっています",
    [
      "The last capture, a void, or `hold_until` ended the hold. What was left is the payer's again.",
      "Make a new trade for what is still to be paid.",
    ],
    [
      "最後の受け取り、解除、または`hold_until`で確保が終わり、残りは購入者に戻りました。",
      "まだ支払いが要る分は、新しい取引を作ってください。",
    ],
  ),
  over_hold: text(
    "確保の残りを超えています",
    [
      "Captures together never exceed what is held, those under way among them.",
      "Read the trade: `amount` less `captured` is left.",
    ],
    [
      "受け取りの合計は、確保した金額を超えられません。処理中のものも数えます。",
      "取引を読んでください。`amount`から`captured`を引いた分が残りです。",
    ],
  ),
  over_captured: text(
    "返金できる残りを超えています",
    [
      "Refunds together never exceed what was captured, those under way among them.",
      "Read the trade: `captured` less `refunded` is left.",
    ],
    [
      "返金の合計は、受け取った金額を超えられません。処理中のものも数えます。",
      "取引を読んでください。`captured`から`refunded`を引いた分が残りです。",
    ],
  ),
  too_many_orders: text(
    "受け取りや返金の回数が多すぎます",
    ["A trade has at most 100 captures, and 100 refunds.", "Put several small amounts into one."],
    ["一つの取引の受け取りと返金は、それぞれ100回までです。", "小さな金額をまとめてください。"],
  ),
  order_not_found: text(
    "その受け取りや返金はありません",
    [
      "No capture or refund of this register has this id.",
      "Take the id from the trade's own list, or from the event that named it.",
    ],
    [
      "このIDの受け取りや返金はありません。",
      "取引の一覧か、知らせのイベントからIDを取ってください。",
    ],
  ),
  order_mismatch: text(
    "指図がこの取引のものではありません",
    [
      "The signed order names another trade, or another currency.",
      "Sign the order for the trade in the address, in its currency.",
    ],
    [
      "署名された指図が、別の取引か別の通貨を指しています。",
      "アドレスの取引と、その通貨で署名してください。",
    ],
  ),
  order_key_mismatch: text(
    "指図が別のIdempotency-Keyで署名されています",
    [
      "The signed order names its key, and the header names another one.",
      "Send the header that the order was signed for.",
    ],
    [
      "署名の中のキーとヘッダーのキーが違います。",
      "署名したときのキーをヘッダーに入れてください。",
    ],
  ),
  exists_with_different_order: text(
    "このIDには別の指図があります",
    [
      "An order's id is made of its trade and key, and another order has it.",
      "Use a new key for a new order.",
    ],
    [
      "指図のIDは取引とキーから決まり、別の指図がすでに使っています。",
      "新しい指図には新しいキーを使ってください。",
    ],
  ),
} as const;
