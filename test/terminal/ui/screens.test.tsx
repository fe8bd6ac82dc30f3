// Every screen in every phase, drawn: what it says, what can be pressed, and what it must never say.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Currency } from "../../../protocol/money/money.ts";
import { DWELL_MS } from "../../../terminal/ui/parts/dwell.ts";
import { NOW } from "../../support/builders/realm.ts";
import { SHEET, TERMINALS } from "../support/examples.ts";
import { FOUND_EXAMPLES } from "../support/found-examples.ts";
import { aDocument, draw } from "../support/screens.tsx";

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ["setTimeout", "clearTimeout", "Date"] });
  aDocument();
});
afterEach(async () => {
  // preact keeps one queue of effects: what this test left in it would hold up the next one's.
  await dwell();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const example = (name: string) => {
  const found = FOUND_EXAMPLES[name];
  if (!found) throw new Error(`no example "${name}"`);
  return found;
};

/** preact's effects run after a frame, then the dwell begins. */
const dwell = () => vi.advanceTimersByTimeAsync(DWELL_MS + 200);

describe.each(["en-US", "ja-JP"])("in %s", (locale) => {
  const names = Object.keys(FOUND_EXAMPLES).filter((name) => name !== "loading");

  it.each(names)("%s has a heading, and no word is missing", (name) => {
    const drawn = draw(example(name), { locale });
    expect(drawn.heading()).not.toBe("");
    expect(drawn.text()).not.toMatch(/undefined|NaN|\[object|null|Invalid/);
  });

  it.each(names)("%s says paid only if it is, and not paid only if it isn't", (name) => {
    const drawn = draw(example(name), { locale });
    const shown = example(name);
    const { status } = shown;
    const answer = status === "answered" ? shown.answer : undefined;
    const settled = status === "settled" || answer === "paid";
    const held = (status === "settled" && shown.heldUntil !== undefined) || answer === "held";
    const says = (words: RegExp) => words.test(`${drawn.heading()} ${drawn.said()}`);
    expect(says(/^Paid|支払いました/)).toBe(settled && !held);
    expect(says(/^Reserved|取り置きました/)).toBe(held);
    const ended = ["refused", "expired", "unusable"].includes(status);
    expect(says(/Not paid|支払っていません/)).toBe(ended);
    const moved = /No money moved\.|お金は動いていません。/.test(drawn.text());
    expect(moved).toBe(ended);
  });
});

describe("the sheet", () => {
  it("says who, how much, what, from where and what is left", () => {
    const drawn = draw(SHEET);
    expect(drawn.heading()).toBe("Pay Kami paper goods?");
    for (const said of [
      "kami.example",
      "proven since Sep 2, 2026",
      "¥4,980",
      "Washi notebook × 2",
      "Order1042",
      "FromDemo account ··42",
      "Left after¥45,020",
    ])
      expect(drawn.text()).toContain(said);
  });

  it("has the amount on the button that pays it, and Decline as text", () => {
    const drawn = draw(SHEET);
    expect(drawn.buttons()).toEqual(["Pay ¥4,980", "Decline"]);
    expect(draw(SHEET, { locale: "ja" }).buttons()).toEqual(["¥4,980 を支払う", "断る"]);
  });

  it("doesn't pay in its first moments, whatever is pressed; then once for each press", async () => {
    const drawn = draw(SHEET);
    drawn.press("Pay ¥4,980");
    await vi.advanceTimersByTimeAsync(DWELL_MS - 100);
    drawn.press("Pay ¥4,980");
    expect(drawn.acts.pay).not.toHaveBeenCalled();
    expect(drawn.html()).toContain('aria-disabled="true"');
    await dwell();
    expect(drawn.html()).not.toContain('aria-disabled="true"');
    drawn.press("Pay ¥4,980");
    expect(drawn.acts.pay).toHaveBeenCalledExactlyOnceWith("press-1", 4980);
  });

  it("begins its dwell anew for another order that takes its place", async () => {
    const drawn = draw(SHEET);
    await dwell();
    drawn.show({ ...SHEET, record: "press-2", amount: 9_999 });
    drawn.press("Pay ¥9,999");
    expect(drawn.acts.pay).not.toHaveBeenCalled();
  });

  it("gives the focus to the heading and to no button", async () => {
    const drawn = draw(SHEET);
    await dwell();
    expect(drawn.html()).not.toMatch(/autofocus/i);
    expect(drawn.html()).toMatch(/<h1[^>]*tabindex="-1"/i);
  });

  it("declines at once", () => {
    const drawn = draw(SHEET);
    drawn.press("Decline");
    expect(drawn.acts.decline).toHaveBeenCalledExactlyOnceWith("press-1");
  });

  it("folds items after three", async () => {
    const drawn = draw(example("sheet, many items"));
    expect(drawn.text()).not.toContain("Item 4");
    drawn.press("4 more items");
    await dwell();
    expect(drawn.text()).toContain("Item 7");
    drawn.press("Show fewer");
    await dwell();
    expect(drawn.text()).not.toContain("Item 4");
  });

  it("counts down in words in the last minute only", () => {
    expect(draw(SHEET).text()).toMatch(/Open until 11:28.PM/);
    expect(draw(example("sheet, open for days")).text()).toContain("Open until Sep 24, 2026");
    expect(draw(SHEET).said()).toBe("");
    const drawn = draw(example("sheet, in the last minute"));
    expect(drawn.text()).toContain("The order closes in 42 seconds");
    expect(drawn.said()).toBe("This order closes within a minute.");
    drawn.show({ ...SHEET, closesInSeconds: 1 });
    expect(drawn.text()).toContain("The order closes in 1 second");
    // The same words: a screen reader has said them already.
    expect(drawn.said()).toBe("This order closes within a minute.");
  });

  it("warns before a payment that the account can't make, and leaves the decision to the branch", async () => {
    const drawn = draw(example("sheet, not enough"));
    expect(drawn.text()).toContain("Not enough money: you have ¥1,000");
    expect(drawn.text()).not.toContain("Left after");
    await dwell();
    drawn.press("Pay ¥4,980");
    expect(drawn.acts.pay).toHaveBeenCalled();
    const { balance: _, ...poor } = SHEET;
    const unheld = { ...poor, currency: "USD" as Currency, warning: "notHeld" } as const;
    expect(draw(unheld).text()).toContain("This account holds no USD");
  });

  it("says which of several orders it is, and leads to the next", () => {
    const drawn = draw(example("sheet, one of two"));
    expect(drawn.text()).toContain("1 of 2");
    drawn.press("Show the next order");
    expect(drawn.acts.nextTrade).toHaveBeenCalled();
  });
});

describe("a shop's standing on the sheet", () => {
  it("[PG8] says how often it was paid from here, or that it is the first time", () => {
    expect(draw(SHEET).text()).toContain("Paid 3 times, last on Sep 16, 2026");
    const first = draw(example("sheet, a first time"));
    expect(first.text()).toContain("First time: never paid from this browser");
  });

  it("[PG7] names both shops where one may be taken for the other, and pays only after a step of its own", async () => {
    for (const name of ["sheet, another shop of that name", "sheet, an address like another"]) {
      const drawn = draw(example(name));
      const { origin } = example(name) as typeof SHEET;
      for (const said of ["Kami paper goods", "Kami Paper Goods", origin, "kami.example"])
        expect(drawn.text()).toContain(said);
      await dwell();
      drawn.press("Pay ¥4,980");
      expect(drawn.acts.pay).not.toHaveBeenCalled();
      drawn.tick("These are two different shops. I mean the one that asks now.");
      await vi.advanceTimersByTimeAsync(DWELL_MS - 100);
      drawn.press("Pay ¥4,980");
      expect(drawn.acts.pay).not.toHaveBeenCalled();
      await dwell();
      drawn.press("Pay ¥4,980");
      expect(drawn.acts.pay).toHaveBeenCalledExactlyOnceWith("press-1", 4980);
    }
  });

  it("[PG7] says that a name mixes alphabets, though no known shop is like it", async () => {
    const drawn = draw(example("sheet, mixed alphabets"));
    expect(drawn.text()).toContain("letters of different alphabets");
    await dwell();
    drawn.press("Pay ¥4,980");
    expect(drawn.acts.pay).not.toHaveBeenCalled();
  });
});

describe("a shop that asks again", () => {
  it("[PG14] can be declined for good, until its page is loaded anew; another shop can't", () => {
    const words = "Decline, and take nothing more from this page";
    expect(draw(SHEET).buttons()).not.toContain(words);
    const drawn = draw(example("sheet, of a shop that asks again"));
    drawn.press(words);
    expect(drawn.acts.refuse).toHaveBeenCalledExactlyOnceWith("press-1");
  });
});

describe("the dwell", () => {
  it("[PG6] begins anew with every change of what stands on the sheet, and not with the countdown", async () => {
    const drawn = draw({ ...SHEET, closesInSeconds: 42 });
    await dwell();
    drawn.show({ ...SHEET, closesInSeconds: 41 });
    drawn.press("Pay ¥4,980");
    expect(drawn.acts.pay).toHaveBeenCalledTimes(1);
    drawn.show({ ...SHEET, queue: { position: 1, count: 2, ofShop: 1 } });
    drawn.press("Pay ¥4,980");
    await vi.advanceTimersByTimeAsync(DWELL_MS - 100);
    drawn.press("Pay ¥4,980");
    expect(drawn.acts.pay).toHaveBeenCalledTimes(1);
    await dwell();
    drawn.press("Pay ¥4,980");
    expect(drawn.acts.pay).toHaveBeenCalledTimes(2);
  });

  it("[PG6] begins anew when the window comes back to the front", async () => {
    const drawn = draw(SHEET);
    await dwell();
    for (const come of [
      () => window.dispatchEvent(new window.Event("focus")),
      () => document.dispatchEvent(new window.Event("visibilitychange")),
    ]) {
      come();
      await vi.advanceTimersByTimeAsync(DWELL_MS - 100);
      drawn.press("Pay ¥4,980");
      expect(drawn.acts.pay).not.toHaveBeenCalled();
      await dwell();
    }
    drawn.press("Pay ¥4,980");
    expect(drawn.acts.pay).toHaveBeenCalledTimes(1);
  });

  it("[PG6] lasts at least half a second, and a key that is held presses nothing", async () => {
    expect(DWELL_MS).toBeGreaterThanOrEqual(500);
    const drawn = draw(SHEET);
    await dwell();
    expect(drawn.key("Pay ¥4,980", { repeat: true })).toBe("prevented");
    expect(drawn.key("Pay ¥4,980", { repeat: false })).toBe("let through");
  });
});

describe("checking", () => {
  it("[TR14] has no button that could end it, and says since when", () => {
    for (const name of ["checking, usual", "checking, slow", "checking, late"]) {
      const drawn = draw(example(name));
      expect(drawn.buttons()).toEqual([]);
      expect(drawn.text()).toMatch(/Since \d/);
      expect(drawn.markStates()).toEqual(["checking"]);
    }
  });

  it("after the deadline says what can still happen", () => {
    expect(draw(example("checking, late")).text()).toContain(
      "Either it was paid in time or no money moves.",
    );
  });
});

describe("an end", () => {
  it("settled closes the mark, once, and is said once", () => {
    const drawn = draw(SHEET);
    expect(drawn.said()).toBe("");
    drawn.show(example("settled, balance read"));
    expect(drawn.said()).toBe("Paid ¥4,980 to Kami paper goods.");
    expect(drawn.markStates()).toEqual(["closed"]);
    expect(drawn.text()).toContain("Left¥45,020");
    drawn.press("Done");
    expect(drawn.acts.done).toHaveBeenCalled();
  });

  it("refused keeps the halves apart and says why, that no money moved, and what to do", () => {
    const drawn = draw(example("refused, may try again"));
    expect(drawn.markStates()).toEqual(["dimmed"]);
    expect(drawn.text()).toContain(
      "There isn't enough money in your account.No money moved.Add money and try again",
    );
    expect(drawn.buttons()).toEqual(["Try again", "Done"]);
    drawn.press("Try again");
    expect(drawn.acts.tryAgain).toHaveBeenCalledExactlyOnceWith("press-1");
  });

  it("unusable offers no way to pay", () => {
    const drawn = draw(example("unusable"));
    expect(drawn.heading()).toBe("Nothing to confirm");
    expect(drawn.buttons()).toEqual(["Done"]);
  });
});

describe("a refusal", () => {
  it("[LE13] [LE79] says what would have been let through, in money", () => {
    expect(draw(example("refused by a limit")).text()).toContain("Up to ¥1,200 is possible");
    expect(draw(example("refused by a limit, nothing left")).text()).toContain("Nothing is left");
    const stepUp = draw(example("refused, a step-up is needed"));
    expect(stepUp.text()).toContain("Up to ¥3,000 needs no such confirmation.");
    expect(stepUp.buttons()).toEqual(["Done"]);
    const japanese = draw(example("refused by a limit"), { locale: "ja" });
    expect(japanese.text()).toContain("¥1,200 まで");
  });
});

describe("an account that can't pay", () => {
  it.each([
    ["closing", "being closed", "Being closed"],
    ["closed", "is closed", "Closed"],
  ])("[LE15] %s is told apart from a frozen one, on the sheet and at home", (name, sheet, home) => {
    expect(draw(example(`sheet, ${name}`)).text()).toContain(sheet);
    expect(draw(example(`home, ${name}`)).text()).toContain(home);
    expect(draw(example(`home, ${name}`)).text()).not.toContain("Frozen");
  });

  it("[LE70] a postpaid one says what it owes and what is left", () => {
    const { text } = draw(example("home, postpaid"));
    expect(text()).toContain("-¥7,000");
    expect(text()).toContain("¥3,000 left to spend");
  });
});

describe("the rest", () => {
  it("onboarding opens an account with one press, and not twice", () => {
    const drawn = draw(example("onboarding, welcome"));
    drawn.press("Open a demo account");
    expect(drawn.acts.openAccount).toHaveBeenCalledTimes(1);
    drawn.show(example("onboarding, opening"));
    drawn.press("Opening your account");
    expect(drawn.acts.openAccount).toHaveBeenCalledTimes(1);
  });

  it("[LE74] a code that the shopper was given is asked for only where he says he has one", async () => {
    const drawn = draw(example("onboarding, welcome"));
    expect(drawn.html()).not.toContain("<input");
    drawn.press("I was given an opening code");
    await dwell();
    drawn.type("Opening code", "  ");
    drawn.submit();
    expect(drawn.acts.openAccount).not.toHaveBeenCalled();
    drawn.type("Opening code", "oc1.1.x.y");
    await dwell();
    drawn.submit();
    expect(drawn.acts.openAccount).toHaveBeenCalledExactlyOnceWith("oc1.1.x.y");
    expect(draw(example("onboarding, code invalid")).text()).toContain("isn't valid any more");
    expect(draw(example("onboarding, opening")).text()).not.toContain("opening code");
  });

  it("a missing permission is asked for by a press, and named", () => {
    const drawn = draw(example("permission"));
    expect(drawn.text()).toContain("localhost:8787");
    drawn.press("Allow access");
    expect(drawn.acts.askPermission).toHaveBeenCalledTimes(1);
  });

  it("home groups orders by day, newest first, and has pictures for empty and offline", () => {
    const drawn = draw(example("home, with orders"));
    const { text } = drawn;
    expect(text()).toContain("¥50,000$200.00");
    expect(text().indexOf("Today")).toBeLessThan(text().indexOf("Yesterday"));
    expect(drawn.markStates()).toEqual(["closed", "dimmed", "dimmed", "closed"]);
    expect(text()).toContain("Reserved");
    expect(draw(example("home, empty")).text()).toContain("No orders yet");
    expect(draw(example("home, offline and frozen")).text()).toContain("You are offline");
  });

  it("test mode is said on every screen, live mode needs no word", () => {
    expect(draw(SHEET).text()).toContain("Test");
    expect(draw(SHEET, { testMode: false }).html()).not.toContain("test-mode");
  });
});

describe("the account's terminals", () => {
  it("[TE17] are listed with their times; a revoked one can be neither renamed nor revoked", () => {
    const drawn = draw(TERMINALS);
    for (const said of ["Kitchen laptop", "this one", "Browser without a name", "Revoked on"])
      expect(drawn.text()).toContain(said);
    expect(drawn.buttons().filter((name) => name === "Revoke")).toHaveLength(2);
  });

  it("[TE8] one is revoked only after a second press, which says what it means", async () => {
    const drawn = draw(TERMINALS);
    drawn.press("Revoke");
    await dwell();
    expect(drawn.acts.terminals.revoke).not.toHaveBeenCalled();
    expect(drawn.text()).toContain("This browser can pay nothing from then on.");
    drawn.press("Revoke it");
    expect(drawn.acts.terminals.revoke.mock.calls).toEqual([["self"]]);
  });

  it("[TE18] one is renamed in a field that has its name", async () => {
    const drawn = draw(TERMINALS);
    drawn.press("Rename");
    await dwell();
    drawn.type("Name", " Desk ");
    await dwell();
    drawn.submit();
    expect(drawn.acts.terminals.rename.mock.calls).toEqual([["self", "Desk"]]);
  });

  it("[TE5] one that asks is approved beside its number, and looked for by its code", async () => {
    const asked = draw(example("terminals, asked"));
    expect(asked.text()).toContain("0427");
    asked.press("Yes, link it");
    expect(asked.acts.terminals.approve).toHaveBeenCalled();
    const { said } = draw(example("linking, number"));
    expect(said()).toContain("the same number");
  });

  it("[TE13] recovery words are shown in their order, and count once some of them were typed again", async () => {
    const drawn = draw(example("terminals, words"));
    const { keepWords } = drawn.acts.terminals;
    expect(drawn.text()).toContain("ABCDEFGHJK0N");
    drawn.press("I have written them down");
    await dwell();
    expect(drawn.text()).not.toContain("ABCD");
    drawn.type("Group 1", "abcd");
    await dwell();
    drawn.type("Group 3", "jkon ");
    await dwell();
    drawn.submit();
    expect(keepWords).toHaveBeenCalledTimes(1);
  });

  it("[TE13] words that were copied wrongly, or not at all, don't count, and can be looked at again", async () => {
    const drawn = draw(example("terminals, words"));
    drawn.press("I have written them down");
    await dwell();
    drawn.submit();
    await dwell();
    drawn.type("Group 1", "ABCE");
    await dwell();
    drawn.submit();
    await dwell();
    expect(drawn.text()).toContain("That isn't what was shown.");
    expect(drawn.acts.terminals.keepWords).not.toHaveBeenCalled();
    drawn.press("Show them again");
    await dwell();
    expect(drawn.text()).toContain("ABCDEFGHJK0N");
  });

  it("[TE12] says what becomes of the words that there are", () => {
    const { text: ending } = draw(example("terminals, words, the old ones end"));
    expect(ending()).toContain("Your old words end as soon as these count.");
    const { text: staying } = draw(example("terminals, words, the old ones stay"));
    expect(staying()).toContain("seven more days");
  });
});

describe("who has an account already", () => {
  it("links this browser, or brings the recovery words; wrong ones are said to be", async () => {
    const drawn = draw(example("onboarding, welcome"));
    drawn.press("I already have an account");
    await dwell();
    drawn.press("Link this browser to another one");
    expect(drawn.acts.terminals.link).toHaveBeenCalled();
    drawn.press("Use my recovery words");
    await dwell();
    drawn.type("Recovery words", "ABCD");
    await dwell();
    drawn.submit();
    await dwell();
    expect(drawn.acts.terminals.recover.mock.calls).toEqual([["ABCD", false]]);
    expect(drawn.text()).toContain("A character is wrong or missing.");
  });
});

describe("a revoked terminal", () => {
  it("[TE19] begins anew only after a second press", async () => {
    const drawn = draw(example("revoked"));
    drawn.press("Begin anew");
    await dwell();
    expect(drawn.acts.terminals.startAnew).not.toHaveBeenCalled();
    drawn.press("Begin anew");
    expect(drawn.acts.terminals.startAnew).toHaveBeenCalled();
  });
});
