/**
 * What buyers say is wrong, at the desk: read from Warifu whenever somebody looks, and answered by a form with a key of
 * its own, so that one sent twice is one answer. Nothing of it is kept here, and who asks the shop never learns.
 */

import { type Dispute, WarifuError } from "../register-server/index.ts";
import type { DeskSaid } from "./desk.ts";
import { followMoney } from "./order-money.ts";
import { findByTrade } from "./order-trades.ts";
import { type Order, readOrder } from "./orders.ts";
import type { Shop } from "./shop.ts";

export const DISPUTE_ACTS = ["write", "contest", "accept"] as const;
export type DisputeAct = (typeof DISPUTE_ACTS)[number];

export interface DeskDispute {
  readonly dispute: Dispute;
  readonly order: Order;
}

const UNSETTLED = ["open", "contested", "escalated", "upheld"] as const;
const SHOWN_MAX = 20;
const ACT_LIMIT_MS = 10_000;

/** Those that aren't over, the oldest first; none while Warifu can't be asked. */
export async function openDisputes(shop: Shop, signal: AbortSignal): Promise<DeskDispute[]> {
  try {
    const { disputes } = await shop.warifu.disputes.list({
      ...{ status: UNSETTLED, limit: SHOWN_MAX, signal },
    });
    const known = disputes.flatMap(({ trade }) => {
      const order = orderOf(shop, trade);
      return order ? [{ trade, order }] : [];
    });
    return await Promise.all(
      known.map(async ({ trade, order }) => {
        return { dispute: await shop.warifu.disputes.get(trade, { signal }), order };
      }),
    );
  } catch (error) {
    if (!(error instanceof WarifuError)) throw error;
    if (error.code !== "aborted") shop.log("disputes_failed", { code: error.code });
    return [];
  }
}

export interface DisputeAnswer {
  readonly act: DisputeAct;
  /** made with the form */
  readonly key: string;
  readonly text: string;
}

export async function answerDispute(
  shop: Shop,
  trade: string,
  { act, key, text }: DisputeAnswer,
): Promise<DeskSaid> {
  const { disputes } = shop.warifu;
  const options = { idempotencyKey: key, signal: AbortSignal.timeout(ACT_LIMIT_MS) };
  const words = text === "" ? undefined : text;
  try {
    if (act === "write") await disputes.write(trade, text, options);
    else if (act === "contest") await disputes.contest(trade, words, options);
    else if ((await disputes.accept(trade, options)).status !== "refunded") return "pending";
    return "done";
  } catch (error) {
    if (!(error instanceof WarifuError)) throw error;
    return error.retryable || ["no_answer", "aborted"].includes(error.code)
      ? "pending"
      : error.code;
  } finally {
    const order = orderOf(shop, trade);
    if (order && act === "accept")
      await followMoney(shop, order, AbortSignal.timeout(ACT_LIMIT_MS));
  }
}

function orderOf(shop: Shop, trade: string): Order | undefined {
  const found = findByTrade(shop, trade);
  return found && readOrder(shop, found.order);
}
