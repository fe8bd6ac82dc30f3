// What windows show of budgets, from what is stored: a list, a shop's page, the form, the sheet's line, and the offer.

import { beforeEach, describe, expect, it } from "vitest";
import { NO_HISTORY } from "../../../terminal/ui/models/history-model.ts";
import { laterScreens } from "../../../terminal/ui/models/later-screens.ts";
import { type Shown, screenOf } from "../../../terminal/ui/models/screen-of.ts";
import { draftOf, readDraft } from "../../../terminal/ui/screens/budget/draft.ts";
import { placed } from "../../../terminal/ui/screens/budgets/placed.tsx";
import type { Place } from "../../../terminal/ui/screens/screen.ts";
import { allowBudget, budgetTerms, pressQuietly } from "../support/budgets.ts";
import { anOfferOf } from "../support/records.ts";
import { aTerminal, type TerminalWorld } from "../support/terminal-world.ts";

const YEN = 4_980;

let world: TerminalWorld;
beforeEach(async () => {
  world = await aTerminal();
});

const shownAt = (place: Place, current?: string): Shown => ({
  ...{ stored: world.stored(), permitted: true, host: "pay.example", demoShop: "", online: true },
  ...{ offlineSince: undefined, later: laterScreens },
  ...{ now: world.now, current, place, disputed: undefined, shop: world.realm.register },
  ...{
    history: { ...NO_HISTORY, archived: [] },
    putAway: new Set(),
    words: undefined,
    ...{ lock: { kept: undefined, session: {} }, theme: "system" },
    about: { version: "", origin: "", testMode: true, permissions: [] },
  },
});
const at = (place: Place) => {
  const screen = screenOf(shownAt(place));
  return "from" in screen ? placed(screen) : screen;
};
const sheetOf = (record: string) => screenOf(shownAt("home", record));

async function payByHand(record: string): Promise<void> {
  await world.sheet(undefined, record);
  await world.wallet.pay(record, YEN);
}

describe("the end of a payment", () => {
  it("[BU6] offers a budget to a shop that was paid before, and never the first time", async () => {
    await payByHand("first");
    expect(sheetOf("first")).not.toHaveProperty("mayAllow");
    await world.wallet.seen("first");
    await payByHand("second");
    expect(sheetOf("second")).toMatchObject({ status: "settled", mayAllow: world.realm.register });
    world.servers.change = () => ({ status: 200, body: world.servers.account() });
    await world.wallet.budgets.allow(budgetTerms(world.realm));
    expect(sheetOf("second")).not.toHaveProperty("mayAllow");
  });
});

describe("the sheet", () => {
  it.each([
    [{ cap: 4_000 }, "over_cap", 5_020],
    [{ amount: 4_979, cap: 4_979 }, "over_cap", 0],
    [{ currency: "USD" as never }, undefined, undefined],
  ])("[BU3] says of a budget with %j that it asks for %s", async (terms, why, leftAfter) => {
    await allowBudget(world, terms);
    await world.sheet(undefined, "press-1");
    const sheet = sheetOf("press-1") as { budget?: { why?: string; leftAfter?: number } };
    expect(sheet.budget?.why).toBe(why);
    expect(sheet.budget?.leftAfter).toBe(leftAfter);
  });

  it("[BU3] says what was left where it is used up, and that it is paused", async () => {
    await allowBudget(world);
    for (const id of ["a", "b", "c"]) await pressQuietly(world, id, await anOfferOf(world.realm));
    expect(sheetOf("c")).toMatchObject({ budget: { why: "used_up", left: 40, leftAfter: 0 } });
    await world.wallet.budgets.pause(world.realm.register);
    expect(sheetOf("c")).toMatchObject({ budget: { why: "paused" } });
    await world.wallet.budgets.revoke(world.realm.register);
    expect(sheetOf("c")).not.toHaveProperty("budget");
  });
});

describe("where the shopper goes by himself", () => {
  it("lists budgets, and shops without one", async () => {
    await payByHand("first");
    await world.wallet.seen("first");
    expect(at("budgets")).toMatchObject({ budgets: [], others: [{ name: "Kami paper goods" }] });
    await allowBudget(world);
    await pressQuietly(world, "a", await anOfferOf(world.realm));
    expect(at("budgets")).toMatchObject({
      budgets: [{ budget: { phase: "active", used: YEN, left: 5_020 } }],
      others: [],
    });
  });

  it("shows a shop with its payments, marked where they went by themselves", async () => {
    await allowBudget(world);
    await pressQuietly(world, "a", await anOfferOf(world.realm));
    expect(at("shop")).toMatchObject({
      ...{ status: "shop", times: 2, busy: false },
      payments: [{ kind: "paid" }, { kind: "paid" }],
    });
    const page = at("shop");
    if (page.status !== "shop") throw new Error("it is its page");
    expect(page.payments?.filter(({ automatic }) => automatic)).toHaveLength(1);
  });

  it("has no page and no form for a shop that was never paid", () => {
    expect(at("shop").status).toBe("budgets");
    expect(at("budget").status).toBe("budgets");
  });

  it("[BU6] begins a form with the budget there is, and without an amount where there is none", async () => {
    await payByHand("first");
    await world.wallet.seen("first");
    const form = at("budget");
    if (form.status !== "budget") throw new Error("it is the form");
    expect(form).toMatchObject({ last: { amount: YEN } });
    expect(draftOf(form)).toEqual({ currency: "JPY", period: "month", amount: "", cap: "" });
    await allowBudget(world);
    const change = at("budget");
    if (change.status !== "budget") throw new Error("it is the form");
    const { register } = world.realm;
    expect(readDraft(draftOf(change), register)).toEqual({
      ...{ kind: "terms", terms: budgetTerms(world.realm) },
    });
  });
});
