/** What the shop sells. Amounts are minor units; a product's id is also the name of its drawing. */

import type { Language } from "./language.ts";

export interface Product {
  readonly id: string;
  /** minor units */
  readonly amount: number;
  readonly currency: string;
  readonly name: Record<Language, string>;
  readonly about: Record<Language, string>;
  /** made to order: the money is reserved, and taken when it is sent */
  readonly sentLater?: true;
}

export const CATALOGUE: readonly Product[] = [
  {
    id: "letter-paper",
    amount: 1480,
    currency: "JPY",
    name: { en: "Washi letter paper", ja: "和紙の便箋" },
    about: {
      en: "Twenty sheets from Echizen, faintly ruled.",
      ja: "越前の和紙、淡い罫線入り。二十枚。",
    },
  },
  {
    id: "indigo-notebook",
    amount: 2200,
    currency: "JPY",
    name: { en: "Indigo notebook", ja: "藍染めのノート" },
    about: { en: "Thread-bound, cover dyed by hand.", ja: "糸綴じ。表紙は手染めです。" },
  },
  {
    id: "postcards",
    amount: 980,
    currency: "JPY",
    name: { en: "Postcards, set of eight", ja: "絵はがき 八枚組" },
    about: { en: "Mountains, printed in two colours.", ja: "山の風景。二色刷り。" },
  },
  {
    id: "gift-envelopes",
    amount: 540,
    currency: "JPY",
    name: { en: "Gift envelopes", ja: "ぽち袋" },
    about: { en: "Five small ones, for small thanks.", ja: "小さなお礼に。五枚入り。" },
  },
  {
    id: "brush-and-ink",
    amount: 4980,
    currency: "JPY",
    name: { en: "Brush and ink", ja: "筆と墨" },
    about: { en: "A goat-hair brush and a stick of pine-soot ink.", ja: "羊毛の筆と松煙墨。" },
  },
  {
    id: "paper-lantern",
    amount: 6800,
    currency: "JPY",
    name: { en: "Paper lantern", ja: "提灯" },
    about: {
      en: "Folds flat. Made to order in Gifu; your money is only reserved until it is sent.",
      ja: "畳める岐阜提灯。受注生産のため、発送まで金額をお取り置きします。",
    },
    sentLater: true,
  },
  {
    id: "folding-screen",
    amount: 68000,
    currency: "JPY",
    name: { en: "Folding screen", ja: "二曲屏風" },
    about: { en: "Two panels, gold leaf at the edges.", ja: "二曲一隻。縁に金箔。" },
  },
  {
    id: "pearl-paper",
    amount: 12500,
    currency: "KWD",
    name: { en: "Kuwaiti pearl paper", ja: "クウェートの真珠紙" },
    about: {
      en: "Ordered from Kuwait, so it is paid in dinar.",
      ja: "クウェートからのお取り寄せ。お支払いはディナールです。",
    },
  },
];

export function productOf(id: string): Product | undefined {
  return CATALOGUE.find((product) => product.id === id);
}

/** Where an order waits for its buyer. Nobody's name or address is needed. */
export const LOCKERS = {
  station: { en: "Station, west exit", ja: "駅西口" },
  library: { en: "City library", ja: "市立図書館" },
  market: { en: "Market hall", ja: "市場ホール" },
} as const satisfies Record<string, Record<Language, string>>;

export type Locker = keyof typeof LOCKERS;

export function isLocker(text: unknown): text is Locker {
  return typeof text === "string" && Object.hasOwn(LOCKERS, text);
}
