// The sheet beyond the plain case: what the shop has changed, Escape, and several orders of one shop.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DWELL_MS } from "../../../terminal/ui/parts/dwell.ts";
import { ESCAPE_DWELL_MS } from "../../../terminal/ui/parts/escape.ts";
import { NOW } from "../../support/builders/realm.ts";
import { EXAMPLES, SHEET } from "../support/examples.ts";
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
  const found = EXAMPLES[name];
  if (!found) throw new Error(`no example "${name}"`);
  return found;
};

/** preact's effects run after a frame, then the dwell begins. */
const dwell = () => vi.advanceTimersByTimeAsync(DWELL_MS + 200);

describe("an order that the shop has changed", () => {
  it("says so, and has what it was struck through where it stands", () => {
    const drawn = draw(example("sheet, changed by the shop"));
    const text = drawn.text().replaceAll("\u202f", " ");
    expect(text).toContain("Before: ¥4,980 Amount ¥5,880Changed by the shop since 11:09 PM");
    expect(text).toContain("Washi notebook Before: × 2 × 3Before: ¥2,980 ¥4,470");
    expect(text).toContain("New Wrapping");
    expect(text).toContain("Gone Ink stone");
    expect(drawn.html()).toContain("<s><bdi>Ink stone</bdi></s>");
    expect(drawn.buttons()).toContain("Pay ¥5,880");
  });

  it("has no change folded away at first", () => {
    expect(draw(example("sheet, changed by the shop")).buttons()).toContain("Show fewer");
    expect(draw(example("sheet, many items")).buttons()).toContain("4 more items");
  });
});

describe("Escape on the sheet", () => {
  const pressEscape = (fields: object = {}) => {
    const event = new window.Event("keydown", { bubbles: true, cancelable: true });
    window.dispatchEvent(Object.assign(event, { key: "Escape", ...fields }));
  };

  it("declines, and not in its first moments", async () => {
    const drawn = draw(SHEET);
    pressEscape();
    await vi.advanceTimersByTimeAsync(ESCAPE_DWELL_MS - 100);
    pressEscape();
    expect(drawn.acts.decline).not.toHaveBeenCalled();
    await dwell();
    pressEscape();
    expect(drawn.acts.decline).toHaveBeenCalledExactlyOnceWith("press-1");
    expect(drawn.acts.pay).not.toHaveBeenCalled();
  });

  it("waits anew where another order takes its place", async () => {
    const drawn = draw(SHEET);
    await dwell();
    drawn.show({ ...SHEET, record: "press-2", amount: 9_999 });
    pressEscape();
    expect(drawn.acts.decline).not.toHaveBeenCalled();
    await dwell();
    pressEscape();
    expect(drawn.acts.decline).toHaveBeenCalledExactlyOnceWith("press-2");
  });

  it("is not heard while it is held, nor as another key, nor once the sheet is gone", async () => {
    const drawn = draw(SHEET);
    await dwell();
    pressEscape({ repeat: true });
    pressEscape({ key: "Enter" });
    drawn.show(example("settled"));
    await dwell();
    pressEscape();
    expect(drawn.acts.decline).not.toHaveBeenCalled();
  });
});

describe("several orders of one shop", () => {
  it("can be declined all at once, each still by itself", () => {
    const drawn = draw(example("sheet, three of one shop"));
    drawn.press("Decline all 3 of this shop");
    expect(drawn.acts.declineShop).toHaveBeenCalledExactlyOnceWith("press-1");
    drawn.press("Decline");
    expect(drawn.acts.decline).toHaveBeenCalledExactlyOnceWith("press-1");
    expect(draw(example("sheet, one of two")).buttons()).not.toContain(
      "Decline all 1 of this shop",
    );
  });
});
