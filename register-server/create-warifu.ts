/**
 * createWarifu: the SDK for one register, from its one secret. The secret is kept in closures: neither
 * printing, inspecting nor serialising the object shows it. Only fetch and WebCrypto are used, so it runs
 * wherever they do.
 */

import * as v from "valibot";
import type { ReceiptRoot } from "../protocol/count/receipt-root.ts";
import type { GivenFields } from "../protocol/disclosure/fields.ts";
import { type Mode, parseTradeId, type RegisterId, TradeId } from "../protocol/ids.ts";
import { TradeView } from "../protocol/messages.ts";
import type { WellKnown } from "../protocol/register/origin-proof.ts";
import type { Receipt } from "../protocol/signing/signed-objects.ts";
import type { CaptureView, RefundView } from "../protocol/trade/order-messages.ts";
import type { TradeExpansion } from "../protocol/trade/trade-list.ts";
import { openDisclosure } from "./disclosure/disclosure.ts";
import { type DisputeCalls, disputeCalls } from "./disputes/disputes.ts";
import { queryOf } from "./http/calls.ts";
import { exchange } from "./http/exchange.ts";
import type { ApiRequest, Channel } from "./http/try-once.ts";
import { WarifuError } from "./http/warifu-error.ts";
import { giveWellFormed } from "./http/well-formed.ts";
import { type Identity, identityOf } from "./identity.ts";
import { type KeyParts, parseKey } from "./key.ts";
import { type PriceListCalls, priceListCalls } from "./links/price-lists.ts";
import { type PayoutCalls, payoutCalls } from "./money/payouts.ts";
import { type ReceiptCalls, receiptCalls } from "./receipts/receipts.ts";
import type { ReceiptExpectations } from "./receipts/verify-receipt.ts";
import { type KeyCalls, keyCalls } from "./register/keys.ts";
import { type RegisterCalls, registerCalls, wellKnownOf } from "./register/register.ts";
import {
  type CallOptions,
  createTrade,
  newIdempotencyKey,
  type TradeRequest,
  type WriteOptions,
} from "./trades/create-trade.ts";
import {
  type CaptureRequest,
  captureTrade,
  listCaptures,
  listRefunds,
  type RefundRequest,
  refundTrade,
  voidTrade,
} from "./trades/orders.ts";
import { type ReadCalls, readCalls } from "./trades/reads.ts";
import { type TradeListCalls, tradeListCalls } from "./trades/trade-list.ts";
import {
  type EventCalls,
  eventCalls,
  type WebhookCalls,
  webhookCalls,
} from "./webhooks/webhooks.ts";

export interface WarifuOptions {
  /** the WARIFU_KEY of the register */
  readonly key: string | undefined;
  readonly fetch?: typeof fetch;
  /** ms since the epoch */
  readonly now?: () => number;
  /** @returns this many random bytes */
  readonly random?: (length: number) => Uint8Array<ArrayBuffer>;
  /** waits ms, or until the signal aborts */
  readonly wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** limit of one try, ms; 10 000 if left out */
  readonly timeoutMs?: number;
  /** how often a call is tried at most, the first time included; 4 if left out */
  readonly triesMax?: number;
  /** no further try begins so long after the first one, ms; 60 000 if left out */
  readonly budgetMs?: number;
  /** of your webhook endpoint, `whsec_…`, for `webhooks.verify(request)`; several while one takes another's place */
  readonly webhookSecret?: string | readonly string[] | undefined;
}

