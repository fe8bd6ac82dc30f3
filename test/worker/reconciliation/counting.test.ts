// Both sides of a till count the same money by the hour of its receipts, on the money path and within its budget, and
// nothing of the count is lost when objects are dropped from memory.

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { HOUR_MS, hourOf, parseHourKey } from "../../../protocol/count/set-hash.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import type { Branch } from "../../../worker/carrier-server/branch/branch.ts";
import { clockNow, setClockOffset } from "../../../worker/objects/clock.ts";
import type { Till } from "../../../worker/synchronous-server/till/till.ts";
import { theBranch } from "../carrier-world.ts";
import {
  advanceClock,
  allTills,
  aShop,
  aWallet,
  type Shop,
  tillStub,
  type Wallet,
} from "../synchronous-world.ts";
import {
  aPurchase,
  aPurchaseAt,
  branchAlarms,
  carriersCount,
  heldInAccounts,
  shopsCount,
  tillsCount,
} from "./count-world.ts";

let wallet: Wallet;
let shop: Shop;
beforeAll(async () => {
  wallet = await aWallet();
  shop = await aShop();
});
afterEach(() => setClockOffset(0));

describe("a count", () => {
  it("[LE60] is the same on both sides, and the one of the shop's receipts", async () => {
    const trades = await Promise.all(
      [100, 200, 300].map((amount) => aPurchase(shop, wallet, { amount })),
    );
    const carrier = await carriersCount(shop);
    expect(carrier).toEqual(await shopsCount(shop, trades));
    expect(await tillsCount(shop)).toEqual(carrier);
    const sums = Object.values(carrier).map(({ sums }) => sums);
    expect(sums.reduce((sum, one) => sum + (Object.values(one)[0] ?? 0), 0)).toBe(600);
  });

  it("[LE61] leaves the accounts' rows with the branch's alarm, and is the same as before", async () => {
    await aPurchase(shop, wallet, { amount: 50 });
    const before = await carriersCount(shop);
    await branchAlarms();
    expect(await heldInAccounts()).toEqual([]);
    expect(await carriersCount(shop)).toEqual(before);
  });

  it("[LE61] survives both objects' being dropped from memory, before the alarm and after", async () => {
    const trade = await aPurchase(shop, wallet, { amount: 70 });
    const before = await tillsCount(shop);
    await evictDurableObject(theBranch());
    await evictDurableObject(tillStub(trade));
    expect(await carriersCount(shop)).toEqual(before);
    expect(await tillsCount(shop)).toEqual(before);
    await branchAlarms();
    await evictDurableObject(theBranch());
    expect(await carriersCount(shop)).toEqual(before);
  });

  it("[LE61] across midnight goes to the hours of the receipts, and old hours leave the till's row", async () => {
    const other = await aShop();
    // The one after next: the shop's certificate begins today, and the clock must not go back.
    const midnight = (Math.ceil(clockNow() / (24 * HOUR_MS)) + 1) * 24 * HOUR_MS;
    advanceClock(midnight - clockNow() - HOUR_MS / 2);
    const trades: TradeId[] = [];
    for (let hour = 0; hour < 8; hour++) {
      trades.push(await aPurchaseAt(0, other, await aWallet()));
      advanceClock(HOUR_MS);
    }
    await branchAlarms();
    const carrier = await carriersCount(other);
    expect(carrier).toEqual(await shopsCount(other, trades));
    expect(await tillsCount(other, Object.keys(carrier))).toEqual(carrier);
    const hours = Object.keys(carrier).map((key) => parseHourKey(key).hour);
    expect(Math.min(...hours)).toBe(hourOf(midnight) - 1);
    expect(new Set(hours).size).toBe(8);
    const inRow = await runInDurableObject(tillStub(trades[0] as TradeId), (till: Till) => {
      const [row] = till.database.exec<{ sums: string }>("SELECT sums FROM till");
      return Object.keys(JSON.parse(row?.sums ?? "{}").hours);
    });
    expect(inRow.length).toBeLessThanOrEqual(4);
  });

  it("[LE61] counted afresh from the rows is the one that was kept", async () => {
    const before = await carriersCount(shop);
    await theBranch().recount(Object.keys(before));
    expect(await carriersCount(shop)).toEqual(before);
    for (const [number, till] of allTills(shop).entries())
      await till.thaw(Object.keys(before).filter((key) => parseHourKey(key).till === number));
    expect(await tillsCount(shop, Object.keys(before))).toEqual(before);
  });

  it("[LE61] of rows from before there was one begins at nothing", async () => {
    await runInDurableObject(theBranch(), (_: Branch, { storage }) => {
      storage.sql.exec("UPDATE accounts SET counted = NULL");
    });
    await evictDurableObject(theBranch());
    const before = await carriersCount(shop);
    await aPurchase(shop, wallet, { amount: 30 });
    const after = await carriersCount(shop);
    const count = (of: typeof after) => Object.values(of).reduce((n, one) => n + one.count, 0);
    expect(count(after)).toBe(count(before) + 1);
  });
});
