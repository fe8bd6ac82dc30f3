/** What `npm run bench:wallet` saves as JSON: whoever writes a document from it reads this shape and no other. */

import type { Spread } from "../../measure/statistics.ts";

export interface Bytes {
  readonly raw: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** By the language of the window. */
export type ByLanguage = Readonly<Record<"en" | "ja", Bytes>>;

export interface Footprint {
  /** of the store's package, bytes */
  readonly zip: number;
  /** scripts that a window loads until its first screen stands */
  readonly home: ByLanguage;
  readonly sheet: ByLanguage;
  readonly background: Bytes;
  readonly checkout: Bytes;
  readonly frame: Bytes;
  /** of the extension's scripts, in our own frame */
  readonly injectedInFrame: Bytes;
  /** … in the shop's page around it, and in a page that has nothing of ours: raw bytes */
  readonly injectedInShop: number;
  readonly injectedElsewhere: number;
  readonly permissions: readonly string[];
  readonly hostPermissions: readonly string[];
}

/** Of a shopper, in the wallet's windows, for one purchase. */
export interface Clicks {
  readonly first: number;
  readonly repeat: number;
  readonly inBudget: number;
}

export interface Timing extends Spread {
  /** how often it was measured */
  readonly n: number;
}

/** The figures by what they are; all in ms. */
export const TIMINGS = {
  emptyFirstPaint: "a popup of plain text: first paint, the browser's own",
  homeFirstPaint: "home: first paint",
  homeText: "home: balance readable",
  homeFromPress: "home: balance readable, from the press on the icon",
  homeColdFirstPaint: "home, worker ended before: first paint",
  homeColdText: "home, worker ended before: balance readable",
  homeColdFromPress: "home, worker ended before: balance readable, from the press on the icon",
  homeTabFirstPaint: "home as a tab: first paint",
  homeTabText: "home as a tab: balance readable",
  sheetFirstPaint: "sheet opened by the icon: first paint",
  sheetText: "sheet opened by the icon: amount readable",
  pressToPopupPinned: "press in the shop → the popup's document begins",
  pressToTradePinned: "press in the shop → the shop has handed over its trade",
  pressToSheetPinned: "press in the shop → sheet with its amount",
  pressToSheetCold: "press in the shop, worker ended before → sheet with its amount",
  pressToPay: "press in the shop → Pay works (600 ms after the sheet, by [PG6])",
  pressToPopup: "press in the shop, icon in the menu → the popup's document begins",
  pressToTrade: "press in the shop, icon in the menu → the shop has handed over its trade",
  pressToSheet: "press in the shop, icon in the menu → sheet with its amount",
  confirmToSettled: "Pay → settled on the sheet",
  confirmToShop: "Pay → settled in the shop's page",
  confirmToOrder: "Pay → the order's page shown",
  workerCold: "service worker: cold start and answer",
  workerWarm: "service worker: answer",
  stoppedHomeText: "home by a test library's way: balance readable",
  stoppedHomeFromPress:
    "home by a test library's way: balance readable, from the press on the icon",
  watchedHomeText: "home with observers in it: balance readable",
  watchedHomeFromPress: "home with observers in it: balance readable, from the press on the icon",
} as const;
export type TimingName = keyof typeof TIMINGS;

export type Timings = Readonly<Record<TimingName, Timing>>;

export interface JudgedBar {
  readonly says: string;
  readonly value: number;
  /** at most this */
  readonly bar: number;
  readonly unit: "ms" | "B" | "";
  readonly met: boolean;
}

export interface WalletResult {
  readonly version: 1;
  /** ISO 8601 */
  readonly at: string;
  readonly browser: string;
  readonly cores: number;
  readonly rounds: number;
  /** rounds during which other programs had more than a third of a core */
  readonly disturbed: number;
  readonly timings: Timings;
  readonly footprint: Footprint;
  readonly clicks: Clicks;
  /** private bytes of the wallet's processes */
  readonly memory: { readonly worker: number; readonly withHome: number };
  readonly bars: readonly JudgedBar[];
}
