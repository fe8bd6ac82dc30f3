/**
 * What becomes of a hold, as rules of the trade's transition table [TR12]. Each follows the branch's word:
 * its answers to captures, and the news that the hold is over, which may come in any order [TR17].
 */

import { assert } from "../assert.ts";
import type { Arm, EventOf, Transition } from "./trade.ts";

export function capture(
  trade: Arm<"authorized">,
  { amount, last }: EventOf<"captured">,
): Transition {
  const captured = trade.captured + amount;
  assert(amount > 0 && captured <= trade.held, "[TR12] captures never exceed the hold");
  const { attempt, claim, receipt } = trade;
  if (last || captured === trade.held)
    return { trade: { state: "completed", attempt, claim, receipt, captured } };
  return { trade: { ...trade, captured } };
}

/** A capture made before the hold's end, whose answer came after it. */
export function captureLate(trade: Arm<"completed">, { amount }: EventOf<"captured">): Transition {
  const captured = trade.captured + amount;
  const held = trade.receipt.payload.amount;
  assert(amount > 0 && captured <= held, "[TR12] captures never exceed the hold");
  return { trade: { ...trade, captured } };
}

/** By the branch's sum: not every answer to a capture may have come yet. */
export function endHold(
  { attempt, claim, receipt, captured, held }: Arm<"authorized">,
  event: EventOf<"hold-ended">,
): Transition {
  const known = captured <= event.captured && event.captured <= held;
  assert(known, "[TR12] a hold ends with what was captured of it");
  if (event.captured === 0) return { trade: { state: "voided", attempt, claim, receipt } };
  return { trade: { state: "completed", attempt, claim, receipt, captured } };
}

export function endVoidedHold(trade: Arm<"voided">, event: EventOf<"hold-ended">): Transition {
  assert(event.captured === 0, "[TR12] nothing was captured of a hold that is void");
  return { trade };
}
