// Trades that were paid or held, and a shop's orders about them through the public door, with a branch that only takes
// orders in the carrier's place.

import type { TradeId } from "../../protocol/ids.ts";
import type { TradeView } from "../../protocol/messages.ts";
import type { Terms } from "../../protocol/signing/signed-objects.ts";
import type { Offer } from "../../protocol/trade/offer.ts";
import type { CaptureList, RefundList } from "../../protocol/trade/order-messages.ts";
import type { Capture, Refund, VoidHold } from "../../protocol/trade/orders.ts";
import { clockNow } from "../../worker/objects/clock.ts";
import { aCapture, aRefund, aVoid } from "../support/builders/signed-orders.ts";
import type { FakeOrderTaker } from "./fake-order-taker.ts";
import {
  aClaim,
  ask,
  aTrade,
  aWallet,
  flushed,
  getTrade,
  post,
  readOffer,
  type Shop,
  tillStub,
  type Wallet,
} from "./synchronous-world.ts";

export const HOUR = 60 * 60_000;

/** Terms that hold the amount for a day after a deadline of half an hour. */
export function held(overrides: Partial<Terms> = {}): Partial<Terms> {
  const deadline = overrides.deadline ?? clockNow() + HOUR / 2;
  return { capture: "later", deadline, hold_until: deadline + 24 * HOUR, ...overrides };
}

export interface Paid {
  readonly offer: Offer;
  readonly trade: TradeId;
  readonly wallet: Wallet;
}

/** Claimed at the real till, decided by the fake branch, and told to the till unless `tell` says no. */
export async function aPaid(
  shop: Shop,
  branch: FakeOrderTaker,
  terms: Partial<Terms> = {},
  { tell = true } = {},
): Promise<Paid> {
  const wallet = await aWallet();
  const { id } = await aTrade(shop, terms);
  await flushed(id);
  const offer = await readOffer(id);
  await aClaim(wallet, offer);
  const news = await branch.decide(shop, offer);
  if (tell) await tillStub(id).credit([news]);
  return { offer, trade: id, wallet };
}

export function postOrder(
  shop: Shop,
  path: "captures" | "void" | "refunds",
  order: { readonly payload: { readonly trade: TradeId; readonly key: string } },
  headers: Record<string, string> = {},
): Promise<Response> {
  return post(
    `/v1/trades/${order.payload.trade}/${path}`,
    { order },
    {
      Authorization: `Bearer ${shop.apiKey}`,
      "Idempotency-Key": order.payload.key,
      ...headers,
    },
  );
}

export async function capture(shop: Shop, trade: TradeId, overrides: Partial<Capture> = {}) {
  return postOrder(shop, "captures", await aCapture(shop.realm, trade, overrides));
}

export async function voidHold(shop: Shop, trade: TradeId, overrides: Partial<VoidHold> = {}) {
  return postOrder(shop, "void", await aVoid(shop.realm, trade, overrides));
}

export async function refund(shop: Shop, trade: TradeId, overrides: Partial<Refund> = {}) {
  return postOrder(shop, "refunds", await aRefund(shop.realm, trade, overrides));
}

export async function viewOf(shop: Shop, trade: TradeId): Promise<TradeView> {
  return (await getTrade(shop, trade)).json();
}

async function list<T>(shop: Shop, path: string): Promise<T> {
  const answer = await ask(path, { headers: { Authorization: `Bearer ${shop.apiKey}` } });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

export async function capturesOf(shop: Shop, trade: TradeId) {
  return (await list<CaptureList>(shop, `/v1/trades/${trade}/captures`)).captures;
}

export async function refundsOf(shop: Shop, trade: TradeId) {
  return (await list<RefundList>(shop, `/v1/trades/${trade}/refunds`)).refunds;
}
