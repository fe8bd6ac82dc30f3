// What the button shows: every state × event pair, and the promises its words make.

import { describe, expect, it } from "vitest";
import {
  type FrameEvent,
  type FrameState,
  isOver,
  nextState,
} from "../../register-terminal/frame/frame-state.ts";
import { wordsFor } from "../../register-terminal/frame/frame-words.ts";

const STATES: FrameState[] = [
  { state: "silent" },
  { state: "idle" },
  { state: "opening", press: "p1" },
  { state: "wallet", press: "p1" },
  { state: "no-wallet", press: "p1" },
  { state: "no-trade" },
  { state: "waiting" },
  { state: "settled" },
  { state: "held" },
  { state: "refused" },
  { state: "expired" },
  { state: "cancelled" },
  { state: "misplaced" },
];
const NAMES = STATES.map(({ state }) => state);
const FINAL = ["settled", "held", "misplaced"];

/** Event → the states it changes, to what; "*" is every other one that isn't final. */
const CHANGES: [FrameEvent, Partial<Record<FrameState["state"] | "*", FrameState["state"]>>][] = [
  [{ type: "hello" }, { silent: "idle" }],
  [{ type: "misplaced" }, { "*": "misplaced" }],
  [{ type: "press", press: "p2" }, { "*": "opening" }],
  [
    { type: "terminal-here", press: "p1" },
    { opening: "wallet", "no-wallet": "wallet" },
  ],
  [{ type: "terminal-here", press: "p0" }, {}],
  [{ type: "no-terminal", press: "p1" }, { opening: "no-wallet" }],
  [{ type: "no-terminal", press: "p0" }, {}],
  [
    { type: "no-trade", press: "p1" },
    { opening: "no-trade", wallet: "no-trade" },
  ],
  [{ type: "no-trade", press: "p0" }, {}],
  [{ type: "follow" }, { idle: "waiting" }],
  [{ type: "settled" }, { "*": "settled" }],
  [{ type: "held" }, { "*": "held" }],
  [{ type: "refused" }, { "*": "refused" }],
  [{ type: "expired" }, { "*": "expired" }],
  [{ type: "cancelled" }, { "*": "cancelled" }],
];

describe("the button's state", () => {
  it.each(CHANGES)("on %j", (event, changes) => {
    for (const state of STATES) {
      const any = FINAL.includes(state.state) ? undefined : changes["*"];
      expect([state.state, nextState(state, event).state]).toEqual([
        state.state,
        changes[state.state] ?? any ?? state.state,
      ]);
    }
  });

  it("keeps the press it is in", () => {
    const opening = nextState({ state: "refused" }, { type: "press", press: "p2" });
    expect(opening).toEqual({ state: "opening", press: "p2" });
    expect(nextState(opening, { type: "terminal-here", press: "p2" })).toEqual({
      state: "wallet",
      press: "p2",
    });
  });
});

describe("the button's words", () => {
  it.each(["en", "en-GB", "de", "x"])("are English for %s", (locale) => {
    expect(wordsFor(locale)).toMatchObject({ language: "en", idle: { label: "Pay with Warifu" } });
  });

  it.each(["ja", "ja-JP", "JA"])("are Japanese for %s", (locale) => {
    expect(wordsFor(locale)).toMatchObject({ language: "ja", idle: { label: "Warifuで支払う" } });
  });

  it.each(["en", "ja"])("exist for every state in %s, without an exclamation mark", (locale) => {
    const words = wordsFor(locale);
    for (const name of NAMES) {
      expect(words[name].label.length).toBeGreaterThan(3);
      expect(words[name].label + (words[name].note ?? "")).not.toMatch(/[!！]/);
    }
  });

  it("say that nothing was taken only where that is known, and paid only when it is", () => {
    const words = wordsFor("en");
    const promising = NAMES.filter((name) => words[name].note?.includes("Nothing was taken"));
    expect(promising).toEqual(["no-trade", "refused", "expired", "cancelled"]);
    expect(NAMES.filter((name) => words[name].label === "Paid")).toEqual(["settled"]);
  });
});

it("[PG14] a press that the wallet turned away is said, and may be made again", () => {
  const opened = nextState({ state: "opening", press: "p" }, { type: "terminal-here", press: "p" });
  expect(nextState(opened, { type: "terminal-refuses", press: "other" })).toBe(opened);
  const refused = nextState(opened, { type: "terminal-refuses", press: "p" });
  expect(refused).toEqual({ state: "turned-away" });
  expect(isOver(refused)).toBe(false);
});
