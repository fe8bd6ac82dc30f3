/**
 * A branch's rows: how an outcome, a transfer and an operator's act stand in their tables, and how they are
 * read back, those of older code included. No statement is here, and no rule but [LE3].
 */

import { assert } from "../../../protocol/assert.ts";
import type { AccountId, RegisterId, TradeId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { RefusedOutcomeCode } from "../../../protocol/problem.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import type { Row } from "../../objects/database.ts";
import type { OperatorAct } from "./account/operator-act.ts";
import type { RecordedOutcome } from "./confirm/recorded-outcome.ts";
import { assertBalanced, type Posting } from "./ledger.ts";
import type { Certificates } from "./receipt/certificates.ts";
import { cellOfReceipt, type ReceiptFacts, receiptOf } from "./receipt/receipt-cell.ts";
import type { StoredTransfer } from "./turn.ts";

export type Cell = string | number | null;

// Rows are read back by type, not by schema: only this file writes them, and a receipt that a schema took
// apart and put together again need not be the same bytes. What is checked is what money rests on [LE3].

/** What of an outcome's row its receipt is made of. */
export interface OutcomeReceiptRow extends Row {
  trade: TradeId;
  attempt: number;
  kind: RecordedOutcome["kind"];
  code: RefusedOutcomeCode | null;
  amount: number;
  currency: Currency;
  register: RegisterId;
  /** NULL of a void */
  receipt: string | null;
  decided_at: number;
}

export interface OutcomeRow extends OutcomeReceiptRow {
  account: AccountId;
  confirmation: Hash;
  postings: string;
  left_amount: number | null;
  fees: string | null;
}

/** The one way to read a receipt of an outcome. @returns undefined where there is none */
export function receiptOfOutcome(
  { receipt, kind, code, decided_at: time, ...row }: OutcomeReceiptRow,
  certificates: Certificates,
): SignedReceipt | undefined {
  if (kind === "void" || receipt === null) return undefined;
  const { trade, attempt, register, amount, currency } = row;
  const facts = { trade, attempt, register, amount, currency, outcome: kind, time };
  return receiptOf(receipt, code === null ? facts : { ...facts, code }, certificates);
}

export function outcomeOf(row: OutcomeRow, certificates: Certificates): RecordedOutcome {
  const { trade, attempt, account, kind, code, confirmation, amount, currency, register } = row;
  const attempted = { trade, attempt, account, decidedAt: row.decided_at };
  if (kind === "void") return { kind, ...attempted };
  const receipt = receiptOfOutcome(row, certificates);
  assert(receipt, "[LE5] a decided attempt has its receipt");
  const decided = { ...attempted, confirmation, amount, currency, register, receipt };
  if (kind === "settled" || kind === "authorized") {
    const fees = row.fees === null ? {} : { fees: JSON.parse(row.fees) };
    return { kind, ...decided, ...fees, postings: postingsOf(currency, row.postings) };
  }
  assert(code, "[LE8] a refusal says why");
  const left = row.left_amount === null ? {} : { left: { amount: row.left_amount, currency } };
  return { kind, ...decided, code, ...left };
}

/** @throws InvariantError for postings that don't sum to zero [LE3] */
export function postingsOf(currency: Currency, text: string): Posting[] {
  const pairs: [string, number][] = JSON.parse(text);
  const postings = pairs.map(([account, amount]) => ({ account, amount }));
  assertBalanced({ currency, postings });
  return postings;
}

export function cellsOfOutcome(outcome: RecordedOutcome, certificates: Certificates): Cell[] {
  const { trade, attempt, account, kind, decidedAt } = outcome;
  if (kind === "void")
    return [trade, attempt, account, kind, ...Array<null>(7).fill(null), decidedAt, null, null];
  const { confirmation, amount, currency, register, receipt } = outcome;
  const code = kind === "refused" ? outcome.code : null;
  const left = kind === "refused" ? (outcome.left?.amount ?? null) : null;
  const postings = kind === "refused" ? null : cellOfPostings(outcome);
  const fees = kind !== "refused" && outcome.fees ? JSON.stringify(outcome.fees) : null;
  return [
    ...[trade, attempt, account, kind, code, confirmation, amount, currency, register],
    ...[postings, cellOfReceipt(receipt, factsOf(outcome), certificates), decidedAt, left, fees],
  ];
}

function factsOf(outcome: Exclude<RecordedOutcome, { kind: "void" }>): ReceiptFacts {
  const { trade, attempt, register, amount, currency, kind, decidedAt: time } = outcome;
  const facts = { trade, attempt, register, amount, currency, outcome: kind, time };
  return outcome.kind === "refused" ? { ...facts, code: outcome.code } : facts;
}

export function cellsOfTransfer(transfer: StoredTransfer): Cell[] {
  const { id, kind, currency, at } = transfer;
  return [id, kind, currency, cellOfPostings(transfer), at];
}

export function cellOfPostings(transfer: {
  currency: Currency;
  postings: readonly Posting[];
}): string {
  assertBalanced(transfer);
  return JSON.stringify(transfer.postings.map(({ account, amount }) => [account, amount]));
}

export interface ActRow extends Row {
  number: number;
  operator: string;
  act: OperatorAct["act"];
  account: AccountId;
  asked: string;
  body: Hash;
  idempotency_key: string;
  answer: string;
  at: number;
}

export function actOf(row: ActRow): OperatorAct {
  const { operator, act, account, asked, body, idempotency_key, answer, at } = row;
  const known = { operator, account, body, idempotencyKey: idempotency_key, at };
  return { ...known, act, asked: JSON.parse(asked), answer: JSON.parse(answer) };
}

/** Its number is the next one: nothing is ever deleted, so the numbers have no gap. */
export function cellsOfAct(done: OperatorAct): Cell[] {
  const { operator, act, account, asked, body, idempotencyKey, answer, at } = done;
  return [
    ...[null, operator, act, account, JSON.stringify(asked), body, idempotencyKey],
    ...[JSON.stringify(answer), at],
  ];
}
