// Which alerts stand, from minutes and what stood before: pure, with the time passed in.

import { describe, expect, it } from "vitest";
import { type AlertState, evaluate, pictureOf, untold } from "../../worker/watching/evaluate.ts";
import { type Minute, NOTHING_REPORTED, type Report } from "../../worker/watching/report.ts";
import type { Rule } from "../../worker/watching/rules.ts";

const MINUTE_MS = 60_000;
const NOW = 1_000 * MINUTE_MS;

const minute = (ago: number, report: Partial<Report>): Minute => ({
  minute: 1_000 - ago,
  report: { ...NOTHING_REPORTED, ...report },
});
const facts = (...minutes: Minute[]) => ({ role: "carrier-server" as const, born: 0, minutes });
const rule = (holds: boolean, forMs = 0): Rule => ({
  ...{ name: "a", page: "till-frozen", says: "It does.", forMs },
  holds: () => holds,
});
const look = (holds: boolean, before: readonly AlertState[], now = NOW, forMs = 0) =>
  evaluate(facts(), before, now, [rule(holds, forMs)]);

describe("a picture", () => {
  it("adds up a label of the last minutes, this one included, and nothing older", () => {
    const of = (ago: number, n: number) => minute(ago, { counters: { refusals: { a: n, b: 7 } } });
    const picture = pictureOf(facts(of(0, 1), of(1, 10), of(2, 100)), NOW);
    expect(picture.sum("refusals", "a", 2)).toBe(11);
    expect(picture.sum("refusals", undefined, 1)).toBe(8);
    expect(picture.sum("said", "a", 2)).toBe(0);
  });

  it("has the highest of a gauge, and none where nothing was said", () => {
    const of = (ago: number, value: number) => minute(ago, { gauges: { difference: value } });
    const picture = pictureOf(facts(of(0, 0), of(1, 3), of(5, 9)), NOW);
    expect(picture.highest("difference", 2)).toBe(3);
    expect(picture.highest("outbox_age_ms", 2)).toBeUndefined();
  });

  it("calls silent what was never heard in that time, of a Watch that has been there for it", () => {
    const young = { ...facts(), born: NOW - MINUTE_MS };
    expect(pictureOf(young, NOW).isSilent("reconciled", 5)).toBe(false);
    expect(pictureOf(facts(), NOW).isSilent("reconciled", 5)).toBe(true);
    const heard = facts(minute(4, { gauges: { reconciled: 1 } }));
    expect(pictureOf(heard, NOW).isSilent("reconciled", 5)).toBe(false);
  });
});

describe("an alert", () => {
  it("fires at once where its rule doesn't wait", () => {
    expect(look(true, [])).toEqual([{ name: "a", since: NOW, firing: true, told: false }]);
  });

  it("waits for as long as its rule says, and is forgotten if it goes before", () => {
    const waiting = look(true, [], NOW, MINUTE_MS);
    expect(waiting).toMatchObject([{ firing: false }]);
    expect(untold(waiting)).toEqual([]);
    expect(look(true, waiting, NOW + MINUTE_MS, MINUTE_MS)).toMatchObject([
      { firing: true, since: NOW },
    ]);
    expect(look(false, waiting, NOW + MINUTE_MS, MINUTE_MS)).toEqual([]);
  });

  it("is told once", () => {
    const fires = look(true, []);
    expect(untold(fires)).toHaveLength(1);
    const told = fires.map((one) => ({ ...one, told: true }));
    expect(untold(look(true, told, NOW + MINUTE_MS))).toEqual([]);
  });

  it("whose end nobody has heard stays until it is told", () => {
    const told = [{ name: "a", since: 1, firing: true, told: true }];
    const ended = look(false, told);
    expect(ended).toEqual([{ ...told[0], firing: false, mendedAt: NOW }]);
    expect(untold(ended)).toEqual(ended);
    expect(look(false, ended, NOW + MINUTE_MS)).toEqual(ended);
  });

  it("that comes back before its end was told goes on as it stood", () => {
    const ended = [{ name: "a", since: 1, firing: false, told: true, mendedAt: NOW }];
    const again = look(true, ended, NOW + MINUTE_MS);
    expect(again).toEqual([{ name: "a", since: 1, firing: true, told: true }]);
    expect(untold(again)).toEqual([]);
  });

  it("that nobody was told of leaves nothing behind", () => {
    expect(look(false, [{ name: "a", since: 1, firing: true, told: false }])).toEqual([]);
  });
});
