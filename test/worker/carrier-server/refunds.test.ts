// Refunds at the real carrier: whole, partial, repeated and many at once; to a frozen, closing and closed account;
// what each costs, and that the answer never says to whom it went.

import { beforeAll, describe, expect, it } from "vitest";
import { verifyReceipt } from "../../../protocol/trade/receipt.ts";
import { aCaptureCall, aRefundCall } from "../../support/builders/orders.ts";
import type { CarrierWorld } from "../../support/builders/payment.ts";
import { aCarrierWorld, balancesOf, costOf, theBranch } from "../carrier-world.ts";
import { env } from "../test-env.ts";
import { accountOf, actAsOperator } from "./operator-world.ts";
import { aHeldTrade, aPaidTrade, closeAccount } from "./order-world.ts";

let world: CarrierWorld;
beforeAll(async () => {
  world = await aCarrierWorld();
});

const START = 50_000;

async function balanceOf(name: string): Promise<number> {
  const lines = await theBranch().trialBalance();
  return lines.find(({ account, currency }) => account === name && currency === "JPY")?.amount ?? 0;
}

describe("a refund", () => {
  it("[LE30] goes to whoever paid, in two rows with its receipt; a repeat in none", async () => {
    const sold = await aPaidTrade(world);
    const call = await aRefundCall(world, sold, { amount: 1980 });
    let answer: Awaited<ReturnType<typeof env.CARRIER.refund>> | undefined;
    const cost = await costOf(async () => {
      answer = await env.CARRIER.refund(call);
    });
    expect(cost).toEqual({ hops: 1, commits: 1, rows: 2, flushes: 1 });
    if (!answer?.ok) throw new Error("it is refunded");
    const { receipt } = answer.value;
    expect(answer.value).toEqual({ receipt, feeReturned: 0, refunded: 1980 });
    expect(receipt.payload.order).toMatch(/^rfd_test_/);
    const { register, trade, currency, order = "" } = receipt.payload;
    const expected = { register, trade, order, amount: 1980, currency, mode: "test" } as const;
    const verified = await verifyReceipt(
      receipt,
      { ...expected, outcome: "refunded" },
      world.realm.trust,
    );
    expect(verified.ok).toBe(true);
    const repeat = await costOf(async () =>
      expect(JSON.stringify(await env.CARRIER.refund(call))).toBe(JSON.stringify(answer)),
    );
    expect(repeat.rows).toBe(0);
    expect(await balancesOf(world, sold.terminal)).toMatchObject({ JPY: START - 3000 });
  });

  it("[LE31] in parts gives back all, and no more", async () => {
    const sold = await aPaidTrade(world);
    for (const amount of [4000, 980])
      expect(await env.CARRIER.refund(await aRefundCall(world, sold, { amount }))).toMatchObject({
        ok: true,
      });
    expect(await balancesOf(world, sold.terminal)).toMatchObject({ JPY: START });
    const more = await aRefundCall(world, sold, { amount: 1 });
    expect(await env.CARRIER.refund(more)).toMatchObject({ error: { code: "over_captured" } });
  });

  it("[LE31] fifty at once never give back more than was paid", async () => {
    const sold = await aPaidTrade(world);
    const calls = await Promise.all(
      Array.from({ length: 50 }, () => aRefundCall(world, sold, { amount: 300 })),
    );
    const answers = await Promise.all(calls.map((call) => env.CARRIER.refund(call)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(16);
    expect(await balancesOf(world, sold.terminal)).toMatchObject({ JPY: START - 4980 + 4800 });
  });

  it("[LE31] of a hold gives back what was captured, not what is held", async () => {
    const held = await aHeldTrade(world);
    const refund = await aRefundCall(world, held, { amount: 1000 });
    const over = { error: { code: "over_captured" } };
    expect(await env.CARRIER.refund(refund)).toMatchObject(over);
    await env.CARRIER.capture(await aCaptureCall(world, held, { amount: 1000 }));
    expect(await env.CARRIER.refund(refund)).toMatchObject({ value: { refunded: 1000 } });
    const more = await aRefundCall(world, held, { amount: 1 });
    expect(await env.CARRIER.refund(more)).toMatchObject(over);
  });

  it("[LE25] under a key that was used with other bytes is refused", async () => {
    const sold = await aPaidTrade(world);
    const call = await aRefundCall(world, sold);
    await env.CARRIER.refund(call);
    const { key } = call.order.payload;
    expect(
      await env.CARRIER.refund(await aRefundCall(world, sold, { key, amount: 1 })),
    ).toMatchObject({ error: { code: "exists_with_different_order" } });
  });

  it("[LE30] comes into an account that is frozen or being closed", async () => {
    for (const status of ["frozen", "closing"]) {
      const sold = await aPaidTrade(world);
      await actAsOperator("/v1/account/status", { status }, { account: await accountOf(sold) });
      const call = await aRefundCall(world, sold, { amount: 4980 });
      expect(await env.CARRIER.refund(call)).toMatchObject({ ok: true });
      expect(await balancesOf(world, sold.terminal)).toMatchObject({ JPY: START });
    }
  });

  it("[LE32] to a closed account goes to suspense, and the answer is like any other", async () => {
    const [sold, open] = [await aPaidTrade(world), await aPaidTrade(world)];
    await closeAccount(world, sold);
    const before = await balanceOf("suspense_test");
    const answer = await env.CARRIER.refund(await aRefundCall(world, sold));
    const usual = await env.CARRIER.refund(await aRefundCall(world, open));
    if (!answer.ok || !usual.ok) throw new Error("both are refunded");
    expect(Object.keys(answer.value)).toEqual(Object.keys(usual.value));
    const shape = (receipt: typeof answer.value.receipt) => Object.keys(receipt.payload);
    expect(shape(answer.value.receipt)).toEqual(shape(usual.value.receipt));
    expect(await balanceOf("suspense_test")).toBe(before + 1000);
  });
});

it("[LE3] after captures, voids and refunds the branch's books sum to zero", async () => {
  const lines = await theBranch().trialBalance();
  for (const currency of ["JPY", "USD"]) {
    const amounts = lines.filter((line) => line.currency === currency);
    expect(amounts.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
  }
});
