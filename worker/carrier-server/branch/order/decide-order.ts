/**
 * Decides a verified capture, void or refund: a pure function of the payer's account, what is recorded of the
 * trade, and the time. SPEC's "Order of checks of a capture, void or refund", 7 to 13, is this file from top
 * to bottom. It writes nothing; who calls it in the turn records what it says [LE4].
 */

import { modeOf } from "../../../../protocol/ids.ts";
import { ORDERS_PER_TRADE_MAX } from "../../../../protocol/limits.ts";
import { feeBackOfRefund, feeOfCapture } from "../../../../protocol/money/fees.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { namedOrderRefusalOf } from "../../../../protocol/test-failures.ts";
import { isPaid, type PaidOutcome, type RecordedOutcome } from "../confirm/recorded-outcome.ts";
import {
  type Account,
  feePostings,
  post,
  roomFor,
  settlementAccount,
  suspenseAccount,
  type Transfer,
  transfer,
} from "../ledger.ts";
import { capture, type Hold, holdOf, isOver, leftOf, release } from "./hold.ts";
import { capturedOf, type DoneOrder, type RecordedOrder, refundedOf } from "./recorded-order.ts";
import type { VerifiedOrder } from "./verify-order.ts";

export interface OrderFacts {
  readonly account: Account | undefined;
  /** every outcome of the trade that this branch recorded */
  readonly known: readonly RecordedOutcome[];
  /** every order of the trade that this branch recorded */
  readonly orders: readonly RecordedOrder[];
}

/** What carrying the order out does. */
export interface OrderEffect
  extends Pick<DoneOrder, "kind" | "fee" | "released" | "total" | "ended"> {
  /** minor units, in the receipt */
  readonly amount: number;
  readonly transfer: Transfer;
  /** as it leaves the payer's account; undefined where it doesn't touch it [LE32] */
  readonly account?: Account;
  readonly paid: PaidOutcome;
}

export type OrderDecision =
  /** the order was carried out before: answer that, write nothing */
  | { readonly kind: "recorded"; readonly recorded: DoneOrder }
  /** answer that, write nothing */
  | { readonly kind: "rejected"; readonly refusal: Refusal }
  | { readonly kind: "decided"; readonly effect: OrderEffect };

/** @param now ms since the epoch */
export function decideOrder(facts: OrderFacts, request: VerifiedOrder, now: number): OrderDecision {
  const recorded = facts.orders.find(({ id }) => id === request.id);
  if (recorded && recorded.kind !== "expired") {
    if (recorded.order === request.order) return { kind: "recorded", recorded };
    // A trade's voids share one id: another one comes after the end, it isn't this one with other bytes.
    return rejected(request.kind === "void" ? "hold_ended" : "exists_with_different_order");
  }
  const paid = facts.known.find(({ attempt }) => attempt === request.attempt);
  if (!paid || !isPaid(paid)) return rejected("trade_not_paid");
  if (paid.account !== request.account) return rejected("wrong_account");
  if (paid.register !== request.register) return rejected("order_mismatch");
  if (request.kind !== "void" && paid.currency !== request.currency)
    return rejected("order_mismatch");
  if (facts.orders.filter(isCounted(request)).length >= ORDERS_PER_TRADE_MAX)
    return rejected("too_many_orders");
  // [TT5] A void has no amount of its own.
  const amount = request.kind === "void" ? paid.amount : request.amount;
  const named = namedOrderRefusalOf(modeOf(paid.account), request.kind, amount);
  if (named) return rejected(named.code);
  return request.kind === "refund"
    ? decideRefund(facts, paid, request)
    : decideOnHold(facts, paid, request, now);
}

function isCounted({ kind }: VerifiedOrder) {
  return (one: RecordedOrder) =>
    kind !== "void" && (one.kind === "refunded") === (kind === "refund");
}

/** A frozen account's hold can be captured: that money left its balance before [LE21]. */
function decideOnHold(
  { account, orders }: OrderFacts,
  paid: PaidOutcome,
  request: Exclude<VerifiedOrder, { kind: "refund" }>,
  now: number,
): OrderDecision {
  if (paid.kind === "settled") return rejected("hold_missing");
  const hold = holdOf(account, paid);
  if (!account || !hold || isOver(hold, now)) return rejected("hold_ended");
  if (request.kind === "void") {
    const made = release(account, hold);
    const back = { amount: leftOf(hold), released: leftOf(hold), fee: 0 };
    const effect = { ...made, ...back, total: hold.captured, ended: true, paid };
    return { kind: "decided", effect: { ...effect, kind: "voided" } };
  }
  if (request.amount > leftOf(hold)) return rejected("over_hold");
  return { kind: "decided", effect: captureOf(account, hold, paid, request, orders) };
}

function captureOf(
  account: Account,
  hold: Hold,
  paid: PaidOutcome,
  { amount, last }: Extract<VerifiedOrder, { kind: "capture" }>,
  orders: readonly RecordedOrder[],
): OrderEffect {
  const left = leftOf(hold) - amount;
  const released = last ? left : 0;
  // [LE27] Where fees are returned, what went back to the payer counts as never captured.
  const returned = paid.fees?.refunds === "returned" ? refundedOf(orders) : 0;
  const fee = feeOfCapture(paid.fees, hold.captured - returned, amount);
  return {
    ...capture(account, hold, { amount, released, fee }),
    ...{ kind: "captured", amount, released, fee: fee.amount, paid },
    total: hold.captured + amount,
    ended: left === released,
  };
}

/** [LE31] No more goes back than was captured, whoever asks how often. Limits are not given back [LE34]. */
function decideRefund(
  { account, orders }: OrderFacts,
  paid: PaidOutcome,
  { amount }: Extract<VerifiedOrder, { kind: "refund" }>,
): OrderDecision {
  const captured = paid.kind === "settled" ? paid.amount : capturedOf(orders);
  const refundedBefore = refundedOf(orders);
  if (amount > captured - refundedBefore) return rejected("over_captured");
  const fee = feeBackOfRefund(paid.fees, { captured, refundedBefore }, amount);
  const mode = modeOf(paid.account);
  const back = { amount: -fee.amount, rounding: -fee.rounding };
  // [LE32] [LE90] A closed or full account takes nothing: the operator finds it in suspense.
  const takes =
    account?.status !== "closed" && account && amount <= roomFor(account, paid.currency);
  const credited = takes ? account : undefined;
  const made = transfer(
    paid.currency,
    [
      { account: settlementAccount(paid.register), amount: fee.amount - amount },
      ...feePostings(mode, back),
      { account: credited ? credited.id : suspenseAccount(mode), amount },
    ].filter((posting) => posting.amount !== 0),
  );
  const effect: OrderEffect = {
    ...{ kind: "refunded", amount, released: 0, fee: fee.amount, paid, transfer: made },
    ...(credited ? { account: post(credited, made) } : {}),
    total: refundedBefore + amount,
    ended: false,
  };
  return { kind: "decided", effect };
}

function rejected(code: Refusal["code"]): OrderDecision {
  return { kind: "rejected", refusal: refusal(code) };
}
