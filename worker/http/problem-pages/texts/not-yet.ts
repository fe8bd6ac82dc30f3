/** Of what is only not yet so: the same request may be sent again. */

import { text } from "../problem-text.ts";

export const NOT_YET_TEXTS = {
  payout_under_way: text(
    "この通貨の払い出しが進行中です",
    [
      "One payout of a currency goes on at a time.",
      "Wait until it is ordered: an event says so. Then ask again.",
    ],
    [
      "一つの通貨の払い出しは一件ずつです。",
      "指図が済んだことをイベントで確かめてから、もう一度求めてください。",
    ],
  ),
  step_up_required: text(
    "ワンクリックでは足りません",
    [
      "The shopper's own rule, or the carrier's, asks for a passkey or PIN for this payment. Nothing was decided.",
      "The wallet asks for it, and sends the same confirmation with the proof.",
    ],
    [
      "この支払いには、本人またはキャリアの決まりでパスキーかPINが要ります。まだ何も決まっていません。",
      "ウォレットが確認を求め、同じ確定を送り直します。",
    ],
  ),
  wrong_pin: text(
    "PINが違います",
    [
      "The PIN isn't the account's. Only the count of tries was written.",
      "Type it again. After several wrong ones the PIN waits for a while.",
    ],
    [
      "PINが違います。記録したのは回数だけです。",
      "もう一度入力してください。何度も違うとしばらく使えません。",
    ],
  ),
  pin_blocked: text(
    "PINの間違いが多すぎます",
    [
      "There were too many wrong PINs, so that none is tried for now.",
      "Wait until the time that the wallet shows, or use a passkey.",
    ],
    [
      "間違いが続いたので、今はPINを試せません。",
      "ウォレットに出る時刻まで待つか、パスキーを使ってください。",
    ],
  ),
  passkey_refused: text(
    "パスキーの確認が正しくありません",
    [
      "The proof isn't by a passkey of this account, for this payment, on a page of ours.",
      "Try the passkey again, or another means that the wallet offers.",
    ],
    [
      "この口座のパスキーによる、この支払いの確認ではありません。",
      "もう一度試すか、ウォレットが示す別の方法を使ってください。",
    ],
  ),
  refund_unfunded: text(
    "返金する残高がまだ足りません",
    [
      "The register's balance, in this till and in all others, doesn't cover the refund yet. Nothing was done.",
      "Send the same refund again after the next sales, with the same key.",
    ],
    [
      "レジスター全体の残高が返金額にまだ足りません。何も行われていません。",
      "次の売上の後に、同じキーで同じ返金を送ってください。",
    ],
  ),
  receipt_root_pending: text(
    "その日の領収はまだまとまっていません",
    [
      "The carrier commits itself to a day's receipts after the day is over (UTC).",
      "Ask again a few hours after the day.",
    ],
    [
      "キャリアは一日の領収を、UTCの日付が変わった後にまとめます。",
      "翌日になって数時間してから聞き直してください。",
    ],
  ),
  register_suspended: text(
    "レジスターは停止中です",
    [
      "The operator suspended the register, or all its origins failed their proof. What was begun goes on; nothing new begins.",
      "Serve the proof of your origins, or ask the operator.",
    ],
    [
      "運営者が停止したか、ドメインの証明が続けて失敗しています。進行中の取引は続き、新しい取引は始まりません。",
      "ドメインの証明ファイルを確かめるか、運営者に尋ねてください。",
    ],
  ),
  second_operator_needed: text(
    "もう一人の運営者が要ります",
    [
      "An act that takes a register's key away needs two operators. The first's request is kept.",
      "Let the other operator ask for the very same.",
    ],
    [
      "レジスターの鍵を替える操作には二人の運営者が要ります。一人目の依頼は保存されています。",
      "もう一人が同じ内容で依頼してください。",
    ],
  ),
  till_frozen: text(
    "このレジは照合中です",
    [
      "The carrier and the till count differently, so that this till begins no trades until it is put right. Others go on.",
      "Send the same request again later. The operator sees what differs.",
    ],
    [
      "キャリアとレジの集計が合わないため、直るまでこのレジでは取引を始めません。ほかは続きます。",
      "後で同じリクエストを送ってください。違いは運営者の画面で分かります。",
    ],
  ),
  carrier_unavailable: text(
    "キャリアが応答しません",
    [
      "The carrier didn't answer in time. It may have done what it was asked.",
      "Send the same request again, with the same key: it is done once. Or ask for the outcome.",
    ],
    [
      "キャリアから時間内に答えがありません。頼んだことは行われたかもしれません。",
      "同じキーで同じリクエストを送り直してください。一度だけ行われます。",
    ],
  ),
  not_ready: text(
    "サーバーの準備ができていません",
    [
      "A setting that the server needs is missing. `detail` says which.",
      "Whoever runs the server has to set it.",
    ],
    [
      "サーバーに必要な設定が足りません。`detail`に示します。",
      "サーバーの運営者が設定してください。",
    ],
  ),
  storage_unavailable: text(
    "ストレージが応答しません",
    [
      "An object was moving, overloaded or restarting. It may have done what it was asked.",
      "Send the same request again, with the same key, after `Retry-After`.",
    ],
    [
      "保存先が移動中、混雑中、または再起動中でした。頼んだことは行われたかもしれません。",
      "`Retry-After`の後に、同じキーで同じリクエストを送り直してください。",
    ],
  ),
  internal_error: text(
    "サーバーで何かが壊れました",
    [
      "This is a fault of ours. It doesn't say that nothing was done.",
      "Send the same request again with the same key, or ask for the outcome. If it stays, tell the operator the `request_id`.",
    ],
    [
      "当方の不具合です。何も行われなかったという意味ではありません。",
      "同じキーで送り直すか、結果を尋ねてください。続くときは`request_id`を運営者に伝えてください。",
    ],
  ),
} as const;
