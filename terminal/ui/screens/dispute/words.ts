/** The texts of a dispute, both languages: they come with its screen, so that no payment waits for them. */

import type {
  DisputeReason,
  DisputeStatus,
} from "../../../../protocol/dispute/dispute-messages.ts";
import type { DisputeWord } from "../../../wallet/dispute/dispute-entry.ts";

export interface DisputeWords {
  readonly title: string;
  readonly lead: string;
  readonly paid: string;
  readonly reason: string;
  readonly reasons: Readonly<Record<DisputeReason, string>>;
  readonly text: string;
  readonly mute: string;
  readonly open: string;
  readonly write: string;
  readonly sending: string;
  readonly refused: string;
  readonly talk: string;
  readonly from: Readonly<Record<DisputeWord["from"], string>>;
  readonly acts: Readonly<Record<DisputeWord["act"], string>>;
  readonly statuses: Readonly<Record<DisputeStatus, string>>;
  readonly until: (day: string) => string;
  readonly withdraw: string;
  readonly withdrawSure: string;
}

const EN: DisputeWords = {
  title: "Something wrong?",
  lead: "The shop reads what you write and can answer. It doesn't learn who you are, and nobody else can read it.",
  paid: "Paid",
  reason: "What is wrong?",
  reasons: {
    not_received: "It didn't arrive",
    not_as_described: "It isn't as described",
    cancelled_order: "I cancelled the order",
    wrong_amount: "The amount is wrong",
    not_mine: "I didn't pay this",
    other: "Something else",
  },
  text: "Your words to the shop",
  mute: "This shop can't read messages. It gets the reason alone.",
  open: "Tell the shop",
  write: "Send",
  sending: "Being sent. It goes on by itself.",
  refused: "That could not be sent. Only what was paid in the last 120 days can be disputed, once.",
  talk: "What was said",
  from: { payer: "You", shop: "The shop" },
  acts: {
    opened: "reported it",
    message: "wrote something that can't be read here",
    contested: "doesn't agree",
    withdrawn: "withdrew it",
  },
  statuses: {
    open: "Waiting for the shop's answer",
    contested: "The shop doesn't agree",
    escalated: "The operator decides",
    upheld: "Decided for you: the shop is to refund",
    refunded: "Refunded",
    withdrawn: "Withdrawn",
    won: "Decided for the shop",
  },
  until: (day) => `Until ${day}. Then the operator decides.`,
  withdraw: "Withdraw",
  withdrawSure: "It can't be opened again. Press once more to withdraw it.",
};

const JA: DisputeWords = {
  title: "お困りですか？",
  lead: "書いたことはお店だけが読み、返事ができます。あなたがどなたかは伝わりません。",
  paid: "お支払い",
  reason: "どうされましたか",
  reasons: {
    not_received: "届いていない",
    not_as_described: "説明と違う",
    cancelled_order: "注文を取り消した",
    wrong_amount: "金額が違う",
    not_mine: "支払った覚えがない",
    other: "その他",
  },
  text: "お店への言葉",
  mute: "このお店は言葉を受け取れません。理由だけが伝わります。",
  open: "お店に伝える",
  write: "送る",
  sending: "送っています。このままで続きます。",
  refused: "送れませんでした。申し出は、120日以内のお支払いに一度だけできます。",
  talk: "やりとり",
  from: { payer: "あなた", shop: "お店" },
  acts: {
    opened: "申し出ました",
    message: "ここでは読めない言葉を送りました",
    contested: "認めていません",
    withdrawn: "取り下げました",
  },
  statuses: {
    open: "お店の返事を待っています",
    contested: "お店は認めていません",
    escalated: "運営者が判断します",
    upheld: "認められました。お店が返金します",
    refunded: "返金されました",
    withdrawn: "取り下げました",
    won: "お店の主張が認められました",
  },
  until: (day) => `${day}まで。そのあとは運営者が判断します。`,
  withdraw: "取り下げる",
  withdrawSure: "取り下げると、もう申し出られません。よろしければもう一度押してください。",
};

/** @param locale BCP 47 */
export function disputeWords(locale: string): DisputeWords {
  return locale.startsWith("ja") ? JA : EN;
}
