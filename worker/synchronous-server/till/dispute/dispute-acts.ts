/**
 * What the till decides about a dispute, in one synchronous turn: the documented order of checks [DP12], the first that
 * fails is the answer and writes nothing. No money moves here: a refund is an order like any other, and its answer comes
 * to takeRefundNews() in the commit that stores its receipt [DP6].
 */

import {
  type DisputeEvent,
  disputeTransition,
  newDispute,
} from "../../../../protocol/dispute/dispute.ts";
import type {
  DisputeAct,
  SignedDisputeAct,
} from "../../../../protocol/dispute/dispute-messages.ts";
import type { SealedText } from "../../../../protocol/dispute/dispute-text.ts";
import type { PayerTag, RefundId, TradeId } from "../../../../protocol/ids.ts";
import { DISPUTE_MESSAGES_MAX, DISPUTE_WINDOW_MS } from "../../../../protocol/limits.ts";
import { type ProblemCode, type Refusal, refusal } from "../../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { SignedReceipt } from "../../../../protocol/signing/signed-objects.ts";
import { type AskedRecord, capturedOf, isAsked, isPaid } from "../trade-record.ts";
import type { TillTurn } from "../turn.ts";
import type { DisputeRecord, EntryRecord, Side } from "./dispute-record.ts";

/** What was decided: the dispute as it is now. */
export interface Heard {
  readonly record: DisputeRecord;
  /** it was said before */
  readonly replayed: boolean;
}

type Said = Pick<EntryRecord, "from" | "act" | "key" | "text" | "signed">;

/** [DP3] To anyone but who paid it, the trade isn't there. */
export function paidBy(
  turn: Pick<TillTurn, "read">,
  trade: TradeId,
  payer: PayerTag,
): Result<AskedRecord, Refusal> {
  const record = turn.read(trade);
  const isPayers = isAsked(record) && "claim" in record.trade && record.trade.claim.payer === payer;
  if (!isPayers) return err(refusal("trade_not_found"));
  return isPaid(record) ? ok(record) : err(refusal("trade_not_paid"));
}

/** What the payer's terminal signed. */
export function hearPayer(
  turn: TillTurn,
  signed: SignedDisputeAct,
  payer: PayerTag,
  now: number,
): Result<Heard, Refusal> {
  const act = signed.payload;
  const paid = paidBy(turn, act.trade, payer);
  if (!paid.ok) return paid;
  if (act.offer !== paid.value.asked.offer) return err(refusal("offer_mismatch"));
  const known = tickDispute(turn, act.trade, now);
  const repeat = known && repeatOf(turn, known, { from: "payer", key: act.id, signed });
  if (repeat) return repeat;
  if (act.act === "open") {
    if (known) return err(refusal("dispute_exists"));
    return open(turn, paid.value, act, signed, now);
  }
  if (!known) return err(refusal("dispute_not_found"));
  const text = act.act === "message" ? act.text : undefined;
  const said = { from: "payer", key: act.id, text, signed } as const;
  if (act.act === "message") return say(turn, known, { ...said, act: "message" }, now);
  const withdrawn = { ...said, act: "withdrawn" } as const;
  return change(turn, known, { type: "withdraw" }, now, withdrawn);
}

/** [DP2] */
function open(
  turn: TillTurn,
  paid: AskedRecord,
  { id: key, reason, amount: asked, text }: DisputeAct & { act: "open" },
  signed: SignedDisputeAct,
  now: number,
): Result<Heard, Refusal> {
  const { id: trade, refunded: before } = paid;
  const left = capturedOf(paid) - before;
  const amount = asked ?? left;
  const code = openingRefusal(paid, amount, left, now);
  if (code) return err(refusal(code));
  const number = turn.disputes.nextNumber();
  const record: DisputeRecord = {
    ...{ number, trade, dispute: newDispute(now), reason, amount, before, left: amount },
    currency: paid.asked.terms.payload.currency,
    ...{ entries: 1, messages: { payer: 0, shop: 0 }, opened: now, updated: now },
  };
  const said = { from: "payer", act: "opened", key, text, signed } as const;
  const entry = { ...said, dispute: number, number: 1, at: now };
  turn.disputes.stage({ before: undefined, after: record, entry });
  return ok({ record, replayed: false });
}

function openingRefusal(
  record: AskedRecord,
  amount: number,
  left: number,
  now: number,
): ProblemCode | undefined {
  const { trade } = record;
  if (capturedOf(record) === 0 || !("receipt" in trade)) return "trade_not_paid";
  if (amount > left || left === 0) return "over_captured";
  const isLate = now >= trade.receipt.payload.time + DISPUTE_WINDOW_MS;
  return isLate ? "dispute_too_late" : undefined;
}

