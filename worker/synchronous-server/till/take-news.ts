/**
 * The branches' news at a till: outcomes of attempts, and ends of holds. What is stored is acknowledged; what
 * comes too early, or breaks an invariant, comes again [LE9].
 */

import { InvariantError } from "../../../protocol/assert.ts";
import type { Decided } from "../../carrier-server/carrier.ts";
import { takeHoldEnd, takeOutcome } from "./acts.ts";
import type { TillDesk } from "./desk.ts";

/** @returns the keys of those that are stored. One that breaks an invariant is in the log each time. */
export async function takeNews(desk: TillDesk, decided: readonly Decided[]): Promise<string[]> {
  const stored = decided.map(async (news) => {
    try {
      return (await take(desk, news)) ? [news.key] : [];
    } catch (error) {
      if (!(error instanceof InvariantError)) throw error;
      console.error(JSON.stringify({ code: "credit_refused", invariant: error.message }));
      return [];
    }
  });
  return (await Promise.all(stored)).flat();
}

function take(desk: TillDesk, { trade, attempt, outcome }: Decided) {
  return desk.decide((turn, now) =>
    outcome.kind === "hold_ended"
      ? takeHoldEnd(turn, trade, attempt, outcome.captured, now)
      : takeOutcome(turn, trade, attempt, outcome, now),
  );
}
