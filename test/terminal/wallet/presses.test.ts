// Presses in shops: one trade has one record, however often and wherever it is pressed; a page that makes no
// trade is forgotten; what was shown once isn't shown again.

import { describe, expect, it } from "vitest";
import { isShown } from "../../../terminal/wallet/trade-record.ts";
import { PAGE } from "../support/records.ts";
import { aTerminal, type TerminalWorld } from "../support/terminal-world.ts";

const YEN = 4_980;

async function pressAgain(
  world: TerminalWorld,
  { origin = PAGE, replyTo = "8:1" } = {},
): Promise<void> {
  world.now += 1_000;
  const { register } = world.realm;
  await world.wallet.press({ id: "press-2", register, replyTo });
  const [trade] = world.servers.trades.keys();
  await world.wallet.trade("press-2", trade as never, origin);
}

describe("the same trade pressed again", () => {
  it("while its sheet is open joins that sheet, and answers to the newer frame", async () => {
    const world = await aTerminal();
    await world.sheet();
    await pressAgain(world);
    expect(world.states()).toEqual(["offered"]);
    expect(world.record()).toMatchObject({ replyTo: "8:1", at: world.now });
    await world.wallet.pay("press-1", YEN);
    expect(world.told).toEqual([{ trade: expect.any(String), replyTo: "8:1" }]);
  });

  it("[MS5] by a page that isn't the shop's own is refused, and leaves the sheet alone", async () => {
    const world = await aTerminal();
    await world.sheet();
    await pressAgain(world, { origin: "http://evil.example" });
    expect(world.record("press-2")).toMatchObject({ state: "unusable", code: "wrong_origin" });
    expect(world.record("press-1")).toMatchObject({ state: "offered", replyTo: "7:3" });
  });

  it("after it was paid shows the payment again, and tells the new frame", async () => {
    const world = await aTerminal();
    await world.sheet();
    await world.wallet.pay("press-1", YEN);
    await world.wallet.seen("press-1");
    await pressAgain(world);
    expect(world.states()).toEqual(["settled"]);
    expect(isShown(world.record())).toBe(true);
    expect(world.told.map(({ replyTo }) => replyTo)).toEqual(["7:3", "8:1"]);
    expect(world.servers.balance).toBe(50_000 - YEN);
  });

  it("after a refusal opens the sheet again, for the next attempt", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.refusal = "insufficient_funds";
    await world.wallet.pay("press-1", YEN);
    await world.wallet.seen("press-1");
    await pressAgain(world);
    expect(world.states()).toEqual(["offered"]);
    expect(world.record("press-2")).toMatchObject({ lastAttempt: 1 });
    await world.wallet.pay("press-2", YEN);
    expect(world.record("press-2")).toMatchObject({ state: "settled", attempt: 2 });
  });

  it("while the payment is being checked changes nothing about it", async () => {
    const world = await aTerminal();
    await world.sheet();
    world.servers.mishap("/confirmations", "lost");
    await world.wallet.pay("press-1", YEN);
    await pressAgain(world);
    await world.passTime(10_000);
    expect(world.states()).toEqual(["settled"]);
    expect(world.servers.outcomes.size).toBe(1);
  });
});

describe("a press", () => {
  it("heard twice is one press", async () => {
    const world = await aTerminal();
    await world.sheet();
    const { register } = world.realm;
    await world.wallet.press({ id: "press-1", register, replyTo: "9:9" });
    expect(world.record()).toMatchObject({ state: "offered", replyTo: "7:3" });
  });

  it("takes only the first trade of its page", async () => {
    const world = await aTerminal();
    const first = await world.sheet();
    const other = await aTerminal();
    const second = await other.sheet();
    await world.wallet.trade("press-1", second.trade, PAGE);
    expect(world.record()).toMatchObject({ state: "offered", trade: first.trade });
  });

  it("whose page made no trade has nothing to confirm", async () => {
    const world = await aTerminal();
    const { register } = world.realm;
    await world.wallet.press({ id: "press-1", register, replyTo: "7:3" });
    await world.wallet.noTrade("press-1");
    expect(world.record()).toMatchObject({ state: "unusable", code: "no_trade" });
  });

  it("that nobody knows is nothing", async () => {
    const world = await aTerminal();
    await world.wallet.noTrade("press-9");
    await world.wallet.pay("press-9", YEN);
    expect(world.states()).toEqual([]);
  });
});

describe("an end", () => {
  it("is shown until it was seen", async () => {
    const world = await aTerminal();
    await world.sheet();
    await world.wallet.seen("press-1");
    expect(isShown(world.record())).toBe(true);
    await world.wallet.pay("press-1", YEN);
    expect(isShown(world.record())).toBe(true);
    await world.wallet.seen("press-1");
    expect(isShown(world.record())).toBe(false);
    expect(world.told).toHaveLength(1);
  });

  it("the fifty newest are kept", async () => {
    const world = await aTerminal();
    for (let n = 1; n <= 55; n++) {
      const id = `press-${n}`;
      world.now += 1;
      await world.wallet.press({ id, register: world.realm.register, replyTo: "7:3" });
      await world.wallet.noTrade(id);
      await world.wallet.seen(id);
    }
    const kept = Object.keys(world.stored().records);
    expect(kept).toHaveLength(51);
    expect(kept).toContain("press-55");
    expect(kept).not.toContain("press-1");
  });
});
