// The list of a register's trades through the public door: its order, its pages while new trades come, its filters, and
// what it refuses.

import { beforeAll, describe, expect, it } from "vitest";
import type { TradeView } from "../../../protocol/messages.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { TradeList } from "../../../protocol/trade/trade-list.ts";
import { clockNow } from "../../../worker/objects/clock.ts";
import { aSaleAt } from "../synchronous-server/sales-world.ts";
import {
  advanceClock,
  aKey,
  anApiKey,
  aShop,
  aShopOf,
  ask,
  aTrade,
  aWallet,
  cancel,
  getTrade,
  post,
  problemIn,
  type Shop,
  setTills,
} from "../synchronous-world.ts";

const bearer = ({ apiKey }: Shop) => ({ headers: { Authorization: `Bearer ${apiKey}` } });

async function page(shop: Shop, query = ""): Promise<TradeList> {
  const answer = await ask(`/v1/trades?${query}`, bearer(shop));
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

/** Every page, whatever there is between two of them. */
async function all(shop: Shop, query = "", between = async () => {}): Promise<TradeView[]> {
  const trades: TradeView[] = [];
  for (let cursor = ""; ; ) {
    const read = await page(shop, `${query}${cursor}`);
    trades.push(...read.trades);
    if (read.next === undefined) return trades;
    cursor = `&cursor=${read.next}`;
    await between();
  }
}

const ids = (trades: readonly { readonly id: string }[]) => trades.map(({ id }) => id);
const newestFirst = (trades: readonly TradeView[]) => ids(trades).toReversed();

/** One after the other, each a moment younger. */
async function someTrades(shop: Shop, keys: readonly string[]): Promise<TradeView[]> {
  const trades: TradeView[] = [];
  for (const key of keys) trades.push(await aTrade(shop, { key }));
  return trades;
}

const keysFrom = (ms: number, count: number) =>
  Array.from({ length: count }, (_, at) => aKey(ms + at));

describe("the list of a register's trades", () => {
  it("[AR1] is the newest first, over all tills, those that are retired too", async () => {
    const shop = await aShopOf(3);
    const trades = await someTrades(shop, keysFrom(clockNow(), 8));
    await setTills(shop, 1);
    trades.push(...(await someTrades(shop, keysFrom(clockNow() + 100, 4))));
    expect(ids(await all(shop, "limit=5"))).toEqual(newestFirst(trades));
    expect((await page(shop)).next).toBeUndefined();
  });

  it("[AR1] has trades of keys that say no time where they came", async () => {
    const shop = await aShop();
    const trades: TradeView[] = [];
    for (const key of [aKey, () => "order-17", () => crypto.randomUUID(), aKey, () => "0"]) {
      trades.push(await aTrade(shop, { key: key() }));
      advanceClock(2000);
    }
    expect(ids(await all(shop, "limit=2"))).toEqual(newestFirst(trades));
    expect(ids((await page(shop, "limit=100")).trades)).toEqual(newestFirst(trades));
    const [first, second, third] = trades;
    const between = `created_from=${second?.created}&created_until=${third?.created}`;
    expect(ids((await page(shop, between)).trades)).toEqual([second?.id]);
    expect((await page(shop, `created_until=${first?.created}`)).trades).toEqual([]);
  });

  it("[AR2] has every trade once while new ones come", async () => {
    const shop = await aShopOf(2);
    const before = await someTrades(shop, keysFrom(clockNow(), 9));
    let later = clockNow() + 500;
    const listed = await all(shop, "limit=2", async () => {
      later += 1;
      await aTrade(shop, { key: aKey(later) });
    });
    expect(ids(listed)).toEqual(newestFirst(before));
  });

  it("[AR2] has a trade that was answered and has no row yet", async () => {
    const shop = await aShop();
    const { id } = await aTrade(shop);
    expect(ids((await page(shop)).trades)).toEqual([id]);
  });

  it("[AR4] shows what a read shows, its receipt only if it is asked for", async () => {
    const shop = await aShop();
    const trade = await aSaleAt(shop, await aWallet(), 700);
    const { receipt, ...view } = (await (await getTrade(shop, trade)).json()) as TradeView;
    expect(view).toMatchObject({ settled: receipt?.payload.time, fee: 0, sale: { number: 1 } });
    expect((await page(shop)).trades).toEqual([view]);
    expect((await page(shop, "expand=receipt")).trades).toEqual([{ ...view, receipt }]);
  });

  it("[AR4] is of this moment: what has expired is no longer open", async () => {
    const shop = await aShop();
    const { id } = await aTrade(shop, { deadline: clockNow() + 60_000 });
    expect(ids((await page(shop, "status=open")).trades)).toEqual([id]);
    advanceClock(61_000);
    expect((await page(shop, "status=open")).trades).toEqual([]);
    expect(ids((await page(shop, "status=expired")).trades)).toEqual([id]);
  });

  it("[AR2] is a register's own, and without any trade is empty", async () => {
    const [shop, other] = [await aShop(), await aShop()];
    await aTrade(other);
    expect(await page(shop)).toEqual({ trades: [] });
  });
});

describe("the filters of the list", () => {
  let shop: Shop;
  let trades: TradeView[];
  let sold: string;

  beforeAll(async () => {
    shop = await aShopOf(2);
    trades = await someTrades(shop, keysFrom(clockNow(), 3));
    await cancel(shop, trades[0]?.id ?? "");
    trades.push(await aTrade(shop, { amount: 12, currency: "EUR" as Currency, reference: "P-1" }));
    trades.push(await aTrade(shop, { amount: 13, currency: "EUR" as Currency, reference: "P-11" }));
    sold = await aSaleAt(shop, await aWallet(), 900);
  });

  it.each<[string, () => (string | undefined)[]]>([
    ["status=cancelled", () => [trades[0]?.id]],
    ["status=settled", () => [sold]],
    ["status=settled,cancelled", () => [sold, trades[0]?.id]],
    ["currency=EUR", () => [trades[4]?.id, trades[3]?.id]],
    ["amount=12", () => [trades[3]?.id]],
    ["amount_min=13&amount_max=900", () => [sold, trades[4]?.id]],
    ["currency=EUR&amount_min=13", () => [trades[4]?.id]],
    ["reference=P-1", () => [trades[3]?.id]],
    ["settled_from=1", () => [sold]],
    ["settled_until=1000", () => []],
    [`created_from=${2 ** 45}`, () => []],
  ])("[AR2] %s finds just those, in pages of any size", async (query, expected) => {
    expect(ids(await all(shop, query))).toEqual(expected());
    expect(ids(await all(shop, `limit=1&${query}`))).toEqual(expected());
  });

  it.each([
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["limit=99999999999999999999", "limit"],
    ["limit=-1", "limit"],
    ["limit=1&limit=2", "limit"],
    ["status=paid", "status"],
    ["status=", "status"],
    ["amount=1.5", "amount"],
    ["currency=euro", "currency"],
    ["created_from=yesterday", "created_from"],
    ["reference=", "reference"],
    ["expand=everything", "expand"],
    ["payer=me", "payer"],
    ["__proto__=1", "__proto__"],
    ["%22%3E%3Cscript%3E=1", "query"],
    ["cursor=1", "cursor"],
    [`cursor=${"v".repeat(45)}.${"0".repeat(13)}`, "cursor"],
    [`cursor=${"0".repeat(61)}`, "cursor"],
  ])("[AR3] %s is refused by its name", async (query, param) => {
    const problem = await problemIn(await ask(`/v1/trades?${query}`, bearer(shop)));
    expect(problem).toMatchObject({ code: "invalid_request", param });
  });

  it("[AR3] a cursor of other filters, of another list or of another register is refused", async () => {
    const { next } = await page(shop, "limit=1&currency=EUR");
    const other = await aShop();
    for (const [by, query] of [
      [shop, ""],
      [shop, "&currency=JPY"],
      [shop, "&currency=EUR&amount=13"],
      [other, "&currency=EUR"],
    ] as const) {
      const answer = await ask(`/v1/trades?cursor=${next}${query}`, bearer(by));
      expect(await problemIn(answer)).toMatchObject({ code: "invalid_request", param: "cursor" });
    }
    expect(ids((await page(shop, `cursor=${next}&currency=EUR&limit=9`)).trades)).toHaveLength(1);
  });

  it("[RG3] are for who may read", async () => {
    const { apiKey, api_key } = await anApiKey(shop.register, shop.key, { scopes: ["create"] });
    const headers = { ...bearer(shop).headers, "Idempotency-Key": aKey() };
    expect((await post("/v1/keys", { key: api_key }, headers)).status).toBe(201);
    const answer = await ask("/v1/trades", bearer({ ...shop, apiKey }));
    expect((await problemIn(answer)).code).toBe("key_not_allowed");
  });
});
