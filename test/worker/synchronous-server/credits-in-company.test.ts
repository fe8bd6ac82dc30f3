// What the branch tells a till together with other news: written with the till's next commit, known to whoever asks.
import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { TradeId } from "../../../protocol/ids.ts";
import type { PageStatus } from "../../../protocol/messages.ts";
import type { Offer } from "../../../protocol/trade/offer.ts";
import type { TradeList } from "../../../protocol/trade/trade-list.ts";
import type { Decided } from "../../../worker/carrier-server/carrier.ts";
import type { Till } from "../../../worker/synchronous-server/till/till.ts";
import { FakeOrderTaker } from "../fake-order-taker.ts";
import { aPaid, held, viewOf } from "../orders-world.ts";
import {
  aClaim,
  aShop,
  ask,
  aTrade,
  aWallet,
  balancesOfTill,
  flushed,
  readMeter,
  readOffer,
  type Shop,
  settledRow,
  storedRow,
  tillCost,
  tillNumberOf,
  tillStub,
  until,
} from "../synchronous-world.ts";
import { env } from "../test-env.ts";

const COMPANY = true;

let shop: Shop;
let branch: FakeOrderTaker;
beforeAll(async () => {
  shop = await aShop();
});
beforeEach(() => {
  branch = new FakeOrderTaker();
  branch.install();
});
afterEach(() => vi.restoreAllMocks());

/** Sales that their till hasn't heard of, all of one till. */
async function sales(count: number, terms = {}): Promise<Offer[]> {
  const found: Offer[] = [];
  while (found.length < count) {
    const { offer } = await aPaid(shop, branch, terms, { tell: false });
    const [first = offer] = found;
    if (tillNumberOf(offer.trade) === tillNumberOf(first.trade)) found.push(offer);
  }
  return found;
}

/** Until the till has heard of it, whether or not it is written. @returns its answer, which may be long in coming */
async function tell(offer: Offer, news?: Decided): Promise<{ stored: Promise<string[]> }> {
  const told = news ?? (await branch.decide(shop, offer));
  const till = tillStub(offer.trade);
  const { hops } = await readMeter(till);
  const stored = Promise.resolve(till.credit([told], COMPANY));
  stored.catch(() => undefined);
  await until(async () => (await readMeter(till)).hops > hops);
  return { stored };
}

async function aPage(trade: TradeId): Promise<PageStatus[]> {
  const headers = { Upgrade: "websocket" };
  const { webSocket } = await ask(`/v1/trades/${trade}/socket`, { headers });
  const heard: PageStatus[] = [];
  webSocket?.addEventListener("message", ({ data }) => void heard.push(JSON.parse(String(data))));
  webSocket?.accept();
  return heard;
}

