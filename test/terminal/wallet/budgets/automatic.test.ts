// Payments that the terminal confirms by itself: a press and nothing more, never beyond the budget, never silently unpaid.

import { beforeEach, describe, expect, it } from "vitest";
import type { TradeId } from "../../../../protocol/ids.ts";
import { spentIn } from "../../../../terminal/wallet/budgets/budget.ts";
import { isShown, tradeOf } from "../../../../terminal/wallet/trade-record.ts";
import { anOffer } from "../../../support/builders/realm.ts";
import { allowBudget, budgetOf, budgetTerms, pressQuietly } from "../../support/budgets.ts";
import { saying } from "../../support/fake-servers.ts";
import { anOfferOf } from "../../support/records.ts";
import { aTerminal, Death, type TerminalWorld } from "../../support/terminal-world.ts";

const YEN = 4_980;
const PRESS = "press-1";

let world: TerminalWorld;
beforeEach(async () => {
  world = await aTerminal();
  await allowBudget(world);
  world.told.length = 0;
});

const press = async (id = PRESS) => pressQuietly(world, id, await anOffer(world.realm));
const offerOf = (amount: number) =>
  anOfferOf(world.realm, { amount, items: [{ name: "Ink", quantity: 1, amount }] });
const spent = () => spentIn(budgetOf(world), world.now);

describe("a press inside a budget", () => {
  it("[BU2] [BU8] is paid without a sheet, told to the page, marked in the history, and asks for nothing", async () => {
    await press();
    expect(world.record()).toMatchObject({ state: "settled", automatic: true, quiet: true });
    expect(world.record()).not.toHaveProperty("countAt");
    expect(isShown(world.record())).toBe(false);
    expect(world.told).toHaveLength(1);
    expect(world.needed).toEqual([]);
    expect([spent(), world.servers.balance]).toEqual([YEN, 50_000 - 2 * YEN]);
  });

  it("[BU2] is paid once, whatever else is pressed or said about it", async () => {
    await press();
    const trade = tradeOf(world.record()) as TradeId;
    await world.wallet.press({ id: "again", register: world.realm.register, replyTo: "9:9" });
    await world.wallet.trade("again", trade, "http://127.0.0.1:3000");
    await world.wallet.pay(PRESS, YEN);
    expect(world.servers.balance).toBe(50_000 - 2 * YEN);
    expect(world.told.map(({ replyTo }) => replyTo)).toEqual(["7:3", "9:9"]);
  });

  it("[BU2] without a trade of the page pays nothing, and says so", async () => {
    const { register } = world.realm;
    await world.wallet.press({ id: PRESS, register, replyTo: "7:3", quiet: true });
    await world.wallet.noTrade(PRESS);
    expect(world.needed).toEqual([PRESS]);
    expect(spent()).toBe(0);
  });

  it("[BU2] pays nothing where the page's answer comes too late for the press", async () => {
    const { register } = world.realm;
    const offer = await anOffer(world.realm);
    world.servers.offerTrade(offer);
    world.servers.mishap("/offer", "unreachable");
    await world.wallet.press({ id: PRESS, register, replyTo: "7:3", quiet: true });
    await world.wallet.trade(PRESS, offer.trade, "http://127.0.0.1:3000");
    world.now += 61_000;
    await world.wallet.work();
    expect(world.record().state).toBe("offered");
    expect(world.servers.sent("/claim")).toHaveLength(1);
  });

  it("[BU3] opens the sheet beyond the cap, and beyond what is left", async () => {
    await pressQuietly(world, "a", await offerOf(5_001));
    expect(world.record("a").state).toBe("offered");
    await world.wallet.decline("a");
    world.now += 11 * 60_000;
    for (const id of ["b", "c"]) await press(id);
    await press("d");
    expect(world.record("b")).toMatchObject({ state: "settled", automatic: true });
    expect(world.record("c")).toMatchObject({ state: "settled", automatic: true });
    expect(world.record("d").state).toBe("offered");
    expect(world.needed).toEqual(["a", "d"]);
  });

  it("[BU7] goes on as a sheet where the carrier asks for a proof, and stays reserved meanwhile", async () => {
    const methods = { passkeys: [], pin: { state: "set" } };
    world.servers.stepUp = ({ step_up }) =>
      step_up ? undefined : saying("step_up_required", { reason: "amount", methods });
    await press();
    expect(world.record()).toMatchObject({ state: "proving", automatic: true });
    expect(world.needed).toEqual([PRESS]);
    await world.wallet.budgets.noticed(PRESS);
    expect(world.record()).not.toHaveProperty("quiet");
    world.servers.stepUp = undefined;
    await press("press-2");
    await press("press-3");
    expect([world.record("press-2").state, world.record("press-3").state]).toEqual([
      "settled",
      "offered",
    ]);
  });

  it.each(["insufficient_funds", "over_register_budget", "account_frozen"] as const)(
    "[BU7] that the carrier refuses with %s says so, and gives the budget back",
    async (code) => {
      world.servers.refusal = code;
      await press();
      expect(world.record()).toMatchObject({ state: "refused", code, automatic: true });
      expect(world.needed).toEqual([PRESS]);
      expect(isShown(world.record())).toBe(true);
      expect(spent()).toBe(0);
    },
  );

  it("[BU7] gets a sheet where no answer comes for a while", async () => {
    world.servers.mishap("/confirmations", "lost", "lost", "lost");
    await press();
    expect(world.needed).toEqual([]);
    await world.passTime(8_000);
    expect(world.needed).toEqual([PRESS]);
    expect(world.record()).toMatchObject({ state: "settled", automatic: true });
  });

  it("[BU4] that is checking keeps what it reserved, into the next period too", async () => {
    world.servers.mishap("/confirmations", ...Array.from({ length: 9 }, () => "lost" as const));
    await press();
    expect(world.record()).toMatchObject({ state: "confirming", automatic: true });
    await press("press-2");
    await press("press-3");
    expect(world.record("press-3").state).toBe("offered");
    await world.passTime(10 * 60_000);
    expect(world.record().state).toBe("settled");
    expect(spent()).toBe(2 * YEN);
  });

  it("[BU4] by hand counts too, and leaves less", async () => {
    await world.sheet(undefined, "hand");
    await world.wallet.pay("hand", YEN);
    expect(world.record("hand")).not.toHaveProperty("automatic");
    expect(spent()).toBe(YEN);
    await press("a");
    await press("b");
    expect([world.record("a").state, world.record("b").state]).toEqual(["settled", "offered"]);
  });
});

