/**
 * Real orders of the shop under test: its own `trade-from` address makes an order with its trade, as its checkout page
 * does, a test payer pays it, and what the shop says of it is read from an address of its choice. Without one, trades are
 * made by the key alone: then the endpoint is judged by its answers.
 */

import type { RegisterEvent, Warifu } from "../../../register-server/index.ts";
import { openTrade, payTrade, type Stage, until } from "../trigger/stage.ts";
import { subjectOf } from "../trigger/trigger-event.ts";
import type { Story } from "./run-chaos.ts";

export interface ShopAddresses {
  /** POST: makes an order and answers {"trade": …, …} */
  readonly tradeFrom?: string;
  /** GET: `{trade}`, and any other member of trade-from's answer, stand in it */
  readonly state?: string;
  /** with both requests, such as a Cookie */
  readonly headers?: Readonly<Record<string, string>>;
}

export async function paidOrder(
  stage: Stage,
  shop: ShopAddresses,
  refunded: boolean,
): Promise<Story> {
  const { warifu } = stage;
  const { last } = await warifu.events.list({ limit: 1 });
  const order = await newOrder(stage, shop);
  await payTrade(stage, order.trade);
  if (refunded) {
    const { currency } = await warifu.getTrade(order.trade);
    await warifu.refundTrade(order.trade, { amount: 1, currency });
  }
  const events = await eventsOf(warifu, last, order.trade, refunded ? 2 : 1);
  const { state } = shop;
  if (state === undefined) return { trade: order.trade, events };
  const address = state.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(order[name] ?? ""));
  return { trade: order.trade, events, state: () => readState(address, shop.headers) };
}

async function newOrder(
  stage: Stage,
  { tradeFrom, headers }: ShopAddresses,
): Promise<Record<string, string> & { trade: string }> {
  if (tradeFrom === undefined) return { trade: (await openTrade(stage)).id };
  const own = { origin: new URL(tradeFrom).origin, ...headers };
  const answer = await fetch(tradeFrom, { method: "POST", headers: own });
  const body = (await answer.json().catch(() => undefined)) as Record<string, unknown> | undefined;
  const trade = body?.trade ?? body?.id;
  if (!answer.ok || typeof trade !== "string")
    throw new Error(
      `${tradeFrom} made no trade (HTTP ${answer.status}): it answers {"trade": "trd_…"}`,
    );
  const members = Object.entries(body ?? {}).map(([name, value]) => [name, String(value)]);
  return { ...Object.fromEntries(members), trade };
}

async function eventsOf(
  warifu: Warifu,
  after: number,
  trade: string,
  count: number,
): Promise<RegisterEvent[]> {
  let found: RegisterEvent[] = [];
  await until(async () => {
    found = [];
    for await (const event of warifu.events.after(after))
      if (subjectOf(event) === trade) found.push(event);
    return found.length >= count;
  }, `the events of ${trade}`);
  return found;
}

async function readState(
  address: string,
  headers: ShopAddresses["headers"] = {},
): Promise<unknown> {
  const answer = await fetch(address, { headers });
  if (!answer.ok) return { status: answer.status };
  return answer.json().catch(() => undefined);
}
