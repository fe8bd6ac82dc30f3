// Money between a register and its tills: a till gives all it has, once per reference, and one that is short for a
// refund is lent what the others have, whatever breaks off in between.

import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { type PayoutId, parsePayoutId, payoutIdFrom, refundIdFrom } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import { objectNamed } from "../../../worker/objects/placed.ts";
import type { Register } from "../../../worker/synchronous-server/register/register.ts";
import { tillName } from "../../../worker/synchronous-server/till/name.ts";
import { Till } from "../../../worker/synchronous-server/till/till.ts";
import {
  aShopOf,
  aWallet,
  balancesOfTill,
  env,
  type Shop,
  tillNumberOf,
  until,
} from "../synchronous-world.ts";
import {
  aSaleAt,
  aShopWithSales,
  balanceOf,
  everywhere,
  registerOf,
  SALES,
  total,
} from "./sales-world.ts";

const JPY = "JPY" as Currency;
const USD = "USD" as Currency;

const tillOf = ({ register }: Shop, till: number) =>
  objectNamed(env.TILL, tillName(register, till));
const aRefund = (fill: number) => refundIdFrom("test", new Uint8Array(16).fill(fill));

describe("collecting from a till", () => {
  it("[LE53] takes all it has of the currency, once, and a repeat gets the first answer", async () => {
    const { shop, has } = await aShopWithSales(SALES);
    const till = has.findIndex((amount) => amount > 0);
    const question = { ref: "first", currency: JPY };
    const first = await tillOf(shop, till).collect(question);
    expect(first).toEqual({ amount: has[till], list: expect.stringMatching(/^[\w-]{43}$/) });
    await evictDurableObject(tillOf(shop, till));
    expect(await tillOf(shop, till).collect(question)).toEqual(first);
    expect(await balancesOfTill(shop, till)).toEqual({ JPY: 0 });
    const nothing = { amount: 0, list: "" };
    expect(await tillOf(shop, till).collect({ ref: "next", currency: JPY })).toEqual(nothing);
    expect(await tillOf(shop, till).collect({ ref: "usd", currency: USD })).toEqual(nothing);
  });

  it("[LE53] gives nothing later where it had nothing: nobody may wait for that answer any more", async () => {
    const shop = await aShopOf(4);
    const wallet = await aWallet();
    const till = tillNumberOf(await aSaleAt(shop, wallet, 100));
    const other = (till + 1) % 4;
    const question = { ref: "first", currency: JPY };
    const nothing = { amount: 0, list: "" };
    expect(await tillOf(shop, other).collect(question)).toEqual(nothing);
    while (tillNumberOf(await aSaleAt(shop, wallet, 50)) !== other);
    await evictDurableObject(tillOf(shop, other));
    expect(await tillOf(shop, other).collect(question)).toEqual(nothing);
    expect(await balancesOfTill(shop, other)).toEqual({ JPY: 50 });
  });

  it("[LE53] lists what it holds: every sale since the last time, and they sum to it", async () => {
    const { shop, has } = await aShopWithSales(SALES);
    const till = has.findIndex((amount) => amount > 0);
    const { amount } = await tillOf(shop, till).collect({ ref: "first", currency: JPY });
    const entries = await tillOf(shop, till).collected("first");
    expect(entries.every((entry) => entry.kind === "sale" && entry.till === till)).toBe(true);
    expect(entries.map(({ sale }) => sale)).toEqual(entries.map((_, index) => index + 1));
    expect(total(entries.map(({ net }) => net))).toBe(amount);
    expect(await tillOf(shop, till).collected("unknown")).toEqual([]);
  });

  it("gets no answer from a till that was never set up, and stores nothing there", async () => {
    const stub = objectNamed(env.TILL, "test/reg_test_0000000000000/9");
    await runInDurableObject(stub, (till: Till) =>
      expect(till.collect({ ref: "first", currency: JPY })).rejects.toThrow("not set up"),
    );
    expect(await stub.collected("first")).toEqual([]);
    await runInDurableObject(stub, (till: Till) => expect(till.database.hasTables()).toBe(false));
  });
});

