/** Of paying a trade, from the wallet's side, and of what goes with a payment. */

import { text } from "../problem-text.ts";

export const PAYING_TEXTS = {
  grant_invalid: text(
    "グラントが当方のものではありません",
    [
      "A confirmation has to come with the grant that the claim was answered with.",
      "Let the wallet claim the trade again. Nothing was paid.",
    ],
    [
      "確定には、申し込みの答えに入っていたグラントが要ります。",
      "ウォレットで取引を開き直してください。支払いは行われていません。",
    ],
  ),
  ticket_invalid: text(
    "チケットが当方のものではありません",
    [
      "The carrier's ticket that addresses the confirm can't be opened.",
      "Let the wallet claim the trade again: it gets a fresh one.",
    ],
    [
      "確定の宛先を示すキャリアのチケットを開けません。",
      "ウォレットで取引を開き直すと、新しいチケットが来ます。",
    ],
  ),
  wrong_account: text(
    "グラントの口座ではありません",
    [
      "The trade is claimed for one account, and this confirmation is another's. Nothing was written.",
      "Pay from the terminal that claimed the trade.",
    ],
    [
      "取引は一つの口座のために開かれていて、これは別の口座のものです。何も記録していません。",
      "取引を開いた端末で支払ってください。",
    ],
  ),
  exists_with_different_confirmation: text(
    "この試行は別の内容で確定済みです",
    [
      "An attempt is decided once, by the bytes that came first.",
      "Ask for the outcome with the first bytes. The wallet stores them before it sends them.",
    ],
    [
      "一つの試行は、最初に届いた内容で一度だけ決まります。",
      "最初の内容で結果を尋ねてください。ウォレットは送る前に保存しています。",
    ],
  ),
  step_up_mismatch: text(
    "追加の確認が別のもののためです",
    [
      "The passkey's or PIN's proof is bound to something else than this.",
      "Prove again, for this very payment or change.",
    ],
    [
      "パスキーやPINの確認が、別のもののために作られています。",
      "この支払い、この変更のために、もう一度確認してください。",
    ],
  ),
  encryption_key_missing: text(
    "証明書に暗号化の鍵がありません",
    [
      "The terms ask for delivery data, and the register's certificate names no key to encrypt it to.",
      "Register again with a WARIFU_KEY that has one, or leave `asks` out.",
    ],
    [
      "配送先などを尋ねる条件ですが、証明書に暗号化の鍵がありません。",
      "鍵のあるWARIFU_KEYで登録し直すか、`asks`を省いてください。",
    ],
  ),
  disclosure_mismatch: text(
    "渡された情報が確定したものと違います",
    [
      "What came isn't what the payer confirmed together with the payment.",
      "Don't use it. The wallet sends the right one again.",
    ],
    [
      "届いた情報が、支払いと一緒に確定されたものと違います。",
      "使わないでください。ウォレットが正しいものを送り直します。",
    ],
  ),
  receipt_not_found: text(
    "その領収はありません",
    [
      "No receipt of that day is this one, byte for byte.",
      "Send the receipt as you got it, and look for its own day in UTC.",
    ],
    [
      "その日の領収の中に、同じ内容のものがありません。",
      "受け取った領収をそのまま送り、UTCの日付も確かめてください。",
    ],
  ),
} as const;
