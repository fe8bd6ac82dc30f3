// What a register orders of a paid trade, as the carrier is called with it: each part is honest unless overridden.

import type { Offer } from "../../../protocol/trade/offer.ts";
import type { Capture, Refund, VoidHold } from "../../../protocol/trade/orders.ts";
import type { OrderCall } from "../../../worker/carrier-server/carrier.ts";
import type { CarrierWorld } from "./payment.ts";
import { aCapture, aRefund, aVoid } from "./signed-orders.ts";

/** A trade that was confirmed: what the till knows of it. */
export interface PaidTrade {
  readonly offer: Offer;
  readonly sealed: string;
  readonly attempt: number;
}

function aCall<T>({ offer, sealed, attempt }: PaidTrade, order: T): OrderCall<T> {
  const { certificate, chain } = offer;
  return { sealed, attempt, order, certificate, chain };
}

/** @param signer whose key it is signed by, the register's unless it is forged */
export async function aCaptureCall(
  { realm }: CarrierWorld,
  paid: PaidTrade,
  overrides: Partial<Capture> = {},
  signer = realm.registerKey,
) {
  const orderer = { ...realm, registerKey: signer };
  return aCall(paid, await aCapture(orderer, paid.offer.trade, overrides));
}

export async function aVoidCall(
  { realm }: CarrierWorld,
  paid: PaidTrade,
  overrides: Partial<VoidHold> = {},
) {
  return aCall(paid, await aVoid(realm, paid.offer.trade, overrides));
}

export async function aRefundCall(
  { realm }: CarrierWorld,
  paid: PaidTrade,
  overrides: Partial<Refund> = {},
) {
  return aCall(paid, await aRefund(realm, paid.offer.trade, overrides));
}
