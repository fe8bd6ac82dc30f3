// How often a shop may ask: by page until it is loaded anew, and by the clock for one that goes on.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RegisterId } from "../../../protocol/ids.ts";
import {
  NO_THROTTLE,
  pageLoaded,
  refusePage,
  STUBBORN_MAX,
  STUBBORN_MS,
  type Throttle,
  TURNED_AWAY_MAX,
  TURNED_AWAY_MS,
  takesRequests,
  turnAway,
} from "../../../terminal/wallet/request-throttle.ts";
import { NOW } from "../../support/builders/realm.ts";

const register = "reg_test_0000000000001" as RegisterId;
const OTHER = "reg_test_0000000000002" as RegisterId;
const PAGE = { tab: "7", register, origin: "https://kami.shop" };
const ELSEWHERE = { tab: "8", register: OTHER, origin: "https://ink.shop" };

/** Turned away at these times, each press another. */
function turned(times: readonly number[], page = PAGE): Throttle {
  return times.reduce(
    (throttle, at, press) => turnAway(throttle, page, { press: `p${press}`, at }),
    NO_THROTTLE,
  );
}

const soon = (count: number) => Array.from({ length: count }, (_, at) => NOW + at * 1_000);

describe("a page", () => {
  it("[PG14] is taken from until it was turned away three times within two minutes", () => {
    expect(takesRequests(turned(soon(TURNED_AWAY_MAX - 1)), PAGE, NOW + 9_000)).toBe(true);
    expect(takesRequests(turned(soon(TURNED_AWAY_MAX)), PAGE, NOW + 9_000)).toBe(false);
    const slowly = [NOW, NOW + TURNED_AWAY_MS / 2, NOW + TURNED_AWAY_MS];
    expect(takesRequests(turned(slowly), PAGE, NOW + TURNED_AWAY_MS)).toBe(true);
  });

  it("[PG14] is taken from again once it was loaded anew; other tabs always were", () => {
    const throttle = turned(soon(TURNED_AWAY_MAX));
    expect(takesRequests(throttle, { ...PAGE, tab: "8" }, NOW)).toBe(true);
    expect(takesRequests(throttle, ELSEWHERE, NOW)).toBe(true);
    expect(takesRequests(pageLoaded(throttle, "8"), PAGE, NOW)).toBe(false);
    expect(takesRequests(pageLoaded(throttle, "7"), PAGE, NOW)).toBe(true);
  });

  it("[PG14] is refused whole: with every register's button in it", () => {
    const throttle = turned(soon(TURNED_AWAY_MAX));
    expect(takesRequests(throttle, { ...PAGE, register: OTHER }, NOW)).toBe(false);
  });

  it("[PG14] can't go on under another register, nor a register at another of its origins", () => {
    for (const vary of ["register", "origin"] as const) {
      let throttle: Throttle = NO_THROTTLE;
      for (const [press, at] of soon(STUBBORN_MAX).entries()) {
        const page = { ...PAGE, [vary]: `${PAGE[vary]}${press}` };
        throttle = pageLoaded(turnAway(throttle, page, { press: `p${press}`, at }), "7");
      }
      const next = { ...PAGE, tab: "9", [vary]: `${PAGE[vary]}x` };
      expect(takesRequests(throttle, next, NOW + 60_000)).toBe(false);
      expect(takesRequests(throttle, ELSEWHERE, NOW + 60_000)).toBe(true);
    }
  });

  it("[PG14] that loads itself anew each time is refused everywhere, until a while has passed", () => {
    let throttle: Throttle = NO_THROTTLE;
    for (const [press, at] of soon(STUBBORN_MAX).entries())
      throttle = pageLoaded(turnAway(throttle, PAGE, { press: `p${press}`, at }), "7");
    expect(takesRequests(throttle, { ...PAGE, tab: "9" }, NOW + 60_000)).toBe(false);
    expect(takesRequests(throttle, PAGE, NOW + STUBBORN_MS)).toBe(true);
  });

  it("[PG14] is refused at the shopper's word alone, too", () => {
    expect(takesRequests(refusePage(NO_THROTTLE, "7"), PAGE, NOW)).toBe(false);
  });
});

describe("whatever is turned away", () => {
  it("[PG14] one press counts once, and the memory stays small", () => {
    const act = fc.record({ press: fc.nat(20), at: fc.nat(STUBBORN_MS * 3), load: fc.boolean() });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        let throttle: Throttle = NO_THROTTLE;
        for (const { press, at, load } of acts.toSorted((a, b) => a.at - b.at)) {
          throttle = turnAway(throttle, PAGE, { press: `p${press}`, at: NOW + at });
          if (load) throttle = pageLoaded(throttle, PAGE.tab);
          const kept = throttle.turnedAway[register] ?? [];
          expect(new Set(kept.map((one) => one.press)).size).toBe(kept.length);
          expect(kept.length).toBeLessThanOrEqual(21);
          expect(throttle.refused.length).toBeLessThanOrEqual(1);
          expect(Object.keys(throttle.turnedAway).length).toBeLessThanOrEqual(2);
        }
      }),
    );
  });
});