/** What the shop says: a message, or that it contests. */
export function hearShop(
  turn: TillTurn,
  trade: TradeId,
  said: {
    readonly act: "message" | "contested";
    readonly key: string;
    readonly text: SealedText | undefined;
  },
  now: number,
): Result<Heard, Refusal> {
  const known = tickDispute(turn, trade, now);
  if (!known) return err(refusal(turn.read(trade) ? "dispute_not_found" : "trade_not_found"));
  const { act, key, text } = said;
  const entry = { from: "shop", act, key, text, signed: undefined } as const;
  const repeat = repeatOf(turn, known, entry);
  if (repeat) return repeat;
  // Who has contested has done so, and what he says with it once more is a message.
  const isAgain = known.dispute.state === "contested" && text !== undefined;
  if (act === "message" || isAgain) return say(turn, known, { ...entry, act: "message" }, now);
  return change(turn, known, { type: "contest" }, now, entry);
}

/** [DP4] @returns undefined where nothing was said under this key */
function repeatOf(
  turn: TillTurn,
  known: DisputeRecord,
  { from, key, ...said }: Partial<Said> & Pick<Said, "from" | "key">,
): Result<Heard, Refusal> | undefined {
  const before = turn.disputes.entry(known.number, from, key);
  if (!before) return undefined;
  const isSame = said.signed
    ? before.signed?.signature === said.signed.signature
    : before.text === said.text;
  if (!isSame) return err(refusal("idempotency_key_reused"));
  return ok({ record: known, replayed: true });
}

/** [DP8] */
function say(
  turn: TillTurn,
  known: DisputeRecord,
  said: Said & { readonly from: Side },
  now: number,
): Result<Heard, Refusal> {
  const said_already = known.messages[said.from];
  const messages = { ...known.messages, [said.from]: said_already + 1 };
  const { refusal: closed } = disputeTransition(known.dispute, { type: "say" }, now);
  if (!closed && said_already >= DISPUTE_MESSAGES_MAX) return err(refusal("too_many_messages"));
  return change(turn, { ...known, messages }, { type: "say" }, now, said);
}

/** Stages what an event makes of the dispute, and what was said with it. */
function change(
  turn: TillTurn,
  known: DisputeRecord,
  event: DisputeEvent,
  now: number,
  said: Said,
): Result<Heard, Refusal> {
  const { dispute, refusal: refused } = disputeTransition(known.dispute, event, now);
  if (refused) return err(refusal(refused));
  // Withdrawn before: by another terminal of his. It is what he wants.
  if (dispute === known.dispute && event.type !== "say")
    return ok({ record: known, replayed: true });
  const number = known.entries + 1;
  const after = { ...known, dispute, entries: number, updated: now };
  turn.disputes.stage({
    ...{ before: known, after },
    entry: { ...said, dispute: known.number, number, at: now },
  });
  return ok({ record: after, replayed: false });
}

/** [DP7] @returns the dispute as it is now */
export function tickDispute(
  turn: TillTurn,
  trade: TradeId,
  now: number,
): DisputeRecord | undefined {
  const known = turn.disputes.read(trade);
  return known && settle(turn, known, { type: "tick" }, now);
}

/** [DP6] A refund of this trade is done; in the commit that stores its receipt. @param refunded all of its refunds, minor units */
export function takeRefundNews(
  turn: TillTurn,
  trade: TradeId,
  refund: { readonly id: RefundId; readonly receipt: SignedReceipt; readonly refunded: number },
  now: number,
): void {
  const known = turn.disputes.read(trade);
  if (!known) return;
  const { id, receipt, refunded } = refund;
  const left = Math.max(0, known.before + known.amount - refunded);
  settle(turn, { ...known, left }, { type: "refund", refund: id, receipt, left }, now, known);
}

/** By the operator [DP10]. */
export function decideDispute(
  turn: TillTurn,
  trade: TradeId,
  ruling: "upheld" | "won",
  now: number,
): Result<DisputeRecord, Refusal> {
  const known = turn.disputes.read(trade);
  if (!known) return err(refusal("dispute_not_found"));
  const event = { type: "decide", ruling } as const;
  const { refusal: refused } = disputeTransition(known.dispute, event, now);
  return refused ? err(refusal(refused)) : ok(settle(turn, known, event, now));
}

/** @param before as it is stored, where `known` has something new already */
function settle(
  turn: TillTurn,
  known: DisputeRecord,
  event: DisputeEvent,
  now: number,
  before = known,
): DisputeRecord {
  const { dispute } = disputeTransition(known.dispute, event, now);
  if (dispute === known.dispute && known.left === before.left) return known;
  const after = { ...known, dispute, updated: now };
  turn.disputes.stage({ before, after });
  return after;
}
