/** Trades and what follows their payment, as a register asks for it. */

import * as v from "valibot";
import { SCRIPTS } from "../../../../cli/warifu/trigger/scripts.ts";
import { RegisterId, TradeId } from "../../../../protocol/ids.ts";
import { PriceListName, priceListIdOf } from "../../../../protocol/price-list/price-list.ts";
import { aShopText } from "../../../support/builders/disputes.ts";
import type { ConformanceWorld } from "../world.ts";
import { type Asked, type Examples, signedFor } from "./recorded.ts";

const ORDER_KEY = "order-1001-of-today";

const at = (path: string): Asked => ({ method: "GET", path });
const post = (path: string, body: object): Asked => ({ method: "POST", path, body });

type OrderOf = (kind: string, trade: string, more: object) => object;

function orderOf(world: ConformanceWorld): OrderOf {
  const signed = signedFor(world);
  return (kind, trade, more) => ({
    order: signed(`warifu/${kind}/1`, { trade, key: ORDER_KEY, ...more }),
  });
}

const MONEY = { amount: 1, currency: "JPY" };

export async function tradeExamples(world: ConformanceWorld): Promise<Examples> {
  const { warifu } = world;
  const signed = signedFor(world);
  const order = orderOf(world);
  const paid = await world.paidTrade({ amount: 9_000 });
  const held = await world.paidTrade({ amount: 9_000, capture: "later" });
  const [open, noted] = await Promise.all(
    [1, 2].map(() => warifu.createTrade({ amount: 900, currency: "JPY" })),
  );
  const capture = await warifu.captureTrade(held, MONEY);
  const refund = await warifu.refundTrade(paid, MONEY);
  return {
    createTrade: post("/v1/trades", {
      terms: signed("warifu/terms/1", {
        ...{ key: ORDER_KEY, amount: 1_000, currency: "JPY", capture: "now" },
        items: [{ name: "Notebook", quantity: 2, amount: 1_000 }],
        ...{ deadline: Date.now() + 30 * 60_000, reference: "P-1001" },
      }),
    }),
    getTrade: at(`/v1/trades/${paid}`),
    readOffer: at(`/v1/trades/${paid}/offer`),
    readStatus: at(`/v1/trades/${paid}/status`),
    readTradeReceipts: at(`/v1/trades/${paid}/receipts`),
    getReceipt: at(`/v1/trades/${paid}/receipt`),
    changeMetadata: post(`/v1/trades/${noted?.id}/metadata`, { metadata: { order: "P-1001" } }),
    listCaptures: at(`/v1/trades/${held}/captures`),
    listRefunds: at(`/v1/trades/${paid}/refunds`),
    getCapture: at(`/v1/captures/${capture.id}`),
    getRefund: at(`/v1/refunds/${refund.id}`),
    cancelTrade: post(`/v1/trades/${open?.id}/cancel`, {}),
    captureTrade: post(
      `/v1/trades/${held}/captures`,
      order("capture", held, { ...MONEY, last: false }),
    ),
    refundTrade: post(`/v1/trades/${paid}/refunds`, order("refund", paid, MONEY)),
    ...(await disputeExamples(world)),
    ...priceListExamples(world),
  };
}

/** Of 1,200 JPY, all of which its payer wants back. */
async function disputedTrade({ stage }: ConformanceWorld): Promise<TradeId> {
  return v.parse(TradeId, await SCRIPTS["dispute.opened"](stage));
}

async function disputeExamples(world: ConformanceWorld): Promise<Examples> {
  const trade = await disputedTrade(world);
  const text = await aShopText("A".repeat(43), trade, "It is on its way.");
  return {
    getDispute: at(`/v1/disputes/${trade}`),
    answerDispute: post(`/v1/disputes/${trade}/messages`, { text }),
    contestDispute: post(`/v1/disputes/${trade}/contest`, {}),
  };
}

function priceListExamples(world: ConformanceWorld): Examples {
  const { page } = world;
  const now = Date.now();
  const list = signedFor(world)("warifu/price-list/1", {
    ...{ name: "main", serial: 1, from: now - 60_000, until: now + 86_400_000 },
    ...{ size: 1, root: "A".repeat(43) },
  });
  const item = {
    ...{ id: "article", name: "Article", amount: 300, currency: "JPY", kind: "access" },
    ...{ quantity: { min: 1, max: 1 }, access_ms: 86_400_000, url: `${page}/article` },
  };
  return {
    publishPriceList: post("/v1/price-lists", { list, items: [item] }),
    readPriceList: at(`/v1/price-lists/${listOf(world)}`),
  };
}

function listOf({ warifu }: ConformanceWorld) {
  return priceListIdOf(v.parse(RegisterId, warifu.register), v.parse(PriceListName, "main"));
}

/** What can be done to a trade but once: rehearsed on another one. */
export async function tradesEnded(world: ConformanceWorld): Promise<Examples> {
  const order = orderOf(world);
  const held = () => world.paidTrade({ amount: 3_000, capture: "later" });
  const voided = [await held(), await held()] as const;
  const accepted = [await disputedTrade(world), await disputedTrade(world)] as const;
  const once = (path: (trade: string) => string, trades: readonly string[], body: OrderBody) => {
    const [meant = "", rehearsed = ""] = trades;
    const rehearsal = { path: path(rehearsed), body: body(rehearsed) };
    return { ...post(path(meant), body(meant)), rehearsal };
  };
  return {
    voidTrade: once(
      (trade) => `/v1/trades/${trade}/void`,
      voided,
      (trade) => order("void", trade, {}),
    ),
    acceptDispute: once(
      (trade) => `/v1/disputes/${trade}/accept`,
      accepted,
      (trade) => order("refund", trade, { amount: 1_200, currency: "JPY" }),
    ),
    buyListed: {
      ...post(`/v1/price-lists/${listOf(world)}/trades`, { item: "article", quantity: 1 }),
    },
  };
}

type OrderBody = (trade: string) => object;
