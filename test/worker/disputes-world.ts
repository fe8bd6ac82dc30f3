// Disputes about trades that were paid, through the public door: what the payer's terminal says, and what the shop does.

import type { DisputeList, DisputeView } from "../../protocol/dispute/dispute-messages.ts";
import type { TradeId } from "../../protocol/ids.ts";
import type { Refund } from "../../protocol/trade/orders.ts";
import { deploymentOf } from "../../worker/synchronous-server/deployment.ts";
import { anOpeningKey, type OpeningPair } from "../support/builders/disclosures.ts";
import { aDisputeAct, aPayerText, aReplyKey } from "../support/builders/disputes.ts";
import { aRefund } from "../support/builders/signed-orders.ts";
import type { Paid } from "./orders-world.ts";
import {
  aShop,
  ask,
  bearing,
  env,
  post,
  postSigned,
  problemIn,
  type Shop,
  type Wallet,
} from "./synchronous-world.ts";

export interface ListeningShop extends Shop {
  readonly keys: OpeningPair;
}

/** A shop that payers can write to. */
export async function aListeningShop(): Promise<ListeningShop> {
  const keys = await anOpeningKey();
  return { ...(await aShop({ encryption_key: keys.encryption })), keys };
}

/** Signed and sent by the payer's terminal, or by another. */
export async function say(
  { offer, wallet }: Pick<Paid, "offer" | "wallet">,
  said: object,
  by: Wallet = wallet,
): Promise<Response> {
  const { trust } = await deploymentOf(env);
  return sendAct(by, offer.trade, await aDisputeAct(by.device, trust, offer, said));
}

export function sendAct(by: Wallet, trade: string, act: unknown): Promise<Response> {
  return postSigned(by.device, `/v1/trades/${trade}/dispute`, { act }, bearing(by));
}

export function readAs(by: Wallet, trade: TradeId): Promise<Response> {
  return postSigned(by.device, `/v1/trades/${trade}/dispute/read`, {}, bearing(by));
}

export const OPENING = { act: "open", reason: "not_received", amount: 4980 } as const;

/** Opened with a text. @returns the key that the payer is answered under */
export async function anOpened(shop: ListeningShop, paid: Paid, said: object = {}) {
  const reply = aReplyKey();
  const text = await aPayerText(shop.keys.encryption, paid.trade, "Nothing came.", { reply });
  const view = await viewIn(say(paid, { ...OPENING, text, ...said }));
  return { view, reply, text };
}

export async function viewIn(answer: Promise<Response>): Promise<DisputeView> {
  const response = await answer;
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

export async function codeIn(answer: Promise<Response>): Promise<string> {
  return (await problemIn(await answer)).code;
}

// #region the shop

const bearer = (shop: Shop) => ({ Authorization: `Bearer ${shop.apiKey}` });

export function readAtShop(shop: Shop, trade: TradeId): Promise<Response> {
  return ask(`/v1/disputes/${trade}`, { headers: bearer(shop) });
}

export async function listOf(shop: Shop, query = ""): Promise<DisputeList> {
  const response = await ask(`/v1/disputes${query}`, { headers: bearer(shop) });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

export function answerAs(
  shop: Shop,
  trade: TradeId,
  act: "messages" | "contest",
  body: object,
  key: string = crypto.randomUUID(),
): Promise<Response> {
  const headers = { ...bearer(shop), "Idempotency-Key": key };
  return post(`/v1/disputes/${trade}/${act}`, body, headers);
}

/** Accepts with a refund of all that was paid, unless said otherwise. */
export async function accept(shop: Shop, trade: TradeId, overrides: Partial<Refund> = {}) {
  return acceptWith(shop, trade, await aRefund(shop.realm, trade, { amount: 4980, ...overrides }));
}

export function acceptWith(shop: Shop, trade: TradeId, order: Awaited<ReturnType<typeof aRefund>>) {
  const headers = { ...bearer(shop), "Idempotency-Key": order.payload.key };
  return post(`/v1/disputes/${trade}/accept`, { order }, headers);
}
