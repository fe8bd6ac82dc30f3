// Orders of a register, signed: captures, voids and refunds of a trade.

import type { TradeId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import { importSigningSeed, sign } from "../../../protocol/signing/signature.ts";
import type { Capture, Refund, VoidHold } from "../../../protocol/trade/orders.ts";
import type { Realm } from "./realm.ts";

type Orderer = Pick<Realm, "mode" | "realm" | "register" | "registerKey">;

const envelope = ({ register, realm, mode }: Orderer) => ({ iss: register, aud: realm, mode });
const seedOf = (realm: Orderer) => importSigningSeed(realm.registerKey.seed);

export async function aCapture(realm: Orderer, trade: TradeId, overrides: Partial<Capture> = {}) {
  const capture: Capture = {
    typ: "warifu/capture/1",
    ...envelope(realm),
    trade,
    key: crypto.randomUUID(),
    amount: 1000,
    currency: "JPY" as Currency,
    last: false,
    ...overrides,
  };
  return sign(capture, await seedOf(realm));
}

export async function aVoid(realm: Orderer, trade: TradeId, overrides: Partial<VoidHold> = {}) {
  const hold: VoidHold = {
    typ: "warifu/void/1",
    ...envelope(realm),
    trade,
    key: crypto.randomUUID(),
    ...overrides,
  };
  return sign(hold, await seedOf(realm));
}

export async function aRefund(realm: Orderer, trade: TradeId, overrides: Partial<Refund> = {}) {
  const refund: Refund = {
    typ: "warifu/refund/1",
    ...envelope(realm),
    trade,
    key: crypto.randomUUID(),
    amount: 1000,
    currency: "JPY" as Currency,
    ...overrides,
  };
  return sign(refund, await seedOf(realm));
}
