// What the button shows: every state × event pair, and the promises its words make.

import { describe, expect, it } from "vitest";
import {
  type FrameEvent,
  type FrameState,
  isOver,
  nextState,
} from "../../register-terminal/frame/frame-state.ts";
import { type Label, wordsFor } from "../../register-terminal/frame/frame-words.ts";
import { tradeId } from "./ids.ts";

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
  [{ type: "trade", press: "p1", trade: tradeId(1) }, {}],
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

  it("without a wallet knows the page's trade, whichever came first", () => {
    const opening: FrameState = { state: "opening", press: "p1" };
    const trade = tradeId(1);
    const late = nextState(opening, { type: "no-terminal", press: "p1" });
    expect(late).toEqual({ state: "no-wallet", press: "p1" });
    expect(nextState(late, { type: "trade", press: "p0", trade })).toBe(late);
    const known = { state: "no-wallet", press: "p1", trade };
    expect(nextState(late, { type: "trade", press: "p1", trade })).toEqual(known);
    expect(nextState(opening, { type: "no-terminal", press: "p1", trade })).toEqual(known);
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

const LABELS: Label[] = ["pay", "order", "reserve", "give", "plain"];

describe("the button's words", () => {
  it.each([["en"], ["en-GB"], ["de"], ["x"], [""], ["fr", "de"], ["", "en-US", "ja"]])(
    "are English for %s",
    (...locales) => {
      expect(wordsFor(...locales)).toMatchObject({ language: "en" });
    },
  );

  it.each([["ja"], ["ja-JP"], ["JA"], ["", "fr", "ja"], ["de", "ja-JP", "en"]])(
    "are Japanese for %s",
    (...locales) => {
      expect(wordsFor(...locales)).toMatchObject({ language: "ja" });
    },
  );

  it.each(["en", "ja"])("exist for every state in %s, without an exclamation mark", (locale) => {
    const words = wordsFor(locale);
    for (const name of NAMES) expect(Object.values(words[name]).join("")).not.toMatch(/[!！]/);
    for (const label of LABELS) expect(words.labels[label]).toContain("Warifu");
  });

  it("say that nothing was taken only where that is known, and paid only when it is", () => {
    const words = wordsFor("en");
    const promising = NAMES.filter((name) => words[name].note?.includes("Nothing was taken"));
    expect(promising).toEqual(["no-trade", "refused", "expired", "cancelled"]);
    expect(NAMES.filter((name) => words[name].label === "Paid")).toEqual(["settled"]);
  });

  it("[PG18] where it can be pressed are the page's choice of a way on, and where it is over ours alone", () => {
    const words = wordsFor("en");
    const ours = NAMES.filter((name) => words[name].label !== undefined);
    expect(ours).toEqual(["opening", "wallet", "settled", "held"]);
    for (const label of LABELS) expect(words.labels[label]).not.toMatch(/paid|free|win/i);
  });
});

it("[PG14] a press that the wallet turned away is said, and may be made again", () => {
  const opened = nextState({ state: "opening", press: "p" }, { type: "terminal-here", press: "p" });
  expect(nextState(opened, { type: "terminal-refuses", press: "other" })).toBe(opened);
  const refused = nextState(opened, { type: "terminal-refuses", press: "p" });
  expect(refused).toEqual({ state: "turned-away" });
  expect(isOver(refused)).toBe(false);
});
