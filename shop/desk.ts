/**
 * The shop's desk: takes what was reserved, gives it up, gives money back. Each act is written with its key
 * before Warifu is asked, so that a form sent twice, or a crash in between, is one act.
 */

import { type Warifu, WarifuError } from "../register-server/index.ts";
import { followMoney, paidTradeOf } from "./order-money.ts";
import { type Order, readOrder } from "./orders.ts";
import type { Shop } from "./shop.ts";

export const DESK_ACTS = ["capture", "void", "refund"] as const;
export type DeskAct = (typeof DESK_ACTS)[number];

export interface DeskOrder {
  /** the idempotency key; made with the form */
  readonly key: string;
  readonly act: DeskAct;
  /** minor units; of no meaning for a void */
  readonly amount: number;
}

/** `done`, `pending` (asked, without an answer yet: send the same again), or Warifu's code. */
export type DeskSaid = string;

const ACT_LIMIT_MS = 10_000;
const LOOK_LIMIT_MS = 2_000;

export async function doAtDesk(shop: Shop, order: Order, asked: DeskOrder): Promise<DeskSaid> {
  const trade = paidTradeOf(shop, order.id);
  if (trade === undefined) return "trade_not_paid";
  const { key, act, amount } = writeDown(shop, order, asked);
  const signal = AbortSignal.timeout(ACT_LIMIT_MS);
  const money = { amount, currency: order.currency };
  const said = await answerOf(ask(shop.warifu, trade, act, money, { idempotencyKey: key, signal }));
  if (said === "done" || said !== "pending")
    shop.db.prepare("UPDATE desk_acts SET said = ? WHERE key = ?").run(said, key);
  await followMoney(shop, order, AbortSignal.timeout(LOOK_LIMIT_MS));
  return said;
}

/** The act as it was written first: what a key asks for never changes. */
function writeDown({ db, now }: Shop, { id }: Order, { key, act, amount }: DeskOrder): DeskOrder {
  db.prepare("INSERT INTO desk_acts VALUES (?, ?, ?, ?, ?, NULL) ON CONFLICT DO NOTHING").run(
    ...[key, id, act, amount, now()],
  );
  const row = db.prepare("SELECT * FROM desk_acts WHERE key = ?").get(key);
  return { key, act: row?.act as DeskAct, amount: Number(row?.amount) };
}

async function ask(
  warifu: Warifu,
  trade: string,
  act: DeskAct,
  money: { amount: number; currency: string },
  options: { idempotencyKey: string; signal: AbortSignal },
): Promise<"done" | "pending"> {
  if (act === "void")
    return (await warifu.voidTrade(trade, options)).status === "authorized" ? "pending" : "done";
  const view =
    act === "capture"
      ? // What isn't sent is given back at once.
        await warifu.captureTrade(trade, { ...money, last: true }, options)
      : await warifu.refundTrade(trade, money, options);
  return view.status === "pending" ? "pending" : "done";
}

async function answerOf(asked: Promise<"done" | "pending">): Promise<DeskSaid> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof WarifuError)) throw error;
    // Nothing was decided, or nobody knows yet: the same may be sent again.
    const undecided = error.retryable || ["no_answer", "aborted"].includes(error.code);
    return undecided && error.code !== "refund_unfunded" ? "pending" : error.code;
  }
}

/** What was asked and has no answer, newest first. */
export function openActs({ db }: Shop, order: string): DeskOrder[] {
  return db
    .prepare("SELECT * FROM desk_acts WHERE order_id = ? AND said IS NULL ORDER BY made_at DESC")
    .all(order)
    .map((row) => ({
      key: String(row.key),
      act: row.act as DeskAct,
      amount: Number(row.amount),
    }));
}

/** All orders that were paid, newest first: the desk is the shop's. */
export function paidOrders(shop: Shop): Order[] {
  return shop.db
    .prepare("SELECT id FROM orders WHERE state = 'paid' ORDER BY number DESC LIMIT 50")
    .all()
    .map(({ id }) => readOrder(shop, String(id)));
}
