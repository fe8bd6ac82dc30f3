/**
 * createFinalizer: one way for an order to become paid, whoever hears of it first: the page with its receipt, the
 * webhook, the poller. Your `finalize` runs exactly once per trade, inside your own transaction, by a receipt that was
 * verified against the order you stored. Nobody is told that it is done before it is committed: so "paid, but no order"
 * can't happen, and neither can two orders.
 */

import * as v from "valibot";
import { TradeId } from "../../protocol/ids.ts";
import type { TradeView } from "../../protocol/messages.ts";
import { SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import type { TradeStatus } from "../../protocol/words.ts";
import type { Warifu } from "../create-warifu.ts";
import { WarifuError, type WarifuErrorCode } from "../http/warifu-error.ts";
import type { WebhookEvent } from "../webhooks/verify-webhook.ts";
import { type FinalizeDoors, finalizeDoors } from "./doors.ts";

/** What the order asked for, as you stored it: what its receipt must say. */
export interface PayableOrder {
  /** minor units */
  readonly amount: number;
  /** ISO 4217 */
  readonly currency: string;
  /** as the trade was made; `now` if left out */
  readonly capture?: "now" | "later";
}

type MayBe<Order> = Order | null | undefined;

export interface FinalizerOptions<Order extends PayableOrder, Transaction = void> {
  readonly warifu: Warifu;
  /** The order that you stored with this trade before its id left your backend; none, where it isn't yours. */
  orderOf(trade: TradeId): MayBe<Order> | PromiseLike<MayBe<Order>>;
  /**
   * Your transaction, keyed by the trade: write the trade into a table where it can stand once. Only if it wasn't there,
   * call `work` and await it. Commit, and only then return. Where anything throws, roll back and throw.
   */
  once(trade: TradeId, work: (transaction: Transaction) => void | Promise<void>): unknown;
  /** Makes the order paid, inside that transaction. Throw, and it is as if nobody had come. @param receipt verified: keep it */
  finalize(order: Order, receipt: SignedReceipt, transaction: Transaction): unknown;
  /** Any other event that the webhook or the poller brings, perhaps again; await what it has to write. */
  onEvent?(event: WebhookEvent): unknown;
  /** For your log: somebody brought what isn't a payment of an order of yours. */
  onRefused?(refused: Refused): void;
  /**
   * What the webhook answers for a trade that `orderOf` doesn't know. `refuse` (if left out): 404, so that it comes again
   * and nothing paid is lost; `accept`: 204, where others sell under this register too.
   */
  readonly unknownTrades?: "refuse" | "accept";
}

export type Finalized<Order> =
  /** committed; `first`: by this call */
  | {
      readonly state: "finalized";
      readonly first: boolean;
      readonly trade: TradeId;
      readonly order: Order;
      readonly receipt: SignedReceipt;
    }
  /** there is no money of it, or not yet */
  | { readonly state: "unpaid"; readonly trade: TradeId; readonly status: TradeStatus }
  | Refused;

export interface Refused {
  readonly state: "refused";
  readonly code: WarifuErrorCode | "trade_not_ours" | "order_mismatch";
  readonly trade?: TradeId;
}

export interface ReceiptOptions<Order> {
  /** whether it is the order that the page speaks of; any of yours if left out */
  readonly isIt?: (order: Order) => boolean;
}

export interface Finalizer<Order extends PayableOrder> extends FinalizeDoors<Order> {
  /** @param receipt from anywhere, unchecked @throws what `orderOf`, `once` and `finalize` throw */
  byReceipt(receipt: unknown, options?: ReceiptOptions<Order>): Promise<Finalized<Order>>;
  /** Asks Warifu about a trade. @throws WarifuError and what `orderOf`, `once` and `finalize` throw */
  byTrade(trade: string): Promise<Finalized<Order>>;
  /** The same by an answer that you have already. @throws as `byReceipt` */
  byView(view: TradeView): Promise<Finalized<Order>>;
}

const PAID: ReadonlySet<TradeStatus> = new Set(["settled", "authorized", "completed"]);

export function createFinalizer<Order extends PayableOrder, Transaction = void>(
  options: FinalizerOptions<Order, Transaction>,
): Finalizer<Order> {
  const { warifu } = options;
  const commit = committer(options);
  const refuse = (code: Refused["code"], trade?: TradeId): Refused => {
    const refused = { state: "refused", code, ...(trade === undefined ? {} : { trade }) } as const;
    const isOthers = code === "trade_not_ours" && options.unknownTrades === "accept";
    if (!isOthers) options.onRefused?.(refused);
    return refused;
  };
  const byReceipt: Finalizer<Order>["byReceipt"] = async (receipt, { isIt } = {}) => {
    const parsed = v.safeParse(SignedReceipt, receipt);
    if (!parsed.success) return refuse("receipt_malformed");
    const signed = parsed.output;
    const { trade } = signed.payload;
    const order = await options.orderOf(trade);
    if (!order) return refuse("trade_not_ours", trade);
    if (isIt && !isIt(order)) return refuse("order_mismatch", trade);
    const code = await refusalOf(warifu, order, signed);
    if (code) return refuse(code, trade);
    return {
      state: "finalized",
      first: await commit(order, signed),
      trade,
      order,
      receipt: signed,
    };
  };
  const byView = async ({ id, status, receipt }: TradeView): Promise<Finalized<Order>> => {
    if (receipt === undefined || !PAID.has(status)) return { state: "unpaid", trade: id, status };
    return byReceipt(receipt);
  };
  const byTrade = async (trade: string) => {
    const id = v.safeParse(TradeId, trade);
    if (!id.success) return refuse("trade_not_ours");
    // About a trade of others nothing is asked of Warifu.
    if ((await options.orderOf(id.output)) === undefined)
      return refuse("trade_not_ours", id.output);
    return byView(await warifu.getTrade(id.output));
  };
  return { byReceipt, byView, byTrade, ...finalizeDoors(options, { byReceipt, byTrade }) };
}

/** @returns why it isn't a receipt of this order, if it isn't */
async function refusalOf(
  { register, mode, receipts }: Warifu,
  { amount, currency, capture }: PayableOrder,
  receipt: SignedReceipt,
): Promise<WarifuErrorCode | undefined> {
  const outcome = capture === "later" ? ("authorized" as const) : ("settled" as const);
  const { trade } = receipt.payload;
  try {
    await receipts.verify(receipt, { register, mode, trade, amount, currency, outcome });
    return undefined;
  } catch (error) {
    if (error instanceof WarifuError) return error.code;
    throw error;
  }
}

/** Who comes while another one is at it waits for him: so a `once` that isn't atomic does no harm within a process. */
function committer<Order extends PayableOrder, Transaction>({
  once,
  finalize,
}: FinalizerOptions<Order, Transaction>) {
  const underWay = new Map<TradeId, Promise<boolean>>();
  const run = async (order: Order, receipt: SignedReceipt): Promise<boolean> => {
    let isFirst = false;
    await once(receipt.payload.trade, (transaction) => {
      isFirst = true;
      const done = finalize(order, receipt, transaction);
      // Nothing is awaited of what is done at once: a transaction may be synchronous.
      return isThenable(done) ? Promise.resolve(done).then(() => undefined) : undefined;
    });
    return isFirst;
  };
  return async (order: Order, receipt: SignedReceipt): Promise<boolean> => {
    const { trade } = receipt.payload;
    const former = underWay.get(trade);
    if (former) return former.then(() => false);
    const running = run(order, receipt);
    underWay.set(trade, running);
    try {
      return await running;
    } finally {
      underWay.delete(trade);
    }
  };
}

/** Promises, and what libraries of databases give that is like one. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}
