// The receipts of a trade, for the wallet that knows it: the payment's, and of whatever came after it.

import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { TradeId } from "../../../protocol/ids.ts";
import { parse } from "../../../protocol/parse.ts";
import { TradeReceipts } from "../../../protocol/trade/trade-receipts.ts";
import { FakeOrderTaker } from "../fake-order-taker.ts";
import { aPaid, capture, held, refund, refundsOf, voidHold } from "../orders-world.ts";
import { aShop, ask, aTrade, problemIn, type Shop, tillCost } from "../synchronous-world.ts";

let shop: Shop;
let branch: FakeOrderTaker;
beforeAll(async () => {
  shop = await aShop();
});
beforeEach(() => {
  branch = new FakeOrderTaker();
  branch.install();
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function receiptsOf(trade: TradeId) {
  const read = parse(TradeReceipts, await (await ask(`/v1/trades/${trade}/receipts`)).json());
  if (!read.ok) throw new Error("no receipts");
  return read.value.receipts.map(({ payload: { outcome, amount } }) => [outcome, amount]);
}

describe("[MS13] the receipts of a trade", () => {
  it("are none before it has an outcome, then the payment's and each refund's", async () => {
    const open = await aTrade(shop);
    expect(await receiptsOf(open.id)).toEqual([]);
    const { trade } = await aPaid(shop, branch);
    expect(await receiptsOf(trade)).toEqual([["settled", 4_980]]);
    for (const amount of [600, 80]) await refund(shop, trade, { amount });
    const all = await receiptsOf(trade);
    expect(all[0]).toEqual(["settled", 4_980]);
    expect(all.slice(1).sort()).toEqual([
      ["refunded", 600],
      ["refunded", 80],
    ]);
    expect(await refundsOf(shop, trade)).toHaveLength(2);
  });

  it("of a hold say what was taken of it, and that the rest was given up", async () => {
    const { trade } = await aPaid(shop, branch, held());
    expect(await receiptsOf(trade)).toEqual([["authorized", 4_980]]);
    await capture(shop, trade, { amount: 1_000 });
    await voidHold(shop, trade);
    const outcomes = (await receiptsOf(trade)).map(([outcome]) => outcome);
    expect(outcomes.sort()).toEqual(["authorized", "captured", "voided"]);
  });

  it("are read in one hop that writes nothing, and of no trade there are none", async () => {
    const { trade } = await aPaid(shop, branch);
    expect(await tillCost(shop, () => receiptsOf(trade))).toMatchObject({ rows: 0, hops: 1 });
    const strange = `${trade.slice(0, -6)}000000`;
    const refused = await problemIn(await ask(`/v1/trades/${strange}/receipts`));
    expect(refused.code).toBe("trade_not_found");
  });
});