export interface Warifu
  extends PayoutCalls,
    KeyCalls,
    RegisterCalls,
    TradeListCalls,
    ReadCalls,
    PriceListCalls {
  /** what payers say is wrong, and your answers */
  readonly disputes: DisputeCalls;
  /** what happened to trades and payouts, by asking */
  readonly events: EventCalls;
  /** the same, brought to your server */
  readonly webhooks: WebhookCalls;
  /** whether a receipt is an order's, and among its day's */
  readonly receipts: ReceiptCalls;
  readonly register: RegisterId;
  readonly mode: Mode;
  /** where checkout.js is served and the API answers */
  readonly origin: string;
  /** whether this WARIFU_KEY opens what shoppers give, so that trades may have `asks` */
  readonly canAsk: boolean;
  /** A UUIDv7. Store it with the order before createTrade, and a crash in between costs nothing. */
  newIdempotencyKey(): string;
  /** @throws WarifuError */
  createTrade(request: TradeRequest, options?: WriteOptions): Promise<TradeView>;
  /** @throws WarifuError */
  getTrade(
    trade: string,
    options?: CallOptions & { readonly expand?: readonly TradeExpansion[] },
  ): Promise<TradeView>;
  /**
   * What the payer gave of what was asked for; undefined where it is nothing, or has not come yet.
   * @param trade as getTrade answered it @throws WarifuError `disclosure_…`: then nothing of it is to be believed
   */
  openDisclosure(trade: TradeView): Promise<GivenFields | undefined>;
  /** Asks for the end of a trade. @throws WarifuError `trade_settled` when it was paid first */
  cancelTrade(trade: string, options?: WriteOptions): Promise<TradeView>;
  /**
   * Your own notes on a trade: names get their texts, `null` takes one away, the others stay. Not for personal data.
   * @returns the trade @throws WarifuError
   */
  changeMetadata(
    trade: string,
    metadata: Readonly<Record<string, string | null>>,
    options?: WriteOptions,
  ): Promise<TradeView>;
  /** Takes from a held amount. `status: "pending"`: asked again until it is done; so may you. @throws WarifuError */
  captureTrade(
    trade: string,
    request: CaptureRequest,
    options?: WriteOptions,
  ): Promise<CaptureView>;
  /** Gives what is left of a held amount back. @returns the trade, still `authorized` while that is pending. @throws WarifuError */
  voidTrade(trade: string, options?: WriteOptions): Promise<TradeView>;
  /** Gives back to whoever paid. @throws WarifuError `refund_unfunded`: not yet, try again later with the same key */
  refundTrade(trade: string, request: RefundRequest, options?: WriteOptions): Promise<RefundView>;
  /** @throws WarifuError */
  listCaptures(trade: string, options?: CallOptions): Promise<CaptureView[]>;
  /** @throws WarifuError */
  listRefunds(trade: string, options?: CallOptions): Promise<RefundView[]>;
  /**
   * What to answer at `/.well-known/warifu.json`, as application/json, on each of your origins: how they are proven.
   * @param also other WARIFU_KEYs whose keys are to be named too, as the next one before a change. @throws WarifuError
   */
  wellKnown(...also: readonly string[]): Promise<WellKnown>;
  /** `receipts.verify` */
  verifyReceipt(receipt: unknown, expected: ReceiptExpectations): Promise<Receipt>;
  /** `receipts.verifyInclusion` */
  verifyInclusion(receipt: unknown, proof: unknown, root: unknown): Promise<ReceiptRoot>;
  toJSON(): { register: RegisterId; mode: Mode; origin: string };
}

const TRY_LIMIT_MS = 10_000;
const TRIES_MAX = 4;
const BUDGET_MS = 60_000;

/** @throws WarifuError `key_malformed`, `webcrypto_missing` */
export function createWarifu(options: WarifuOptions): Warifu {
  if (typeof crypto === "undefined" || crypto.subtle === undefined) {
    const fix = "on Node 18: globalThis.crypto = require('node:crypto').webcrypto";
    throw new WarifuError("webcrypto_missing", fix);
  }
  giveWellFormed();
  const key = { value: partsOf(options.key) };
  const { now = Date.now } = options;
  const identity = identityOf(key.value);
  const channel = channelOf(key.value, options);
  const newKey = () => newIdempotencyKey(now(), channel.random(10));
  const { register, mode, origin } = key.value;
  const receipts = receiptCalls(channel, identity, newKey);
  const shown = () => ({ register, mode, origin });
  return Object.freeze({
    ...shown(),
    canAsk: identity.encryptionKey !== undefined,
    newIdempotencyKey: newKey,
    createTrade: async (request: TradeRequest, { idempotencyKey, signal }: WriteOptions = {}) =>
      createTrade(
        channel,
        identity,
        request,
        { idempotencyKey: idempotencyKey ?? newKey(), signal },
        now(),
      ),
    openDisclosure: (trade: TradeView) => openDisclosure(identity, trade),
    ...tradeCalls(channel, identity, newKey),
    ...payoutCalls(channel, identity, { now, newKey }),
    ...keyCalls(channel, identity, { now, newKey }),
    ...orderCalls(channel, identity, newKey),
    ...tradeListCalls(channel, identity),
    ...readCalls(channel, identity, (trade) => ownTrade(identity, trade), newKey),
    ...priceListCalls(channel, identity, { now, newKey }),
    ...registerCalls(channel, identity, { now, newKey }),
    disputes: disputeCalls(channel, identity, {
      newKey,
      ownTrade: (trade) => ownTrade(identity, trade),
    }),
    events: eventCalls(channel),
    webhooks: webhookCalls(channel, { now, newKey }, options.webhookSecret),
    receipts,
    wellKnown: (...also: readonly string[]) => wellKnownOf([key.value, ...also.map(partsOf)]),
    verifyReceipt: receipts.verify,
    verifyInclusion: receipts.verifyInclusion,
    toJSON: shown,
    [Symbol.for("nodejs.util.inspect.custom")]: shown,
  });
}

