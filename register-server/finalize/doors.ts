/**
 * The three ways to a finalizer, as a shop's server has them: the page's POST, the webhook's POST, and the round of a
 * poller. Each answers, or goes on, only once what it was told of is committed; what throws is for the server to answer
 * with 500, and comes again.
 */

import { BODY_BYTES_MAX } from "../../protocol/limits.ts";
import { bodyOf, type IncomingRequest } from "../http/incoming.ts";
import { WarifuError, type WarifuErrorCode } from "../http/warifu-error.ts";
import type {
  UnknownEvent,
  WebhookEvent,
  WebhookExpectations,
} from "../webhooks/verify-webhook.ts";
import type { Finalized, FinalizerOptions, PayableOrder, ReceiptOptions } from "./finalizer.ts";

export interface Position {
  /** the sequence of the last event that was taken; 0 at first */
  readonly after: number;
  /** Stores it. What happens between two of these happens again. */
  save(sequence: number): unknown;
  readonly signal?: AbortSignal;
}

export interface FinalizeDoors<Order extends PayableOrder> {
  /**
   * The page's POST, its body a receipt or `{ receipt }`. 200 `{ state: "finalized", trade }` once it is committed; 422
   * `{ error }` for what isn't a payment of this order.
   */
  page(request: IncomingRequest, options?: ReceiptOptions<Order>): Promise<Response>;
  /**
   * The webhook's POST. 204 once all that it brings is committed; 401 for what isn't Warifu's.
   * @param expected by createWarifu's `webhookSecret` if left out
   */
  webhook(request: IncomingRequest, expected?: WebhookExpectations): Promise<Response>;
  /** One round of a poller: all events there are after a sequence. @throws with what is done so far saved */
  poll(position: Position): Promise<void>;
}

interface Ways<Order> {
  byReceipt(receipt: unknown, options?: ReceiptOptions<Order>): Promise<Finalized<Order>>;
  byTrade(trade: string): Promise<Finalized<Order>>;
}

/** What is wrong with the request. What is wrong with the shop's own code is thrown. */
const NOT_OURS: ReadonlySet<WarifuErrorCode> = new Set([
  "webhook_forged",
  "webhook_stale",
  "webhook_malformed",
]);

export function finalizeDoors<Order extends PayableOrder, Transaction>(
  options: FinalizerOptions<Order, Transaction>,
  { byReceipt, byTrade }: Ways<Order>,
): FinalizeDoors<Order> {
  const { warifu, onEvent, unknownTrades = "refuse" } = options;
  const take = async (event: WebhookEvent): Promise<Finalized<Order> | undefined> => {
    if (isPayment(event)) return byTrade(event.data.trade);
    await onEvent?.(event);
    return undefined;
  };
  return {
    page: async (request, { isIt } = {}) => {
      const receipt = receiptIn(await bodyOf(request, BODY_BYTES_MAX));
      const done = await byReceipt(receipt, isIt ? { isIt } : {});
      if (done.state === "refused") return Response.json({ error: done.code }, { status: 422 });
      return Response.json({ state: done.state, trade: done.trade });
    },
    webhook: async (request, expected) => {
      const event = await warifu.webhooks.verify(request, expected).catch(notOurs);
      if (typeof event === "string") return Response.json({ error: event }, { status: 401 });
      return answerTo(await take(event), unknownTrades === "accept");
    },
    poll: async ({ after, save, signal }) => {
      for await (const event of warifu.events.after(after, signal ? { signal } : {})) {
        const done = await take(event);
        // Going on would lose it.
        if (isEarly(done)) throw new WarifuError("answer_mismatch", EARLY, { retryable: true });
        await save(event.sequence);
      }
    },
  };
}

function notOurs(error: unknown): WarifuErrorCode {
  if (error instanceof WarifuError && NOT_OURS.has(error.code)) return error.code;
  throw error;
}

function isPayment(
  event: WebhookEvent,
): event is Exclude<WebhookEvent, UnknownEvent> & { data: { trade: string } } {
  return event.type === "trade.settled" || event.type === "trade.authorized";
}

const EARLY = "an event says that the trade is paid, and the trade doesn't yet";

function isEarly<Order>(done: Finalized<Order> | undefined): boolean {
  return done?.state === "unpaid" && done.status === "open";
}

function answerTo<Order>(done: Finalized<Order> | undefined, acceptsUnknown: boolean): Response {
  if (isEarly(done)) return new Response(null, { status: 503 });
  if (done?.state !== "refused") return new Response(null, { status: 204 });
  const isUnknown = done.code === "trade_not_ours";
  if (isUnknown && acceptsUnknown) return new Response(null, { status: 204 });
  return Response.json({ error: done.code }, { status: isUnknown ? 404 : 422 });
}

function receiptIn(body: Uint8Array | "read_before" | "too_large"): unknown {
  if (body === "read_before")
    throw new WarifuError("body_read", "hand the request over before anything reads its body");
  if (body === "too_large") return undefined;
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof json === "object" && json !== null && "receipt" in json ? json.receipt : json;
  } catch {
    return undefined;
  }
}
