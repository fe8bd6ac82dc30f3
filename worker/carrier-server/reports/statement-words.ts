/** The words of a printed statement, in each of its languages. What a shopper's wallet calls a thing, it calls too. */

import type { AccountEntry } from "../../../protocol/operator/operator.ts";

export interface StatementWords {
  readonly title: string;
  readonly account: string;
  readonly period: string;
  readonly test: string;
  readonly opening: string;
  readonly closing: string;
  readonly moneyIn: string;
  readonly moneyOut: string;
  readonly due: string;
  readonly date: string;
  readonly what: string;
  readonly amount: string;
  readonly reserved: string;
  readonly balance: string;
  readonly nothing: string;
  readonly times: string;
  readonly kinds: Readonly<Record<AccountEntry["kind"], string>>;
}

const en: StatementWords = {
  title: "Statement of account",
  account: "Account",
  period: "Period",
  test: "Test: no real money",
  opening: "Opening balance",
  closing: "Closing balance",
  moneyIn: "In",
  moneyOut: "Out",
  due: "Amount due",
  date: "Date",
  what: "Entry",
  amount: "Amount",
  reserved: "Reserved",
  balance: "Balance",
  nothing: "No entries in this month.",
  times: "Days and times are UTC.",
  kinds: {
    opening: "Opening credit",
    top_up: "Top-up",
    withdrawal: "Withdrawal",
    settlement: "Payment",
    authorization: "Reserved for a payment",
    capture: "Payment from what was reserved",
    void: "Reservation given up",
    expiry: "Reservation ended",
    refund: "Refund",
    payout: "Payout",
    payout_returned: "Payout sent back by the bank",
    sweep: "Collected for a payout",
  },
};

const ja: StatementWords = {
  title: "ご利用明細書",
  account: "口座",
  period: "対象期間",
  test: "テスト用（実際のお金ではありません）",
  opening: "前月末残高",
  closing: "当月末残高",
  moneyIn: "入金",
  moneyOut: "出金",
  due: "お支払い額",
  date: "日付",
  what: "内容",
  amount: "金額",
  reserved: "取り置き",
  balance: "残高",
  nothing: "この月のご利用はありません。",
  times: "日時は協定世界時（UTC）です。",
  kinds: {
    opening: "開設時の残高",
    top_up: "チャージ",
    withdrawal: "払い出し",
    settlement: "お支払い",
    authorization: "お支払いのための取り置き",
    capture: "取り置きからのお支払い",
    void: "取り置きの取り消し",
    expiry: "取り置きの期限切れ",
    refund: "返金",
    payout: "入金処理",
    payout_returned: "銀行からの入金返却",
    sweep: "入金のための集約",
  },
};

export const STATEMENT_WORDS = { en, ja } as const;
export type StatementLanguage = keyof typeof STATEMENT_WORDS;
