// The map from states to what shop, page and shopper see.

import { expect, it } from "vitest";
import { TRADE_STATES } from "../../protocol/trade/trade.ts";
import {
  isFinalStatus,
  ShopperWord,
  shopperWord,
  TradeStatus,
  tradeStatus,
} from "../../protocol/words.ts";

it("[TR13] claimed and ending look like open to shop and page", () => {
  expect([tradeStatus("open"), tradeStatus("claimed"), tradeStatus("ending")]).toEqual([
    "open",
    "open",
    "open",
  ]);
});

it("[TR13] every other state is told as it is", () => {
  for (const state of TRADE_STATES) {
    if (state === "claimed" || state === "ending") continue;
    expect(tradeStatus(state)).toBe(state);
    expect(TradeStatus.options).toContain(state);
  }
});

it("[TR14] every state has one of the five words", () => {
  const words = Object.fromEntries(TRADE_STATES.map((state) => [state, shopperWord(state)]));
  expect(words).toEqual({
    open: "waiting",
    claimed: "checking",
    ending: "checking",
    settled: "settled",
    authorized: "settled",
    completed: "settled",
    voided: "refused",
    cancelled: "refused",
    declined: "refused",
    expired: "expired",
  });
  expect(new Set(Object.values(words))).toEqual(new Set(ShopperWord.options));
});

it("[TR14] only open and authorized may still change their word", () => {
  expect(TradeStatus.options.filter((status) => !isFinalStatus(status))).toEqual([
    "open",
    "authorized",
  ]);
});
