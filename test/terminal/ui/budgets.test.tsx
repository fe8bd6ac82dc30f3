// What shops may take by themselves, as their owner sees and changes it.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DWELL_MS } from "../../../terminal/ui/parts/dwell.ts";
import { BUDGET_EXAMPLES, FORM, SHOP_PAGE } from "../support/budget-examples.ts";
import { aDocument, draw } from "../support/screens.tsx";

beforeEach(aDocument);

const example = (name: string) => draw(BUDGET_EXAMPLES[name] as (typeof BUDGET_EXAMPLES)[string]);

describe("the list of budgets", () => {
  it("says what is used and left of each, and leads to its shop", () => {
    const { text, press, acts } = example("budgets, one nearly used, one paused");
    expect(text()).toContain("up to ¥10,000 a month");
    expect(text()).toContain("¥9,100 used, ¥900 left");
    expect(text()).toContain("paused");
    press("KKami paper goodskami.example");
    expect(acts.budgets.show).toHaveBeenCalledWith(SHOP_PAGE.register);
  });

  it("has a picture of its own while there is none", () => {
    expect(example("budgets, none yet").text()).toContain("No shop takes anything without asking");
    const nobody = example("budgets, none, nobody paid yet");
    expect(nobody.text()).toContain("Once you have paid a shop");
    expect(nobody.markStates()).toContain("closed");
  });
});

describe("a shop's page", () => {
  it("says who it is, how often and since when it was paid, by month, and each payment", () => {
    const { text, press, acts } = draw(SHOP_PAGE);
    expect(text()).toContain("kami.example");
    expect(text()).toContain("at most ¥5,000 each time");
    expect(text()).toMatch(/Paid from here ?3/);
    expect(text()).toContain("¥7,400");
    expect(text()).toContain("Ends by itself on");
    press("Back");
    expect(acts.budgets.open).toHaveBeenCalled();
  });

  it.each([
    ["Pause", "pause"],
    ["Revoke", "revoke"],
    ["Change", "edit"],
  ] as const)("[BU6] takes one press to %s", (label, act) => {
    const { press, acts } = draw(SHOP_PAGE);
    press(label);
    expect(acts.budgets[act]).toHaveBeenCalledExactlyOnceWith(SHOP_PAGE.register);
  });

  it("[BU6] goes on with one press after a pause", () => {
    const { press, acts, buttons } = example("a shop whose budget is paused");
    expect(buttons()).not.toContain("Pause");
    press("Go on");
    expect(acts.budgets.resume).toHaveBeenCalledExactlyOnceWith(SHOP_PAGE.register);
  });
});

describe("the form", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const typed = (amount: string, cap: string) => {
    const drawn = draw(FORM);
    drawn.type("In a month, at most (JPY)", amount);
    drawn.type("Each time, at most (JPY)", cap);
    return drawn;
  };
  const allowed = async (drawn: ReturnType<typeof typed>, ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    const button = drawn.buttons().find((one) => one.startsWith("Allow")) ?? "";
    drawn.press(button);
    return drawn.acts.budgets.allow.mock.calls;
  };

  it("[BU6] begins with no amount, and allows nothing without both", async () => {
    expect(await allowed(draw(FORM), 10 * DWELL_MS)).toEqual([]);
    expect(await allowed(typed("10000", ""), 10 * DWELL_MS)).toEqual([]);
  });

  it("[BU6] allows what its button says, after the sheet's dwell", async () => {
    expect(await allowed(typed("10000", "5000"), DWELL_MS - 100)).toEqual([]);
    const drawn = typed("10000", "5000");
    expect(await allowed(drawn, DWELL_MS + 100)).toEqual([
      [{ register: FORM.register, currency: "JPY", period: "month", amount: 10_000, cap: 5_000 }],
    ]);
    expect(drawn.buttons()).toContain("Allow up to ¥10,000 a month");
  });

  it.each([
    ["1000001", "5", "At most ¥1,000,000."],
    ["100", "101", "Not more than the whole budget."],
    ["x", "1", "Type an amount above zero."],
    ["0", "1", "Type an amount above zero."],
    ["10", "0", "Type an amount above zero."],
  ])("[BU1] allows nothing with %s and %s, and says why", async (amount, cap, why) => {
    const drawn = typed(amount, cap);
    expect(await allowed(drawn, 10 * DWELL_MS)).toEqual([]);
    expect(drawn.text()).toContain(why);
  });
});

describe("elsewhere", () => {
  it("[BU3] the sheet says why it asks, and what is left after the payment", () => {
    const over = example("sheet at a shop with a budget, over its cap");
    expect(over.text()).toContain("You allow it ¥3,000 each time without asking. This is more.");
    expect(over.text()).toMatch(/Budget left after, this month ?¥5,020/);
    const used = example("sheet at a shop whose budget is used up");
    expect(used.text()).toContain("¥40 is left of its budget.");
  });

  it("a settled payment offers one, by a quiet button", () => {
    const { press, acts } = example("paid at a shop that may be let take a little by itself");
    press("Let this shop take up to … a month");
    expect(acts.budgets.edit).toHaveBeenCalledExactlyOnceWith(SHOP_PAGE.register);
  });

  it("[SU2] what is allowed stands where it is proven", () => {
    const { text } = example("prove, for a budget");
    expect(text()).toContain("up to ¥10,000 a month, at most ¥5,000 each time");
  });
});
