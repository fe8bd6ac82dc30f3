// Orders through the public door and on both servers' real objects: a trade that is held, captured in parts and
// refunded; one that is given up; one whose time is over. Payer, till and both counts come to the same in the end.

import { runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccountView } from "../../../protocol/messages.ts";
import type { Terms } from "../../../protocol/signing/signed-objects.ts";
import type { CaptureView, RefundView } from "../../../protocol/trade/order-messages.ts";
import { setClockOffset } from "../../../worker/objects/clock.ts";
import { theBranch } from "../carrier-world.ts";
import { capture, HOUR, held, type Paid, refund, viewOf, voidHold } from "../orders-world.ts";
import { carriersCount, tillsCount } from "../reconciliation/count-world.ts";
import {
  aClaim,
  aConfirmOf,
  advanceClock,
  allTills,
  aShopOf,
  aTrade,
  aWallet,
  balancesOfTill,
  postAccount,
  postConfirm,
  readOffer,
  type Shop,
  until,
  type Wallet,
} from "../synchronous-world.ts";

let shop: Shop;
let wallet: Wallet;
let start: number;
beforeAll(async () => {
  shop = await aShopOf(4);
});
beforeEach(async () => {
  wallet = await aWallet();
  start = await balance();
});
afterEach(() => setClockOffset(0));

async function balance(): Promise<number> {
  const answer = await postAccount(wallet);
  const { balances } = (await answer.json()) as AccountView;
  return balances.find(({ currency }) => currency === "JPY")?.amount ?? 0;
}

/** Confirmed at the real carrier; the till has heard of it. */
async function pay(terms: Partial<Terms> = {}): Promise<Paid> {
  const { id: trade } = await aTrade(shop, terms);
  const offer = await readOffer(trade);
  const body = await aConfirmOf(wallet, offer, await aClaim(wallet, offer));
  const answer = await postConfirm(body);
  if (!answer.ok) throw new Error(await answer.text());
  await until(async () => (await viewOf(shop, trade)).status !== "open");
  return { offer, trade, wallet };
}

async function tillsHave(): Promise<number> {
  const balances = await Promise.all(allTills(shop).map((_, till) => balancesOfTill(shop, till)));
  return balances.reduce((sum, { JPY = 0 }) => sum + JPY, 0);
}

async function expectSameCounts(): Promise<void> {
  const carrier = await carriersCount(shop);
  expect(await tillsCount(shop, Object.keys(carrier))).toEqual(carrier);
}

describe("a trade whose amount is held", () => {
  it("[LE20] [LE22] [LE30] is captured in parts and refunded, and everyone has what is his", async () => {
    const before = await tillsHave();
    const { trade } = await pay(held());
    expect(await viewOf(shop, trade)).toMatchObject({ status: "authorized" });
    expect(await balance()).toBe(start - 4980);
    const part = (await (await capture(shop, trade, { amount: 1500 })).json()) as CaptureView;
    expect(part).toMatchObject({ status: "done", amount: 1500, fee: 0 });
    expect(part.receipt?.payload).toMatchObject({ outcome: "captured", order: part.id });
    await capture(shop, trade, { amount: 500, last: true });
    expect(await viewOf(shop, trade)).toMatchObject({ status: "completed", captured: 2000 });
    expect(await balance()).toBe(start - 2000);
    const back = (await (await refund(shop, trade, { amount: 700 })).json()) as RefundView;
    expect(back).toMatchObject({ status: "done", amount: 700 });
    expect(back.receipt?.payload).toMatchObject({ outcome: "refunded", order: back.id });
    expect(await balance()).toBe(start - 1300);
    expect(await tillsHave()).toBe(before + 1300);
    await expectSameCounts();
  });

  it("[LE23] is given up, and the payer has it again", async () => {
    const { trade } = await pay(held());
    expect((await voidHold(shop, trade)).status).toBe(200);
    expect(await viewOf(shop, trade)).toMatchObject({ status: "voided" });
    expect(await balance()).toBe(start);
    const late = await capture(shop, trade);
    expect([late.status, await late.json()]).toMatchObject([409, { code: "hold_ended" }]);
  });

  it("[LE24] is over by itself: the branch tells the till, and what was captured stays", async () => {
    const [none, some] = [await pay(held({ amount: 100 })), await pay(held({ amount: 300 }))];
    await capture(shop, some.trade, { amount: 200 });
    advanceClock(25 * HOUR);
    await until(async () => {
      await runDurableObjectAlarm(theBranch());
      return (await viewOf(shop, some.trade)).status === "completed";
    });
    await until(async () => (await viewOf(shop, none.trade)).status === "voided");
    setClockOffset(0);
    expect(await balance()).toBe(start - 200);
    await expectSameCounts();
  });
});

describe("a trade that was paid at once", () => {
  it("[LE31] is refunded in parts until nothing is left to refund", async () => {
    const { trade } = await pay({ amount: 900 });
    for (const amount of [400, 500])
      expect(await (await refund(shop, trade, { amount })).json()).toMatchObject({
        status: "done",
      });
    expect(await balance()).toBe(start);
    const more = await refund(shop, trade, { amount: 1 });
    expect([more.status, await more.json()]).toMatchObject([409, { code: "over_captured" }]);
    expect(await viewOf(shop, trade)).toMatchObject({ status: "settled", refunded: 900 });
    await expectSameCounts();
  });

  it("[LE31] refunded by many at once gives back no more than was paid", async () => {
    const { trade } = await pay({ amount: 1000 });
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => refund(shop, trade, { amount: 300 })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    expect(await balance()).toBe(start - 100);
    await expectSameCounts();
  });
});
