/** The words of a register's printed statement, in each of its languages. */

export interface ShopStatementWords {
  readonly title: string;
  readonly register: string;
  readonly period: string;
  readonly test: string;
  readonly opening: string;
  readonly closing: string;
  readonly date: string;
  readonly what: string;
  readonly gross: string;
  readonly fee: string;
  readonly net: string;
  readonly balance: string;
  readonly till: string;
  readonly nothing: string;
  readonly times: string;
  /** of any other kind its own name is written */
  readonly kinds: Readonly<Record<string, string>>;
}

const en: ShopStatementWords = {
  title: "Statement of sales",
  register: "Register",
  period: "Period",
  test: "Test: no real money",
  opening: "Opening balance",
  closing: "Closing balance",
  date: "Date",
  what: "Entry",
  gross: "Gross",
  fee: "Fee",
  net: "Net",
  balance: "Balance",
  till: "Till",
  nothing: "No entries in this month.",
  times: "Days and times are UTC.",
  kinds: {
    sale: "Sale",
    capture: "Sale from what was reserved",
    refund: "Refund",
    refund_fee: "Fee returned",
    payout: "Payout",
    payout_refused: "Payout refused, money returned",
    payout_returned: "Payout sent back by the bank",
  },
};

const ja: ShopStatementWords = {
  title: "売上明細書",
  register: "レジ",
  period: "対象期間",
  test: "テスト用（実際のお金ではありません）",
  opening: "前月末残高",
  closing: "当月末残高",
  date: "日付",
  what: "内容",
  gross: "金額",
  fee: "手数料",
  net: "差引額",
  balance: "残高",
  till: "窓口",
  nothing: "この月のお取引はありません。",
  times: "日時は協定世界時（UTC）です。",
  kinds: {
    sale: "売上",
    capture: "取り置きからの売上",
    refund: "返金",
    refund_fee: "手数料の返還",
    payout: "入金処理",
    payout_refused: "入金処理の不成立による戻し",
    payout_returned: "銀行からの入金返却",
  },
};

export const SHOP_STATEMENT_WORDS = { en, ja } as const;
export type ShopStatementLanguage = keyof typeof SHOP_STATEMENT_WORDS;
