/**
 * Sending a stored confirmation, the first time and every later time, and reading the answer. The money
 * socket goes first when it is open; HTTP takes over when it breaks; the bytes are the same.
 *
 * "Checking" ends here only: by a receipt that holds, by a refusal the carrier recorded, or by a till that
 * ended the trade, which it can't do without the carrier's word. Anything else means: ask again.
 */

import { Confirmed, type PageStatus } from "../../protocol/messages.ts";
import { PROBLEMS } from "../../protocol/problem.ts";
import { paidOutcome } from "../../protocol/trade/offer.ts";
import { refreshAccount } from "./account.ts";
import { receiptHolds } from "./check-receipt.ts";
import type { Context } from "./context.ts";
import { payerOf } from "./elsewhere/proof.ts";
import { shares } from "./elsewhere/words.ts";
import type { MoneyLine } from "./ports.ts";
import { askedOf } from "./prove-trade.ts";
import { endCode } from "./read-offer.ts";
import type { RecordEvent } from "./record-events.ts";
import { type Answer, type Refused, readAnswer } from "./synchronous-server.ts";
import { noteRevoked } from "./terminals/revoked.ts";
import type { Confirming } from "./trade-record.ts";

export interface Sending {
  readonly line: MoneyLine;
  /** these bytes were never sent before, so a refusal to read them is the whole story */
  readonly first: boolean;
}

export async function sendConfirmation(
  context: Context,
  record: Confirming,
  { line, first }: Sending,
): Promise<void> {
  const bySocket = await line.confirm(record.body);
  const heard = readAnswer(bySocket.answer, Confirmed);
  const answer = heard.kind === "none" ? await confirmByHttp(context, record.body) : heard;
  // A socket that was used and broke may have delivered: its HTTP twin is then a repeat.
  const alone = first && (heard.kind !== "none" || !bySocket.sent);
  const event =
    (await outcomeOf(context, record, answer)) ??
    (answer.kind === "refused" ? await afterRefusal(context, record, answer, alone) : null) ??
    ({ type: "silence", at: context.ports.now() } as const);
  await context.book.record(record.id, event);
}

/** A terminal that lost its key can't send any more; how the trade ended it can still ask. */
async function confirmByHttp({ ports, server }: Context, body: string): Promise<Answer<Confirmed>> {
  const key = await ports.keys.load();
  return key ? server.confirm(body, key) : { kind: "refused", code: "unknown_terminal" };
}

/** The carrier's answer about this attempt, if it is one and can be believed. */
async function outcomeOf(
  context: Context,
  record: Confirming,
  answer: Answer<Confirmed>,
): Promise<RecordEvent | undefined> {
  const at = context.ports.now();
  if (answer.kind === "value") {
    const { receipt } = answer.value;
    const holds = await receiptHolds(context, record, receipt, paidOutcomeOf(record));
    return holds ? { type: "settled", receipt, at } : undefined;
  }
  if (answer.kind === "none" || PROBLEMS[answer.code].kind !== "outcome") return undefined;
  return refusedOutcome(context, record, answer, at);
}

/** Only a void comes without a receipt; any other refusal must be the one that its receipt proves. */
async function refusedOutcome(
  context: Context,
  record: Confirming,
  { code, receipt, attempt, left }: Refused,
  at: number,
): Promise<RecordEvent | undefined> {
  if (attempt !== undefined && attempt !== record.attempt) return undefined;
  if (!receipt) return code === "attempt_void" ? { type: "refused", code, at } : undefined;
  const holds = await receiptHolds(context, record, receipt, "refused");
  return holds && receipt.payload.code === code
    ? { type: "refused", code, receipt, ...(left ? { left } : {}), at }
    : undefined;
}

/**
 * The bytes weren't taken. If they were never sent before, nothing was decided. If they were, an earlier
 * sending may have been applied although its answer was lost: then only the trade itself can tell.
 */
async function afterRefusal(
  context: Context,
  record: Confirming,
  refused: Refused,
  first: boolean,
): Promise<RecordEvent | undefined> {
  const at = context.ports.now();
  const { code, left } = refused;
  if (code === "terminal_revoked") await noteRevoked(context);
  // Encrypted to a key that is gone, perhaps: the account names the one there is [SU18].
  if (code === "step_up_mismatch") await refreshAccount(context);
  const asked = await askedOf(record, refused);
  // Without anything to prove himself with, the shopper can't go on; nothing was decided, so it stays unpaid.
  const unproven: RecordEvent | undefined = asked
    ? { type: "asked", asked }
    : code === "step_up_required"
      ? { type: "over", code, ...(left ? { left } : {}), at }
      : undefined;
  if (!unproven && PROBLEMS[code].kind !== "not_a_request") return undefined;
  // Another terminal of this account may have paid this very attempt.
  const alone = first && code !== "exists_with_different_confirmation";
  if (alone) return unproven ?? { type: "unusable", code, at };
  const answer = await context.server.status(record.trade);
  if (answer.kind !== "value") return undefined;
  const event = (await statusOutcome(context, record, answer.value)) ?? unproven;
  if (event?.type !== "settled" || code !== "exists_with_different_confirmation") return event;
  // The attempt is this account's, and the bytes that paid it aren't ours.
  const { receipt } = event;
  return {
    type: "paid-elsewhere",
    by: (await payerOf(context, receipt)) ?? "another",
    receipt,
    at,
  };
}

async function statusOutcome(
  context: Context,
  record: Confirming,
  { status, receipt }: PageStatus,
): Promise<RecordEvent | undefined> {
  const at = context.ports.now();
  // What is held may still be given up, but it is this attempt's, or another's, for good.
  if (status === "open") return undefined;
  if (status === "expired") return { type: "expired", at };
  const code = endCode(status);
  if (code !== "trade_settled") return code && { type: "over", code, at };
  if (!receipt) return undefined;
  const paid = paidOutcomeOf(record);
  if (await receiptHolds(context, record, receipt, paid)) return { type: "settled", receipt, at };
  // Another attempt than ours was settled: ours was ended without money before that one could begin.
  const others = await receiptHolds(
    context,
    { ...record, attempt: receipt.payload.attempt },
    receipt,
    paid,
  );
  if (!others) return undefined;
  const by = shares(await context.book.read()) ? await payerOf(context, receipt) : undefined;
  return by ? { type: "paid-elsewhere", by, receipt, at } : { type: "over", code, at };
}

/** Held or settled is for the shopper the same word; which of them a receipt must say, the terms do. */
function paidOutcomeOf({ offer }: Confirming): "settled" | "authorized" {
  return paidOutcome(offer.terms.payload);
}
