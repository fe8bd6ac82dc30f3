/**
 * The trades the page handed over, and each one's outcome told once: whichever comes first, the terminal in
 * this window or the synchronous server, the other is then silent.
 */

import { parseTradeId, type TradeId } from "../../protocol/ids.ts";
import type { FrameToPage } from "../../protocol/page/frame-messages.ts";
import type { PageStatus } from "../../protocol/page/page-status.ts";
import type { SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import type { TradeStatus } from "../../protocol/words.ts";
import type { Ended } from "./frame-state.ts";

export type Outcome = Extract<FrameToPage, { warifu: "settled" | Ended }>;

const ENDED: Partial<Record<TradeStatus, Ended>> = {
  cancelled: "cancelled",
  declined: "refused",
  voided: "refused",
  expired: "expired",
};

export interface TradeWatch {
  /** Goes on with this trade instead of the one before. */
  follow(trade: TradeId): void;
  /** The terminal's own word of a settled trade. */
  receipt(trade: TradeId, receipt: SignedReceipt): void;
  /** The page goes to sleep, and wakes. */
  suspend(): void;
  resume(): void;
}

export interface TradeWatchParts {
  /** Follows until the end or the abort. */
  readonly follow: (
    trade: TradeId,
    report: (status: PageStatus) => void,
    signal: AbortSignal,
  ) => void;
  readonly deliver: (outcome: Outcome) => void;
}

export function createTradeWatch({ follow, deliver }: TradeWatchParts): TradeWatch {
  const handed = new Set<TradeId>();
  const told = new Set<TradeId>();
  let current: TradeId | undefined;
  let life: AbortController | undefined;
  const tell = (outcome: Outcome) => {
    if (told.has(outcome.trade)) return;
    told.add(outcome.trade);
    if (outcome.trade === current) life?.abort();
    deliver(outcome);
  };
  const start = () => {
    life?.abort();
    if (current === undefined || told.has(current)) return;
    life = new AbortController();
    follow(current, (status) => outcomeOf(status, tell), life.signal);
  };
  return {
    follow: (trade) => {
      handed.add(trade);
      // Handed over again, it is told again: the page has asked anew.
      told.delete(trade);
      if (trade === current && life?.signal.aborted === false) return;
      current = trade;
      start();
    },
    receipt: (trade, receipt) => {
      if (handed.has(trade) && isSettled(trade, receipt))
        tell({ warifu: "settled", trade, receipt });
    },
    suspend: () => life?.abort(),
    resume: start,
  };
}

/** Held money is not paid yet, though the trade is the shop's [MS12]. */
export function paidWord({ payload }: SignedReceipt): "settled" | "held" {
  return payload.outcome === "authorized" ? "held" : "settled";
}

/** The page's trade is the register's whose frame this is. */
export function isTradeOf(trade: TradeId, register: string): boolean {
  return parseTradeId(trade).register === register;
}

function outcomeOf({ trade, status, receipt }: PageStatus, tell: (outcome: Outcome) => void): void {
  const ended = ENDED[status];
  if (ended) tell({ warifu: ended, trade });
  else if (receipt && isSettled(trade, receipt)) tell({ warifu: "settled", trade, receipt });
}

/** Not a proof (the shop's backend makes that), but a refusal's receipt must never look like a payment. */
function isSettled(trade: TradeId, { payload }: SignedReceipt): boolean {
  const paid = payload.outcome === "settled" || payload.outcome === "authorized";
  return payload.trade === trade && paid;
}
