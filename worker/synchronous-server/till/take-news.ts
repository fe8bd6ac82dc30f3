/**
 * The branches' news at a till: outcomes of attempts, and ends of holds. What is stored is acknowledged; what
 * comes too early, or breaks an invariant, comes again [LE9].
 */

import { InvariantError } from "../../../protocol/assert.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import type { Decided } from "../../carrier-server/carrier.ts";
import { log } from "../../watching/log.ts";
import { takeHoldEnd, takeOutcome } from "./acts.ts";
import type { Foretold, TillDesk } from "./desk.ts";
import type { TillTurn } from "./turn.ts";

/** @returns who is told of the trade before it is stored, if anybody waits */
type WhoWaits = (trade: TradeId) => Foretold | undefined;

/**
 * @param later where they needn't be stored at once [TM14]
 * @returns the keys of those that are stored. One that breaks an invariant is in the log each time.
 */
export async function takeNews(
  desk: TillDesk,
  decided: readonly Decided[],
  later?: WhoWaits,
): Promise<string[]> {
  const stored = decided.map(async (news) => {
    try {
      return (await take(desk, news, later)) ? [news.key] : [];
    } catch (error) {
      if (!(error instanceof InvariantError)) throw error;
      log("credit_refused", { invariant: error.message });
      return [];
    }
  });
  return (await Promise.all(stored)).flat();
}

function take(desk: TillDesk, { trade, attempt, outcome }: Decided, later: WhoWaits | undefined) {
  const act = (turn: TillTurn, now: number) =>
    outcome.kind === "hold_ended"
      ? takeHoldEnd(turn, trade, attempt, outcome.captured, now)
      : takeOutcome(turn, trade, attempt, outcome, now);
  return later ? desk.decideLater(trade, act, later(trade)) : desk.decide(act);
}