describe("a till that is short for a refund", () => {
  it("[LE55] is lent what the other tills have, once per refund", async () => {
    const { shop, has } = await aShopWithSales(SALES);
    const till = has.findIndex((amount) => amount > 0);
    const others = total(SALES) - (has[till] ?? 0);
    const question = { refund: aRefund(1), till, currency: JPY, amount: others - 10 };
    const lent = { ok: true, value: { amount: others - 10 } };
    expect(await registerOf(shop).lend(question)).toEqual(lent);
    expect(await registerOf(shop).lend({ ...question, amount: 1 })).toEqual(lent);
    expect(await balanceOf(shop)).toBe(10);
    // Its own money is left to it, and what was lent reaches it, though it doesn't wait for that.
    await runDurableObjectAlarm(registerOf(shop));
    expect(await balancesOfTill(shop, till)).toEqual({ JPY: total(SALES) - 10 });
    const more = { refund: aRefund(2), till, currency: JPY, amount: 11 };
    const refused = { ok: false, error: { code: "refund_unfunded" } };
    expect(await registerOf(shop).lend(more)).toMatchObject(refused);
    expect(await registerOf(shop).lend({ ...more, currency: USD })).toMatchObject(refused);
    expect(await balanceOf(shop)).toBe(10);
    expect(await registerOf(shop).lend({ ...more, amount: 10 })).toMatchObject({ ok: true });
  });

  it("[LE55] is told of a loan until it answers, and enters it once", async () => {
    const { shop, has } = await aShopWithSales(SALES);
    const till = has.findIndex((amount) => amount > 0);
    const question = { refund: aRefund(1), till, currency: JPY, amount: 10 };
    const spy = vi.spyOn(Till.prototype, "lent").mockImplementation(async () => {
      throw new Error("the till is away");
    });
    expect(await registerOf(shop).lend(question)).toMatchObject({ ok: true });
    await runDurableObjectAlarm(registerOf(shop));
    spy.mockRestore();
    await evictDurableObject(registerOf(shop));
    await runDurableObjectAlarm(registerOf(shop));
    await runDurableObjectAlarm(registerOf(shop));
    await tillOf(shop, till).lent(question);
    expect(await balancesOfTill(shop, till)).toEqual({ JPY: (has[till] ?? 0) + 10 });
    expect(await everywhere(shop)).toBe(total(SALES));
  });

  it("[LE55] gets what was sold since it was refused", async () => {
    const { shop, has } = await aShopWithSales(SALES);
    const till = has.findIndex((amount) => amount > 0);
    const other = has.findIndex((amount, number) => number !== till && amount > 0);
    await tillOf(shop, other).collect({ ref: "away", currency: JPY });
    const rest = total(SALES) - (has[till] ?? 0) - (has[other] ?? 0);
    const question = { refund: aRefund(1), till, currency: JPY, amount: rest + 50 };
    expect(await registerOf(shop).lend(question)).toMatchObject({ ok: false });
    const wallet = await aWallet();
    while (tillNumberOf(await aSaleAt(shop, wallet, 50)) === till);
    expect(await registerOf(shop).lend(question)).toMatchObject({ ok: true });
  });

  it("[LE53] loses nothing when a till doesn't answer: the alarm finishes the round", async () => {
    const { shop, has } = await aShopWithSales(SALES);
    const till = has.findIndex((amount) => amount > 0);
    const silent = has.findIndex((amount, number) => number !== till && amount > 0);
    // It gives, and its answer is lost. Another may have as much: it answers.
    let lostAt: Till | undefined;
    const collect = Till.prototype.collect;
    const spy = vi.spyOn(Till.prototype, "collect").mockImplementation(async function (
      this: Till,
      question,
    ) {
      const given = await collect.call(this, question);
      if (given.amount === has[silent]) lostAt ??= this;
      if (lostAt === this) throw new Error("the answer is lost");
      return given;
    });
    const amount = total(SALES) - (has[till] ?? 0);
    const question = { refund: aRefund(1), till, currency: JPY, amount };
    const unknown = { ok: false, error: { code: "storage_unavailable" } };
    expect(await registerOf(shop).lend(question)).toMatchObject(unknown);
    expect(await everywhere(shop)).toBe(total(SALES) - (has[silent] ?? 0));
    spy.mockRestore();
    await evictDurableObject(registerOf(shop));
    await runDurableObjectAlarm(registerOf(shop));
    // Or by itself, where it was fired already.
    await until(async () => (await everywhere(shop)) === total(SALES));
    expect(await balanceOf(shop)).toBe(total(SALES) - (has[till] ?? 0));
  });

  it("[LE55] keeps no row of asking the tills once it is lent, and none of a refund that it can't lend", async () => {
    const { shop, has } = await aShopWithSales(SALES);
    const till = has.findIndex((amount) => amount > 0);
    const rounds = () =>
      runInDurableObject(registerOf(shop), (register: Register) =>
        register.database.exec("SELECT ref FROM rounds ORDER BY ref").map(({ ref }) => ref),
      );
    const question = { refund: aRefund(7), till, currency: JPY, amount: total(SALES) + 1 };
    for (let tries = 0; tries < 3; tries++)
      expect(await registerOf(shop).lend(question)).toMatchObject({
        error: { code: "refund_unfunded" },
      });
    // Nothing was asked for that wouldn't have been enough, and nothing was taken.
    expect(await rounds()).toEqual([]);
    expect(await balanceOf(shop)).toBe(0);
    const wallet = await aWallet();
    while (tillNumberOf(await aSaleAt(shop, wallet, 5000)) === till);
    expect(await registerOf(shop).lend(question)).toMatchObject({ ok: true });
    expect(await rounds()).toEqual([]);
    expect(await registerOf(shop).lend({ ...question, refund: aRefund(8), amount: 1 })).toEqual({
      ok: true,
      value: { amount: 1 },
    });
    expect(await rounds()).toEqual([]);
  });

  it("[LE55] asks a register there is", async () => {
    const stub = objectNamed(env.REGISTER, "reg_test_0000000000000");
    const question = { refund: aRefund(1), till: 0, currency: JPY, amount: 1 };
    expect(await stub.lend(question)).toMatchObject({ error: { code: "register_unknown" } });
  });
});

describe("a payout's id", () => {
  it("[LE50] is made of register, currency and number, and fits a bank's end-to-end id", async () => {
    const { register } = await aShopOf(4);
    const id = payoutIdFrom(register, JPY, 1_000_000_007);
    expect(id).toMatch(/^pyt_test_[0-9a-v]{26}$/);
    expect(id).toHaveLength(35);
    expect(parsePayoutId(id)).toEqual({ register, currency: JPY, number: 1_000_000_007 });
    const ids: PayoutId[] = [1, 2, 257].flatMap((number) => [
      payoutIdFrom(register, JPY, number),
      payoutIdFrom(register, USD, number),
    ]);
    expect(new Set(ids).size).toBe(6);
  });
});
