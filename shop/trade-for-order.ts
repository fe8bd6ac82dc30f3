/**
 * tradeForOrder: the trade a press pays by. The same unpaid order gives the same trade until that has ended
 * without a payment; then it gets another. The shop's rows are written before each step, so a crash in
 * between repeats the step instead of making a second trade.
 */

import { setTimeout as wait } from "node:timers/promises";
import { type TradeView, WarifuError } from "../register-server/index.ts";
import { asksOf } from "./delivery.ts";
import { finalizerOf } from "./finalize-order.ts";
import { endTrade, liveTradeOf, type OrderTrade, storeTrade } from "./order-trades.ts";
import type { Order } from "./orders.ts";
import type { Shop } from "./shop.ts";

/** A new trade, and one or two that turned out to be over. */
const ROUNDS_MAX = 3;
/** A shopper waits; an answer that takes longer is as good as none. */
const ASK_LIMIT_MS = 5_000;

/** @returns the trade's id, which is stored with the order. @throws WarifuError */
export async function tradeForOrder(shop: Shop, order: Order): Promise<string> {
  let last: string | undefined;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const row = liveTradeOf(shop, order);
    const view = await viewOf(shop, order, row);
    if (view === "never-made") continue;
    last = view === "unknown" ? (row.trade ?? undefined) : view.id;
    // Not knowing is no reason to make a second trade: the first may be paid.
    if (view === "unknown" || view.status === "open") break;
    await takeOutcome(shop, row.key, view);
    if (isPaid(view)) break;
  }
  if (last === undefined) throw new WarifuError("trade_not_found", "no trade could be made");
  return last;
}

/** Paid at once, or reserved, whatever became of the reservation since. */
function isPaid({ status, receipt }: TradeView): boolean {
  return receipt !== undefined && ["settled", "authorized", "completed"].includes(status);
}

/** What an answer says of a trade that isn't open any more. */
export async function takeOutcome(shop: Shop, key: string, view: TradeView): Promise<void> {
  if (view.status === "open") return;
  if (!isPaid(view)) {
    endTrade(shop, key);
    return;
  }
  await finalizerOf(shop).byView(view);
}

/** A trade that the server no longer has was lost in the moment after its creation: the same key makes the same one. */
async function viewOf(
  shop: Shop,
  order: Order,
  row: OrderTrade,
): Promise<TradeView | "never-made" | "unknown"> {
  const view = row.trade === null ? "lost" : await ask(shop, row.trade);
  return view === "lost" ? create(shop, order, row) : view;
}

async function create(
  shop: Shop,
  order: Order,
  row: OrderTrade,
): Promise<TradeView | "never-made"> {
  if (shop.tradeDelayMs > 0) await wait(shop.tradeDelayMs);
  const { amount, currency, lines, id: reference } = order;
  const items = lines.map((line) => ({
    name: line.name,
    quantity: line.quantity,
    amount: line.amount,
  }));
  const capture = order.later ? ("later" as const) : ("now" as const);
  const asked = { deadline: row.deadline, capture, ...asksOf(shop) };
  const request = { amount, currency, items, reference, ...asked };
  try {
    const view = await shop.warifu.createTrade(request, { idempotencyKey: row.key });
    storeTrade(shop, row.key, view.id);
    return view;
  } catch (error) {
    // The row is so old that its deadline is past, and the server has no such trade: nobody can pay it.
    if (!(error instanceof WarifuError) || error.code !== "deadline_out_of_range") throw error;
    endTrade(shop, row.key);
    return "never-made";
  }
}

async function ask(shop: Shop, trade: string): Promise<TradeView | "lost" | "unknown"> {
  try {
    return await shop.warifu.getTrade(trade, { signal: AbortSignal.timeout(ASK_LIMIT_MS) });
  } catch (error) {
    if (!(error instanceof WarifuError)) throw error;
    return error.code === "trade_not_found" ? "lost" : "unknown";
  }
}