describe("many presses at once", () => {
  it("[BU4] in as many tabs settle no more than is left", async () => {
    const offers = await Promise.all(Array.from({ length: 12 }, () => offerOf(1_700)));
    await Promise.all(offers.map((offer, at) => pressQuietly(world, `tab-${at}`, offer)));
    const decided = ["settled", "offered"];
    await expect.poll(() => world.states().every((state) => decided.includes(state))).toBe(true);
    const states = world.states();
    expect(states.filter((state) => state === "settled")).toHaveLength(1 + 5);
    expect(states.filter((state) => state === "offered")).toHaveLength(7);
    expect(spent()).toBe(8_500);
  });

  it.each([1, 2, 3, 4])(
    "[BU4] by a terminal that dies after write %i are paid once",
    async (at) => {
      const offer = await anOffer(world.realm);
      world.restart(at);
      await pressQuietly(world, PRESS, offer).catch((fault: unknown) => {
        if (!(fault instanceof Death)) throw fault;
      });
      world.restart();
      await world.passTime(50_000);
      const is = world.record();
      if (is.state === "preparing") expect([spent(), at]).toEqual([0, 1]);
      else
        expect([is.state, spent(), world.servers.balance]).toEqual([
          "settled",
          YEN,
          50_000 - 2 * YEN,
        ]);
    },
  );
});

describe("the shopper's word", () => {
  it("[BU6] pauses, goes on and revokes at once, without network", async () => {
    const { budgets } = world.wallet;
    const { register } = world.realm;
    const before = world.servers.seen.length;
    await budgets.pause(register);
    expect(budgetOf(world).paused).toBe(true);
    await budgets.resume(register);
    expect(budgetOf(world)).not.toHaveProperty("paused");
    await budgets.allow(budgetTerms(world.realm, { amount: 6_000 }));
    expect(budgetOf(world).amount).toBe(6_000);
    await budgets.revoke(register);
    expect(world.stored().budgets).toEqual({});
    expect(world.servers.seen).toHaveLength(before);
  });

  it("[BU6] revoked, a press is a sheet; one that was on its way is paid all the same", async () => {
    await world.wallet.budgets.revoke(world.realm.register);
    await press();
    expect(world.record().state).toBe("offered");
    expect(world.needed).toEqual([PRESS]);
  });

  it("[BU6] for more is sent as it stands, and is nothing until the carrier has answered", async () => {
    const more = budgetTerms(world.realm, { amount: 20_000 });
    world.servers.mishap("/v1/account/changes", "lost");
    await world.wallet.budgets.allow(more);
    expect(budgetOf(world).amount).toBe(10_000);
    world.servers.change = () =>
      saying("step_up_required", {
        reason: "change",
        methods: { passkeys: [], pin: { state: "set" } },
      });
    await world.wallet.budgets.allow(more);
    expect(budgetOf(world).amount).toBe(10_000);
    const { profile } = world.stored();
    expect(profile).toMatchObject({ task: { state: "proving", kind: "allow_budget" } });
    const sent = world.servers
      .sent("/v1/account/changes")
      .map(({ body }) => JSON.parse(body ?? ""));
    expect(sent.at(-1).change.payload.change).toEqual({ kind: "allow_budget", budget: more });
  });

  it("[BU6] for a shop that was never paid from here is not even asked", async () => {
    const other = { ...budgetTerms(world.realm), register: `reg_test_${"1".repeat(13)}` as never };
    const before = world.servers.seen.length;
    await world.wallet.budgets.allow(other);
    expect(world.servers.seen).toHaveLength(before);
    expect(Object.keys(world.stored().budgets ?? {})).toEqual([world.realm.register]);
  });

  it("[BU8] has looked at what was paid quietly once he opens his wallet", async () => {
    await press();
    expect(world.record().seen).toBe(false);
    await world.wallet.budgets.lookedAt();
    expect(world.record().seen).toBe(true);
    expect(world.told).toHaveLength(1);
  });
});