describe("an outcome that comes in company", () => {
  it("[TM14] is written with the till's next commit, and numbered in the order of its coming", async () => {
    const [first, second, third] = (await sales(3)) as [Offer, Offer, Offer];
    const told = [await tell(first)];
    expect(await settledRow(first.trade)).toBe(false);
    const cost = await tillCost(shop, async () => {
      told.push(await tell(second));
      const last = await branch.decide(shop, third);
      expect(await tillStub(third.trade).credit([last])).toEqual([`${third.trade}#1`]);
      for (const [index, { stored }] of told.entries())
        expect(await stored).toEqual([`${[first, second][index]?.trade}#1`]);
    });
    expect(cost).toMatchObject({ hops: 2, commits: 1 });
    const numbers = [first, second, third].map(async ({ trade }) => (await storedRow(trade))?.sale);
    const [one = 0, ...others] = (await Promise.all(numbers)) as number[];
    expect(others).toEqual([one + 1, one + 2]);
  });

  it("[TM14] is written before whoever asks for the trade is answered", async () => {
    const [offer] = (await sales(1)) as [Offer];
    const { stored } = await tell(offer);
    expect(await viewOf(shop, offer.trade)).toMatchObject({ status: "settled" });
    expect(await settledRow(offer.trade)).toBe(true);
    expect(await stored).toEqual([`${offer.trade}#1`]);
  });

  it("[TM14] is in the balance of whoever asks for that", async () => {
    const [offer] = (await sales(1)) as [Offer];
    const till = tillNumberOf(offer.trade);
    const balance = async () => (await balancesOfTill(shop, till)).JPY ?? 0;
    const before = await balance();
    await tell(offer);
    const asked: Partial<Record<string, number>> = await tillStub(offer.trade).balances();
    expect((asked.JPY ?? 0) - before).toBe(offer.terms.payload.amount);
    expect((await balance()) - before).toBe(offer.terms.payload.amount);
  });

  it("[TM14] is settled in the list of whoever asks for that", async () => {
    const [offer] = (await sales(1)) as [Offer];
    await tell(offer);
    const headers = { Authorization: `Bearer ${shop.apiKey}` };
    const answer = await ask("/v1/trades?status=settled&limit=1", { headers });
    const { trades } = (await answer.json()) as TradeList;
    expect(trades.map(({ id }) => id)).toEqual([offer.trade]);
  });

  it.each([
    ["settled", {}],
    ["authorized", held()],
  ] as const)("[TM14] the page that waits hears %s before it is written", async (status, terms) => {
    const [offer] = (await sales(1, terms)) as [Offer];
    const heard = await aPage(offer.trade);
    await until(async () => heard.length === 1);
    await tell(offer);
    await until(async () => heard.at(-1)?.status === status);
    expect(heard.at(-1)?.receipt?.payload).toMatchObject({ trade: offer.trade, outcome: status });
  });

  it("[TM14] is written by itself within a second", async () => {
    const [offer] = (await sales(1)) as [Offer];
    const { stored } = await tell(offer);
    expect(await stored).toEqual([`${offer.trade}#1`]);
    expect(await settledRow(offer.trade)).toBe(true);
  });

  it("[LE9] [TM14] is not acknowledged by a till that is stopped before, and is written when it comes again", async () => {
    const [offer] = (await sales(1)) as [Offer];
    const news = await branch.decide(shop, offer);
    const { stored } = await tell(offer, news);
    const lost = stored.then(
      () => "acknowledged",
      () => "lost",
    );
    await abortAllDurableObjects();
    expect(await lost).toBe("lost");
    expect(await settledRow(offer.trade)).toBe(false);
    const [again, twice] = [await tell(offer, news), await tell(offer, news)];
    expect(await again.stored).toEqual([`${offer.trade}#1`]);
    expect(await twice.stored).toEqual([`${offer.trade}#1`]);
    const entries = await runInDurableObject(tillStub(offer.trade), (till: Till) =>
      till.database.exec("SELECT count(*) AS n FROM trades WHERE id = ? AND sale > 0", offer.trade),
    );
    expect(entries).toEqual([{ n: 1 }]);
  });

  it("[TM14] that can't be true fails alone", async () => {
    const [good] = (await sales(1)) as [Offer];
    const { id } = await aTrade(shop);
    await flushed(id);
    const unclaimed = await tell(await readOffer(id));
    const { stored } = await tell(good);
    expect(await stored).toEqual([`${good.trade}#1`]);
    expect(await unclaimed.stored).toEqual([]);
  });
});

describe("an outcome that comes alone", () => {
  it("is written at once", async () => {
    const [offer] = (await sales(1)) as [Offer];
    const cost = await tillCost(shop, async () => {
      const { stored } = await env.CREDITOR.credit([await branch.decide(shop, offer)]);
      expect(stored).toEqual([`${offer.trade}#1`]);
    });
    expect(cost).toMatchObject({ hops: 1, commits: 1 });
  });

  it("a claim takes along what was put off before it", async () => {
    const [offer] = (await sales(1)) as [Offer];
    await tell(offer);
    for (;;) {
      const other = await aTrade(shop);
      if (tillNumberOf(other.id) !== tillNumberOf(offer.trade)) continue;
      await aClaim(await aWallet(), await readOffer(other.id));
      break;
    }
    expect(await settledRow(offer.trade)).toBe(true);
  });
});
