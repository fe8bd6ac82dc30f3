/**
 * captureTrade, voidTrade, refundTrade and their lists: what a shop orders of money that was decided. Each is
 * signed by the register's key, under its idempotency key: one key is one order for ever.
 */

import * as v from "valibot";
import type { TradeId } from "../../protocol/ids.ts";
import { TradeView } from "../../protocol/messages.ts";
import { type Envelope, sign } from "../../protocol/signing/signature.ts";
import {
  CaptureList,
  CaptureView,
  RefundList,
  RefundView,
} from "../../protocol/trade/order-messages.ts";
import { Capture, captureIdOf, Refund, refundIdOf, VoidHold } from "../../protocol/trade/orders.ts";
import { exchange } from "../http/exchange.ts";
import type { Channel } from "../http/try-once.ts";
import { WarifuError } from "../http/warifu-error.ts";
import type { Identity } from "../identity.ts";

export interface RefundRequest {
  /** minor units; all refunds together are at most what was captured */
  readonly amount: number;
  /** ISO 4217, the trade's */
  readonly currency: string;
}

export interface CaptureRequest extends RefundRequest {
  /** true: what is left of the hold goes back to the payer */
  readonly last?: boolean;
}

/** A call about one trade of this register. */
export interface OrderCall {
  readonly channel: Channel;
  readonly identity: Identity;
  readonly trade: TradeId;
  readonly idempotencyKey: string;
  readonly signal?: AbortSignal | undefined;
}

export async function captureTrade(
  call: OrderCall,
  { amount, currency, last = false }: CaptureRequest,
): Promise<CaptureView> {
  const payload = await payloadOf(call, Capture, "warifu/capture/1", { amount, currency, last });
  const view = await post(call, "captures", payload, CaptureView);
  const id = await captureIdOf(call.trade, call.idempotencyKey);
  return sameOrThrow(call, view, view.id === id && view.amount === amount);
}

export async function voidTrade(call: OrderCall): Promise<TradeView> {
  const payload = await payloadOf(call, VoidHold, "warifu/void/1", {});
  const view = await post(call, "void", payload, TradeView);
  return sameOrThrow(call, view, view.id === call.trade);
}

export async function refundTrade(
  call: OrderCall,
  { amount, currency }: RefundRequest,
): Promise<RefundView> {
  const payload = await payloadOf(call, Refund, "warifu/refund/1", { amount, currency });
  const view = await post(call, "refunds", payload, RefundView);
  const id = await refundIdOf(call.trade, call.idempotencyKey);
  return sameOrThrow(call, view, view.id === id && view.amount === amount);
}

type ListCall = Pick<OrderCall, "channel" | "trade" | "signal">;

export async function listCaptures(call: ListCall): Promise<CaptureView[]> {
  return (await list(call, "captures", CaptureList)).captures;
}

export async function listRefunds(call: ListCall): Promise<RefundView[]> {
  return (await list(call, "refunds", RefundList)).refunds;
}

async function payloadOf<const S extends v.GenericSchema<unknown, Envelope>>(
  { identity, trade, idempotencyKey: key }: OrderCall,
  schema: S,
  typ: string,
  asked: object,
): Promise<v.InferOutput<S>> {
  const { register: iss, mode } = identity;
  const envelope = { typ, iss, aud: await identity.realm, mode, trade, key };
  const payload = v.safeParse(schema, { ...envelope, ...asked });
  if (payload.success) return payload.output;
  const [issue] = payload.issues;
  const param = v.getDotPath(issue) ?? "";
  throw new WarifuError("invalid_request", `${param}: ${issue.message}`, {
    param,
    idempotencyKey: key,
  });
}

async function post<S extends v.GenericSchema>(
  { channel, identity, trade, idempotencyKey, signal }: OrderCall,
  what: string,
  payload: Envelope,
  schema: S,
): Promise<v.InferOutput<S>> {
  const body = { order: await sign(payload, await identity.signingKey) };
  const path = `/v1/trades/${trade}/${what}`;
  return exchange(channel, { method: "POST", path, body, idempotencyKey, signal }, schema);
}

function list<S extends v.GenericSchema>(
  { channel, trade, signal }: ListCall,
  what: string,
  schema: S,
): Promise<v.InferOutput<S>> {
  return exchange(channel, { method: "GET", path: `/v1/trades/${trade}/${what}`, signal }, schema);
}

function sameOrThrow<T>({ idempotencyKey }: OrderCall, view: T, isSame: boolean): T {
  if (isSame) return view;
  throw new WarifuError("answer_mismatch", "the answer is about another order", {
    idempotencyKey,
  });
}
