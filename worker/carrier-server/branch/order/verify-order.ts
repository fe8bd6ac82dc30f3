/**
 * Everything of a register's order that can be checked without the account: certificate, signature, and that
 * they are of one register and trade. SPEC's "Order of checks of a capture, void or refund", 3 to 6. No clock:
 * orders come long after certificates have run out [SG6].
 */

import type { AccountId, RegisterId, TradeId } from "../../../../protocol/ids.ts";
import { parseTradeId } from "../../../../protocol/ids.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import {
  type Envelope,
  type Hash,
  hashOf,
  verify,
} from "../../../../protocol/signing/signature.ts";
import { isCertified } from "../../../../protocol/trade/offer.ts";
import {
  captureIdOf,
  refundIdOf,
  type SignedCapture,
  type SignedRefund,
  type SignedVoidHold,
} from "../../../../protocol/trade/orders.ts";
import type { OrderCall } from "../../carrier.ts";
import type { Deployment } from "../../deployment.ts";
import { VOID_ID } from "./recorded-order.ts";

export type SignedOrder = SignedCapture | SignedVoidHold | SignedRefund;

interface Verified {
  readonly account: AccountId;
  readonly trade: TradeId;
  readonly attempt: number;
  readonly register: RegisterId;
  /** under which it is recorded: the same trade, kind and key have the same */
  readonly id: string;
  /** hash of the signed order */
  readonly order: Hash;
}

/** What the branch decides on: only values that were verified; amounts in minor units. */
export type VerifiedOrder = Verified &
  (
    | {
        readonly kind: "capture";
        readonly amount: number;
        readonly currency: Currency;
        /** what is left of the hold goes back to the payer */
        readonly last: boolean;
      }
    | { readonly kind: "void" }
    | { readonly kind: "refund"; readonly amount: number; readonly currency: Currency }
  );

/** @param account that the call's sealed reference opens to */
export async function verifyOrder(
  { order, certificate, chain, attempt }: OrderCall<SignedOrder>,
  account: AccountId,
  { trust }: Pick<Deployment, "trust">,
): Promise<Result<VerifiedOrder, Refusal>> {
  const { payload } = order;
  const { typ, iss, trade } = payload;
  if (payload.mode !== trust.mode || certificate.payload.mode !== trust.mode)
    return err(refusal("wrong_mode"));
  if (!(await isCertified({ certificate, chain }, trust)))
    return err(refusal("register_uncertified", { param: "/certificate" }));
  const { register, key } = certificate.payload;
  if (iss !== register || parseTradeId(trade).register !== register)
    return err(refusal("wrong_register"));
  const refused = await verify<Envelope>(
    order,
    { typ, iss, aud: trust.realm, mode: trust.mode },
    key,
  );
  if (refused) return err(refusal(refused, { param: "/order" }));
  const verified = { account, trade, attempt, register, order: await hashOf(order) };
  return ok({ ...verified, ...(await askedBy(payload)) });
}

async function askedBy(payload: SignedOrder["payload"]) {
  const { trade, key } = payload;
  if (payload.typ === "warifu/void/1") return { kind: "void", id: VOID_ID } as const;
  const { amount, currency } = payload;
  if (payload.typ === "warifu/refund/1")
    return { kind: "refund", id: await refundIdOf(trade, key), amount, currency } as const;
  const { last } = payload;
  return { kind: "capture", id: await captureIdOf(trade, key), amount, currency, last } as const;
}
