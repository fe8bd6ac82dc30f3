// What a register orders of a paid trade, as the carrier is called with it: each part is honest unless overridden.

import type { Offer } from "../../../protocol/offer.ts";
import type { Capture, Refund, VoidHold } from "../../../protocol/orders.ts";
import { importSigningSeed, type Signed, sign } from "../../../protocol/signature.ts";
import type { OrderCall } from "../../../worker/carrier-server/carrier.ts";
import type { CarrierWorld } from "./payment.ts";

/** A trade that was confirmed: what the till knows of it. */
export interface PaidTrade {
  readonly offer: Offer;
  readonly sealed: string;
  readonly attempt: number;
}

type Order = Capture | VoidHold | Refund;

async function aCall<T extends Order>(
  { realm }: CarrierWorld,
  { offer, sealed, attempt }: PaidTrade,
  order: T,
  signer = realm.registerKey,
): Promise<OrderCall<Signed<T>>> {
  const { certificate, chain } = offer;
  const signed = await sign(order, await importSigningSeed(signer.seed));
  return { sealed, attempt, order: signed, certificate, chain };
}

function envelope({ realm }: CarrierWorld, { offer }: PaidTrade) {
  const { trade } = offer;
  const { register: iss, realm: aud, mode } = realm;
  return { iss, aud, mode, trade, key: crypto.randomUUID() };
}

export function aCaptureCall(
  world: CarrierWorld,
  paid: PaidTrade,
  overrides: Partial<Capture> = {},
  signer = world.realm.registerKey,
) {
  const { currency } = paid.offer.terms.payload;
  const asked = { typ: "warifu/capture/1", amount: 1000, currency, last: false } as const;
  return aCall<Capture>(world, paid, { ...asked, ...envelope(world, paid), ...overrides }, signer);
}

export function aVoidCall(
  world: CarrierWorld,
  paid: PaidTrade,
  overrides: Partial<VoidHold> = {},
  signer = world.realm.registerKey,
) {
  const asked = { typ: "warifu/void/1" } as const;
  return aCall<VoidHold>(world, paid, { ...asked, ...envelope(world, paid), ...overrides }, signer);
}

export function aRefundCall(
  world: CarrierWorld,
  paid: PaidTrade,
  overrides: Partial<Refund> = {},
  signer = world.realm.registerKey,
) {
  const { currency } = paid.offer.terms.payload;
  const asked = { typ: "warifu/refund/1", amount: 1000, currency } as const;
  return aCall<Refund>(world, paid, { ...asked, ...envelope(world, paid), ...overrides }, signer);
}
