/** Of disputes, from either side of one, and of what the operator decides in them. */

import { text } from "../problem-text.ts";

export const DISPUTE_TEXTS = {
  dispute_not_found: text(
    "この取引に申し立てはありません",
    [
      "Nobody has disputed this trade. A dispute is named by its trade.",
      "Take the trade's id from your list of disputes, or from the event that named it.",
    ],
    [
      "この取引に申し立てはありません。申し立ては取引のIDで呼びます。",
      "申し立ての一覧か、知らせのイベントから取引のIDを取ってください。",
    ],
  ),
  dispute_exists: text(
    "この取引には申し立てがありました",
    [
      "A trade has one dispute at most, whatever became of it.",
      "Write in the one that there is, as long as it isn't over.",
    ],
    ["申し立ては取引ごとに一度だけです。", "終わっていなければ、その中で続けてください。"],
  ),
  dispute_too_late: text(
    "支払いから時間がたちすぎています",
    ["A payment can be disputed for 120 days.", "Ask the shop: it can refund the trade still."],
    ["申し立ては支払いから120日以内です。", "お店に尋ねてください。返金は今もできます。"],
  ),
  dispute_closed: text(
    "申し立ては終わっています",
    [
      "It was refunded, withdrawn or decided before this came.",
      "Read the dispute for how it ended.",
    ],
    [
      "これより先に、返金、取り下げ、または決定で終わりました。",
      "申し立てを読んで結果を確かめてください。",
    ],
  ),
  dispute_not_escalated: text(
    "まだ運営者が決める段階ではありません",
    ["Shop and payer have their time to agree first.", "Wait until the dispute is `escalated`."],
    [
      "まずお店と購入者が話し合う期間があります。",
      "申し立てが`escalated`になるまで待ってください。",
    ],
  ),
  dispute_amount_mismatch: text(
    "返金額が申し立ての残りと違います",
    [
      "Accepting a dispute refunds exactly what it still asks for.",
      "Read the dispute, and sign a refund of what is left of it.",
    ],
    [
      "申し立てを受け入れるときは、残っている金額をちょうど返金します。",
      "申し立てを読み、残りの金額で返金に署名してください。",
    ],
  ),
  too_many_messages: text(
    "申し立てのメッセージが多すぎます",
    [
      "Each side writes 10 messages at most.",
      "Decide, refund or withdraw; or wait until the operator decides.",
    ],
    [
      "書けるのはそれぞれ10通までです。",
      "受け入れるか取り下げるか、運営者の決定を待ってください。",
    ],
  ),
} as const;
