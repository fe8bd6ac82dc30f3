/** The words of a payment link's page. "Paid" stands in the part that only a receipt opens. */

import type { PageLanguage } from "../../http/page-frame.ts";

interface LinkWords {
  /** of the window, with the item and the shop */
  readonly title: (item: string, shop: string) => string;
  readonly test: string;
  readonly advice: string;
  readonly noScript: string;
  readonly paid: string;
  readonly when: string;
  readonly number: string;
  readonly on: string;
  readonly noTitle: string;
  readonly none: string;
  readonly withdrawn: string;
  readonly notSold: string;
}

export const LINK_WORDS: Readonly<Record<PageLanguage, LinkWords>> = {
  en: {
    title: (item, shop) => `${item} · ${shop} · Warifu`,
    test: "Test: no real money moves",
    advice: "The price is what the shop signed. Neither this page nor we can change it.",
    noScript: "Paying needs JavaScript in this browser.",
    paid: "Paid",
    when: "When",
    number: "Trade",
    on: "Continue to the shop",
    noTitle: "Nothing to buy here",
    none: "There is nothing for sale at this address. Check the link, or ask the shop.",
    withdrawn: "The shop has taken this offer back. Nothing was taken.",
    notSold: "This isn't for sale at the moment. Nothing was taken.",
  },
  ja: {
    title: (item, shop) => `${item} · ${shop} · Warifu`,
    test: "テスト：実際のお金は動きません",
    advice: "価格はお店が署名したものです。このページも当社も変えることはできません。",
    noScript: "お支払いには、このブラウザーのJavaScriptが必要です。",
    paid: "お支払い済みです",
    when: "日時",
    number: "取引",
    on: "お店に進む",
    noTitle: "販売していません",
    none: "このアドレスで販売しているものはありません。リンクをお確かめになるか、お店にお問い合わせください。",
    withdrawn: "お店がこの販売を終えました。お金は動いていません。",
    notSold: "ただいま販売していません。お金は動いていません。",
  },
};