function partsOf(text: string | undefined): KeyParts {
  const key = parseKey(text);
  if (!key.ok) throw new WarifuError("key_malformed", key.error);
  return key.value;
}

type TradeCalls = Pick<Warifu, "getTrade" | "cancelTrade" | "changeMetadata">;

function tradeCalls(channel: Channel, identity: Identity, newKey: () => string): TradeCalls {
  const post = (
    trade: string,
    asked: { readonly path: string; readonly body: unknown },
    { idempotencyKey = newKey(), signal }: WriteOptions = {},
  ) => ofTrade(channel, identity, trade, { method: "POST", ...asked, idempotencyKey, signal });
  return {
    getTrade: async (trade, { expand, signal } = {}) => {
      const path = queryOf({ expand: expand?.join() });
      return ofTrade(channel, identity, trade, { method: "GET", path, signal });
    },
    cancelTrade: async (trade, options) => post(trade, { path: "/cancel", body: {} }, options),
    changeMetadata: async (trade, metadata, options) =>
      post(trade, { path: "/metadata", body: { metadata } }, options),
  };
}

type OrderCalls = Pick<
  Warifu,
  "captureTrade" | "voidTrade" | "refundTrade" | "listCaptures" | "listRefunds"
>;

function orderCalls(channel: Channel, identity: Identity, newKey: () => string): OrderCalls {
  const callOf = (trade: string, { idempotencyKey = newKey(), signal }: WriteOptions = {}) => {
    return { channel, identity, trade: ownTrade(identity, trade), idempotencyKey, signal };
  };
  return {
    captureTrade: async (trade, request, options) => captureTrade(callOf(trade, options), request),
    voidTrade: async (trade, options) => voidTrade(callOf(trade, options)),
    refundTrade: async (trade, request, options) => refundTrade(callOf(trade, options), request),
    listCaptures: async (trade, options) => listCaptures(callOf(trade, options)),
    listRefunds: async (trade, options) => listRefunds(callOf(trade, options)),
  };
}

function channelOf({ origin, api_key }: KeyParts, options: WarifuOptions): Channel {
  return {
    origin,
    apiKey: api_key,
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    random: options.random ?? ((length) => crypto.getRandomValues(new Uint8Array(length))),
    wait: options.wait ?? waitFor,
    now: options.now ?? Date.now,
    timeoutMs: options.timeoutMs ?? TRY_LIMIT_MS,
    triesMax: options.triesMax ?? TRIES_MAX,
    budgetMs: options.budgetMs ?? BUDGET_MS,
  };
}

/** Another register's trade is refused here: its till would, and no key need travel there for it. */
function ownTrade({ register }: Identity, trade: string): TradeId {
  const id = v.safeParse(TradeId, trade);
  if (!id.success) throw new WarifuError("invalid_request", "not a trade id", { param: "trade" });
  if (parseTradeId(id.output).register !== register)
    throw new WarifuError("wrong_register", "the trade is another register's", { param: "trade" });
  return id.output;
}

async function ofTrade(
  channel: Channel,
  identity: Identity,
  trade: string,
  request: ApiRequest,
): Promise<TradeView> {
  const id = ownTrade(identity, trade);
  const path = `/v1/trades/${id}${request.path}`;
  const view = await exchange(channel, { ...request, path }, TradeView);
  if (view.id !== id || view.register !== identity.register)
    throw new WarifuError("answer_mismatch", "the answer is about another trade");
  return view;
}

function waitFor(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done);
    if (signal?.aborted) done();
  });
}
