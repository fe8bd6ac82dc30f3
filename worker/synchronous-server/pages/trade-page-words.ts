/** The words of a trade's page. "Paid" and "nothing was taken" are promises: they stand with a recorded outcome alone. */

import type { TradeStatus } from "../../../protocol/words.ts";
import type { PageLanguage } from "../../http/page-frame.ts";

interface TradeWords {
  /** of the window, with the shop's name */
  readonly title: (name: string) => string;
  readonly done: (name: string) => string;
  readonly test: string;
  readonly code: string;
  readonly advice: string;
  readonly noScript: string;
  readonly over: Readonly<Record<Exclude<TradeStatus, "open">, string>>;
  readonly noTitle: string;
  readonly none: string;
}

export const TRADE_WORDS: Readonly<Record<PageLanguage, TradeWords>> = {
  en: {
    title: (name) => `Pay ${name} · Warifu`,
    done: (name) => `${name} · Warifu`,
    test: "Test: no real money moves",
    code: "Code",
    advice:
      "Pay only what you ordered yourself. The shop's page, where you came from, shows the same code.",
    noScript: "Paying needs JavaScript in this browser.",
    over: {
      settled: "This is paid.",
      authorized: "The amount is reserved. The shop takes it when it sends the goods.",
      completed: "This is paid.",
      voided: "The reservation has ended. Nothing was taken.",
      cancelled: "The shop ended this payment. Nothing was taken.",
      declined: "This payment was declined. Nothing was taken.",
      expired: "Time ran out. Nothing was taken. Start again in the shop.",
    },
    noTitle: "No payment here",
    none: "There is no payment at this address. Check the link, or start again in the shop.",
  },
  ja: {
    title: (name) => `${name}への支払い · Warifu`,
    done: (name) => `${name} · Warifu`,
    test: "テスト：実際のお金は動きません",
    code: "照合コード",
    advice:
      "ご自身で注文したものだけをお支払いください。元のお店のページにも同じコードが表示されています。",
    noScript: "お支払いには、このブラウザーのJavaScriptが必要です。",
    over: {
      settled: "お支払い済みです。",
      authorized: "金額を確保しました。お店は品物を送るときにお金を受け取ります。",
      completed: "お支払い済みです。",
      voided: "確保は終わりました。お金は動いていません。",
      cancelled: "お店がこの支払いを取り消しました。お金は動いていません。",
      declined: "この支払いは断られました。お金は動いていません。",
      expired: "時間切れになりました。お金は動いていません。お店でもう一度お試しください。",
    },
    noTitle: "お支払いはありません",
    none: "このアドレスにお支払いはありません。リンクをお確かめになるか、お店でもう一度お試しください。",
  },
};
