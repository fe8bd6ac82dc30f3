// One trade from create to credit, through the public door and on both servers' real objects, with its budget.
import { describe, expect, it } from "vitest";
import type { TradeId } from "../../../protocol/ids.ts";
import type { Confirmed, Granted, OfferView, TradeView } from "../../../protocol/messages.ts";
import type { Offer } from "../../../protocol/trade/offer.ts";
import { verifyReceipt } from "../../../protocol/trade/receipt.ts";
import type { MeterReading } from "../../../worker/objects/meter.ts";
import { costOf } from "../carrier-world.ts";
import {
  aClaim,
  aConfirmOf,
  aShop,
  aShopOf,
  ask,
  aTrade,
  aWallet,
  balancesOfTill,
  cancel,
  getTrade,
  plus,
  postClaim,
  postConfirm,
  postCreate,
  readOffer,
  type Shop,
  settledRow,
  signTerms,
  statusOf,
  storedRow,
  tillCost,
  until,
} from "../synchronous-world.ts";

async function pay(shop: Shop) {
  const wallet = await aWallet();
  const trade = await aTrade(shop);
  const offer = await readOffer(trade.id);
  const granted = await aClaim(wallet, offer);
  const confirm = await aConfirmOf(wallet, offer, granted);
  const answer = await postConfirm(confirm);
  const confirmed = (await answer.json()) as Confirmed;
  await until(async () => (await statusOf(trade.id)) === "settled");
  return { wallet, trade, offer, granted, confirm, confirmed };
}

describe("a whole trade", () => {
  it("[TR2] [LE9] is created, read, claimed, confirmed and credited", async () => {
    const shop = await aShop();
    const { trade, confirmed } = await pay(shop);
    const settled = (await (await getTrade(shop, trade.id)).json()) as TradeView;
    const { receipt } = confirmed;
    expect(settled).toMatchObject({ status: "settled", amount: 4980, currency: "JPY", receipt });
    expect(settled.payer_tag).toMatch(/^pay_test_/);
    const expected = {
      register: shop.register,
      trade: trade.id,
      amount: 4980,
      currency: "JPY",
      mode: "test",
      outcome: "settled",
    } as const;
    expect((await verifyReceipt(receipt, expected, shop.realm.trust)).ok).toBe(true);
  });

  it("[LE10] the sales of a till are numbered without a gap and its balance is their sum", async () => {
    const shop = await aShopOf(4);
    const trades: TradeId[] = [];
    for (let sale = 0; sale < 6; sale++) trades.push((await pay(shop)).trade.id);
    const views = await Promise.all(
      trades.map(async (id) => (await (await getTrade(shop, id)).json()) as TradeView),
    );
    for (let till = 0; till < 4; till++) {
      const numbers = views.flatMap(({ sale }) => (sale?.till === till ? [sale.number] : []));
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      expect(await balancesOfTill(shop, till)).toEqual(
        numbers.length > 0 ? { JPY: 4980 * numbers.length } : {},
      );
    }
  });
});

describe("the budget of a lone trade's money path", () => {
  it("is at most 4 object hops, 4 commits and 6 rows", async () => {
    const shop = await aShop();
    const wallet = await aWallet();
    let till: MeterReading | undefined;
    const branch = await costOf(async () => {
      till = await tillCost(shop, async () => {
        const terms = await signTerms(shop);
        const trade = (await (await postCreate(shop, terms)).json()) as TradeView;
        // By itself, as where nobody claims within a second [TM12].
        await until(async () => (await storedRow(trade.id)) !== undefined);
        const { certificate, chain } = shop.certified;
        // What the terminal reads costs a hop of its own, beside the money path.
        const offer: Offer = { trade: trade.id, terms, certificate, chain };
        const granted = await aClaim(wallet, offer);
        const answer = await postConfirm(await aConfirmOf(wallet, offer, granted));
        expect(answer.status).toBe(200);
        await until(() => settledRow(trade.id));
      });
    });
    expect(till).toEqual({ hops: 3, commits: 3, rows: 4, flushes: 3 });
    expect(branch).toMatchObject({ hops: 1, commits: 1, rows: 2 });
    const cost = plus(till as MeterReading, branch);
    expect(cost.hops).toBeLessThanOrEqual(4);
    expect(cost.commits).toBeLessThanOrEqual(4);
    expect(cost.rows).toBeLessThanOrEqual(6);
  });

  it("a claim that comes before the create's flush shares its row and its commit", async () => {
    const shop = await aShop();
    const wallet = await aWallet();
    const terms = await signTerms(shop);
    const { certificate, chain } = shop.certified;
    const cost = await tillCost(shop, async () => {
      const trade = (await (await postCreate(shop, terms)).json()) as TradeView;
      await aClaim(wallet, { trade: trade.id, terms, certificate, chain });
    });
    expect(cost).toMatchObject({ commits: 1, rows: 1 });
  });

  it("repeating every call of a settled trade writes nothing at the till", async () => {
    const shop = await aShop();
    const { wallet, trade, offer, confirm, confirmed } = await pay(shop);
    const cost = await tillCost(shop, async () => {
      const again = await postCreate(shop, offer.terms);
      expect(again.status).toBe(200);
      expect(((await again.json()) as TradeView).id).toBe(trade.id);
      expect((await postClaim(wallet, offer)).status).toBe(409);
      const answer = await postConfirm(confirm);
      expect(await answer.json()).toEqual(confirmed);
      expect((await cancel(shop, trade.id)).status).toBe(409);
      expect((await getTrade(shop, trade.id)).status).toBe(200);
      const view = (await (await ask(`/v1/trades/${trade.id}/offer`)).json()) as OfferView;
      expect(view.offer).toEqual(offer);
    });
    expect(cost).toMatchObject({ rows: 0, commits: 0 });
  });

  it("[TR4] a repeated claim writes nothing and gets the same grant", async () => {
    const shop = await aShop();
    const wallet = await aWallet();
    const offer = await readOffer((await aTrade(shop)).id);
    const first = await aClaim(wallet, offer);
    let second: Granted | undefined;
    const cost = await tillCost(shop, async () => {
      second = await aClaim(wallet, offer);
    });
    expect(second?.grant).toEqual(first.grant);
    expect(cost).toMatchObject({ rows: 0, commits: 0 });
  });
});
