/**
 * What a shop asks beside its trades: all its captures and refunds, a trade's receipt with its proof, what it has of
 * each currency, and who it is.
 */

import * as v from "valibot";
import { CaptureId, RefundId, type TradeId } from "../../protocol/ids.ts";
import { BalanceView, RegisterView } from "../../protocol/register/register-view.ts";
import { CaptureView, RefundView } from "../../protocol/trade/order-messages.ts";
import { AllCaptures, AllRefunds, TradeReceipt } from "../../protocol/trade/trade-list.ts";
import { callsOf, type EachOptions, eachOf, type PageOptions, queryOf } from "../http/calls.ts";
import type { Channel } from "../http/try-once.ts";
import { WarifuError } from "../http/warifu-error.ts";
import type { Identity } from "../identity.ts";
import type { CallOptions } from "./create-trade.ts";

/** Each narrows it further. Times are ms since the epoch, `From` included and `Until` not. */
export interface OrderFilter {
  readonly status?: OrderStatus | readonly OrderStatus[];
  readonly createdFrom?: number;
  readonly createdUntil?: number;
  /** ISO 4217 */
  readonly currency?: string;
  readonly trade?: string;
  /** `receipt`: with each that is done; `trade`: the page with their `trades`, each once */
  readonly expand?: readonly ("receipt" | "trade")[];
}

type OrderStatus = CaptureView["status"];

export interface ReadCalls {
  /** A page of all captures, the newest first. It may be short and still have a `next`. @throws WarifuError */
  listAllCaptures(options?: OrderFilter & PageOptions): Promise<AllCaptures>;
  /** @throws WarifuError */
  eachCapture(options?: OrderFilter & EachOptions): AsyncGenerator<CaptureView, void, undefined>;
  /** @throws WarifuError `order_not_found` */
  getCapture(capture: string, options?: CallOptions): Promise<CaptureView>;
  /** A page of all refunds, the newest first. It may be short and still have a `next`. @throws WarifuError */
  listAllRefunds(options?: OrderFilter & PageOptions): Promise<AllRefunds>;
  /** @throws WarifuError */
  eachRefund(options?: OrderFilter & EachOptions): AsyncGenerator<RefundView, void, undefined>;
  /** @throws WarifuError `order_not_found` */
  getRefund(refund: string, options?: CallOptions): Promise<RefundView>;
  /** Of the payment or the hold, with the proof of it once there is one. @throws WarifuError `receipt_not_found` */
  getReceipt(trade: string, options?: CallOptions): Promise<TradeReceipt>;
  /** What you have of each currency, now. @throws WarifuError */
  getBalance(options?: CallOptions): Promise<BalanceView>;
  /** Who you are: name, origins, certificate, tills, and what this API key may do. @throws WarifuError */
  getRegister(options?: CallOptions): Promise<RegisterView>;
}

/** @param ownTrade refuses what isn't a trade of this register @param newKey for writes: there are none here */
export function readCalls(
  channel: Channel,
  { register }: Identity,
  ownTrade: (trade: string) => TradeId,
  newKey: () => string,
): ReadCalls {
  const { get } = callsOf(channel, newKey);
  const own = <T>(view: T, of: string): T => {
    if (of === register) return view;
    throw new WarifuError("answer_mismatch", "the answer is about another register");
  };
  const listAllCaptures: ReadCalls["listAllCaptures"] = async (options = {}) =>
    get(`/v1/captures${namedFilter(options)}`, AllCaptures, options);
  const listAllRefunds: ReadCalls["listAllRefunds"] = async (options = {}) =>
    get(`/v1/refunds${namedFilter(options)}`, AllRefunds, options);
  return {
    listAllCaptures,
    eachCapture: (options = {}) =>
      eachOf(
        (page) => listAllCaptures({ ...options, ...page }),
        ({ captures }) => captures,
      ),
    getCapture: async (capture, options) =>
      get(`/v1/captures/${idOf(CaptureId, capture, "capture")}`, CaptureView, options),
    listAllRefunds,
    eachRefund: (options = {}) =>
      eachOf(
        (page) => listAllRefunds({ ...options, ...page }),
        ({ refunds }) => refunds,
      ),
    getRefund: async (refund, options) =>
      get(`/v1/refunds/${idOf(RefundId, refund, "refund")}`, RefundView, options),
    getReceipt: async (trade, options) => {
      const id = ownTrade(trade);
      const answer = await get(`/v1/trades/${id}/receipt`, TradeReceipt, options);
      if (answer.trade === id && answer.receipt.payload.trade === id) return answer;
      throw new WarifuError("answer_mismatch", "the answer is another trade's receipt");
    },
    getBalance: async (options) => {
      const view = await get("/v1/balance", BalanceView, options);
      return own(view, view.register);
    },
    getRegister: async (options) => {
      const view = await get("/v1/register", RegisterView, options);
      return own(view, view.id);
    },
  };
}

function namedFilter(filter: OrderFilter & PageOptions): string {
  const { limit, cursor, currency, trade } = filter;
  return queryOf({
    ...{ limit, cursor, currency, trade },
    status: filter.status === undefined ? undefined : [filter.status].flat().join(),
    created_from: filter.createdFrom,
    created_until: filter.createdUntil,
    expand: filter.expand?.join(),
  });
}

/** It stands in an address: only an id gets there. */
function idOf<const S extends v.GenericSchema<unknown, string>>(
  schema: S,
  text: string,
  param: string,
): v.InferOutput<S> {
  const id = v.safeParse(schema, text);
  if (id.success) return id.output;
  throw new WarifuError("invalid_request", `not a ${param}'s id`, { param });
}
