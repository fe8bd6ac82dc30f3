/**
 * Orders inside a turn: decide again on what is true now, and record it. The receipt was signed before the
 * turn for the amount that was expected; another amount is answered "predict again". And the ends of holds
 * whose time is over, which nobody orders and nobody signs.
 */

import { assert } from "../../../../protocol/assert.ts";
import type { AccountId, TradeId } from "../../../../protocol/ids.ts";
import { refusal } from "../../../../protocol/problem.ts";
import { err, ok } from "../../../../protocol/result.ts";
import type { SignedReceipt } from "../../../../protocol/signing/signed-objects.ts";
import type { Answer, HoldEnded } from "../../carrier.ts";
import { PREDICT_AGAIN } from "../confirm/confirm-turn.ts";
import { isPaid } from "../confirm/recorded-outcome.ts";
import type { Turn } from "../turn.ts";
import { decideOrder, type OrderDecision, type OrderEffect } from "./decide-order.ts";
import { holdOf, isOver, leftOf, release } from "./hold.ts";
import {
  capturedOf,
  type DoneOrder,
  EXPIRY_ID,
  type OrderDone,
  orderDone,
} from "./recorded-order.ts";
import type { VerifiedOrder } from "./verify-order.ts";

export interface OrderPrediction {
  /** ms since the epoch: the time in the receipt, and the one the turn decides by */
  readonly now: number;
  readonly effect: OrderEffect;
  readonly receipt: SignedReceipt;
}

/** The answer of a decision that records nothing. */
export function orderWithoutRecord(
  decision: Exclude<OrderDecision, { kind: "decided" }>,
): Answer<OrderDone> {
  return decision.kind === "recorded" ? ok(orderDone(decision.recorded)) : err(decision.refusal);
}

export function orderInTurn(
  turn: Turn,
  request: VerifiedOrder,
  { now, effect: expected, receipt }: OrderPrediction,
): Answer<OrderDone> | typeof PREDICT_AGAIN {
  const { account, trade, id, order, attempt, register } = request;
  const facts = {
    account: turn.account(account),
    known: turn.outcomes(trade),
    orders: turn.orders(trade),
  };
  const decision = decideOrder(facts, request, now);
  if (decision.kind !== "decided") return orderWithoutRecord(decision);
  const { effect } = decision;
  if (effect.amount !== expected.amount) return PREDICT_AGAIN;
  const { kind, amount, released, fee, total, ended, paid } = effect;
  const done: DoneOrder = {
    ...{ kind, trade, id, attempt, account, register, order, receipt, at: now },
    ...{ amount, released, fee, total, ended, ...effect.transfer, paidAt: paid.decidedAt },
  };
  turn.recordOrder(done, effect.account);
  return ok(orderDone(done));
}

/** [LE24] How a hold ended; null while it stands. One whose time is over ends by the question [LE28]. */
export function holdEndInTurn(
  turn: Turn,
  question: { readonly account: AccountId; readonly trade: TradeId; readonly attempt: number },
  now: number,
): Answer<HoldEnded | null> {
  const { account, trade, attempt } = question;
  const paid = turn.outcomes(trade).find((one) => one.attempt === attempt);
  if (!paid || !isPaid(paid)) return err(refusal("trade_not_paid"));
  if (paid.account !== account) return err(refusal("wrong_account"));
  if (paid.kind === "settled") return err(refusal("hold_missing"));
  const hold = holdOf(turn.account(account), paid);
  if (hold && !isOver(hold, now)) return ok(null);
  if (hold) endHoldsInTurn(turn, account, now);
  return ok({ kind: "hold_ended", captured: capturedOf(turn.orders(trade)) });
}

/** [LE24] Ends the holds of an account whose time is over. @param now ms since the epoch */
export function endHoldsInTurn(turn: Turn, id: AccountId, now: number): void {
  const account = turn.account(id);
  assert(account, "a hold has its account");
  for (const hold of account.holds) {
    if (!isOver(hold, now)) continue;
    const current = turn.account(id);
    assert(current, "a hold has its account");
    const { trade, attempt, register, captured } = hold;
    const made = release(current, hold);
    const left = leftOf(hold);
    turn.recordOrder(
      {
        ...{ kind: "expired", trade, id: EXPIRY_ID, attempt, account: id, register, at: now },
        ...{ amount: left, released: left, total: captured, paidAt: hold.at, ...made.transfer },
      },
      made.account,
    );
  }
}
