/** What is to be shown of the wallet, each bar judged by the run's median or its bytes. Pure. */

import type { Clicks, Footprint, JudgedBar, Timings } from "./result.ts";

const ZIP_MAX = 250_000;
const WINDOW_MAX = 100_000;
const WINDOW_GZIP_MAX = 35_000;
const FIRST_PAINT_MAX_MS = 80;
const USEFUL_TEXT_MAX_MS = 120;
const SHEET_MAX_MS = 300;
const CLICKS_MAX: Clicks = { first: 2, repeat: 1, inBudget: 0 };

export function walletBars(timings: Timings, footprint: Footprint, clicks: Clicks): JudgedBar[] {
  const { home, sheet } = footprint;
  const most = (of: "raw" | "gzip") => ({
    sheet: Math.max(sheet.en[of], sheet.ja[of]),
    home: Math.max(home.en[of], home.ja[of]),
  });
  const [raw, gzip] = [most("raw"), most("gzip")];
  return [
    bytes("the store's package", footprint.zip, ZIP_MAX),
    bytes("scripts of the sheet, the longest language", raw.sheet, WINDOW_MAX),
    bytes("scripts of home, the longest language", raw.home, WINDOW_MAX),
    bytes("scripts of the sheet, gzipped", gzip.sheet, WINDOW_GZIP_MAX),
    bytes("scripts of home, gzipped", gzip.home, WINDOW_GZIP_MAX),
    bytes("injected into pages elsewhere", footprint.injectedElsewhere, 0),
    bytes("injected into the shop's page", footprint.injectedInShop, 0),
    judged("host permissions", footprint.hostPermissions.length, 1, ""),
    judged("clicks in the wallet, first purchase", clicks.first, CLICKS_MAX.first, ""),
    judged("clicks in the wallet, repeat purchase", clicks.repeat, CLICKS_MAX.repeat, ""),
    judged("clicks in the wallet, inside a budget", clicks.inBudget, CLICKS_MAX.inBudget, ""),
    time("first paint of home, as a tab", timings.homeTabFirstPaint.median, FIRST_PAINT_MAX_MS),
    time("useful text of home, as a tab", timings.homeTabText.median, USEFUL_TEXT_MAX_MS),
    time("first paint of home", timings.homeFirstPaint.median, FIRST_PAINT_MAX_MS),
    time("first paint of the sheet", timings.sheetFirstPaint.median, FIRST_PAINT_MAX_MS),
    time("useful text of home", timings.homeText.median, USEFUL_TEXT_MAX_MS),
    time("useful text of the sheet", timings.sheetText.median, USEFUL_TEXT_MAX_MS),
    time("press in the shop → sheet", timings.pressToSheetPinned.median, SHEET_MAX_MS),
    time("press in the shop → sheet, icon in the menu", timings.pressToSheet.median, SHEET_MAX_MS),
  ];
}

function bytes(says: string, value: number, bar: number): JudgedBar {
  return judged(says, value, bar, "B");
}

function time(says: string, value: number, bar: number): JudgedBar {
  return judged(says, value, bar, "ms");
}

function judged(says: string, value: number, bar: number, unit: JudgedBar["unit"]): JudgedBar {
  return { says, value, bar, unit, met: value <= bar };
}
