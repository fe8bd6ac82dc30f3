/**
 * What is in suspense, and the operator's act that resolves one entry: a refund whose account was closed leaves
 * the carrier by hand, through clearing, or goes into another account of the branch. Once per refund [LE33].
 */

import { branchOf, modeOf, type RefundId } from "../../../../protocol/ids.ts";
import type { ResolveSuspense } from "../../../../protocol/operator/operator.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { Acting, Done } from "../account/account-acts.ts";
import {
  type Account,
  clearingAccount,
  post,
  roomFor,
  suspenseAccount,
  transfer,
} from "../ledger.ts";
import type { StoredTransfer, Turn } from "../turn.ts";
import type { RecordedOrder } from "./recorded-order.ts";

/** Of the transfer that resolves it: there is one at most. */
export function resolutionId(refund: RefundId | string): string {
  return `suspense/${refund}`;
}

/** @param account whose the refund was */
export function resolveSuspense(
  turn: Turn,
  account: Account,
  { trade, refund, into }: ResolveSuspense,
  { now }: Acting,
): Result<Done, Refusal> {
  const order = turn.orders(trade).find(({ id }) => id === refund);
  const id = resolutionId(refund);
  if (order?.account !== account.id || !isSuspended(order) || turn.hasTransfer(id))
    return err(refusal("suspense_not_found"));
  const receiver = into === undefined ? undefined : receiverOf(turn, account, into);
  if (receiver && !receiver.ok) return receiver;
  if (receiver && order.amount > roomFor(receiver.value, order.currency))
    return err(refusal("balance_too_large", { param: "/into" }));
  const mode = modeOf(account.id);
  const to = receiver ? receiver.value.id : clearingAccount(mode);
  const made = transfer(order.currency, [
    { account: suspenseAccount(mode), amount: -order.amount },
    { account: to, amount: order.amount },
  ]);
  if (receiver) turn.changeAccount(post(receiver.value, made));
  const stored: StoredTransfer = { ...made, id, kind: "suspense", at: now };
  return ok({ account, transfers: [stored] });
}

/** As for a top-up: money comes into a frozen account, not into one that is being closed. */
function receiverOf(turn: Turn, from: Account, into: Account["id"]): Result<Account, Refusal> {
  const known = modeOf(into) === modeOf(from.id) && branchOf(into) === branchOf(from.id);
  const receiver = known ? turn.account(into) : undefined;
  if (!receiver) return err(refusal("account_not_found", { param: "/into" }));
  const open = receiver.status === "active" || receiver.status === "frozen";
  return open ? ok(receiver) : err(refusal("status_conflict", { param: "/into" }));
}

function isSuspended({ kind, account, postings }: RecordedOrder): boolean {
  const suspense = suspenseAccount(modeOf(account));
  return kind === "refunded" && postings.some((posting) => posting.account === suspense);
}
