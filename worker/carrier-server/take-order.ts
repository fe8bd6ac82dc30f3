/**
 * A register's order at the carrier's door: parsed, the sealed reference opened, verified, then one hop to the
 * payer's branch. The caller is trusted with nothing: the order is the register's own, by its signature.
 */

import * as v from "valibot";
import { type AccountId, TradeId } from "../../protocol/ids.ts";
import { refusal } from "../../protocol/problem.ts";
import { err, ok } from "../../protocol/result.ts";
import {
  Attempt,
  SignedKeyCertificate,
  SignedRegisterCertificate,
} from "../../protocol/signing/signed-objects.ts";
import { SignedCapture, SignedRefund, SignedVoidHold } from "../../protocol/trade/orders.ts";
import { parseMessage } from "../http/read-body.ts";
import { answered } from "./answered.ts";
import { branchFor } from "./branch/branches.ts";
import type { OrderDone } from "./branch/order/recorded-order.ts";
import { type SignedOrder, verifyOrder } from "./branch/order/verify-order.ts";
import type { Answer, HoldEnded, HoldQuestion, OrderCall } from "./carrier.ts";
import { deploymentOf } from "./deployment.ts";
import type { CarrierEnv } from "./env.ts";
import { needsAnotherKey, openAccountReference } from "./sealing/account-reference.ts";

export const Sealed = v.pipe(v.string(), v.maxLength(500));

function callOf<const S extends v.GenericSchema<unknown, SignedOrder>>(order: S) {
  return v.strictObject({
    sealed: Sealed,
    attempt: Attempt,
    order,
    certificate: SignedRegisterCertificate,
    chain: SignedKeyCertificate,
  });
}
export const CaptureCall = callOf(SignedCapture);
export const VoidCall = callOf(SignedVoidHold);
export const RefundCall = callOf(SignedRefund);
const Question = v.strictObject({ sealed: Sealed, trade: TradeId, attempt: Attempt });

export async function takeOrder(
  env: CarrierEnv,
  schema: v.GenericSchema<unknown, OrderCall<SignedOrder>>,
  call: unknown,
): Promise<Answer<OrderDone>> {
  const parsed = parseMessage(schema, call);
  if (!parsed.ok) return parsed;
  const account = await accountOf(env, parsed.value.sealed);
  if (!account.ok) return account;
  const verified = await verifyOrder(parsed.value, account.value, await deploymentOf(env));
  if (!verified.ok) return verified;
  return answered(() => branchFor(env, account.value).order(verified.value));
}

export async function askHoldEnd(
  env: CarrierEnv,
  question: HoldQuestion,
): Promise<Answer<HoldEnded | null>> {
  const parsed = parseMessage(Question, question);
  if (!parsed.ok) return parsed;
  const { sealed, ...asked } = parsed.value;
  const account = await accountOf(env, sealed);
  if (!account.ok) return account;
  const named = { ...asked, account: account.value };
  return answered(() => branchFor(env, account.value).holdEnd(named));
}

async function accountOf(env: CarrierEnv, sealed: string): Promise<Answer<AccountId>> {
  const { sealing } = await deploymentOf(env);
  const account = await openAccountReference(sealing, sealed);
  if (account) return ok(account);
  // A key that was dropped too early may have opened it. Any other was never in a ticket: nothing was paid under it.
  const known = needsAnotherKey(sealing, sealed) ? "storage_unavailable" : "trade_not_paid";
  return err(refusal(known));
}
