/**
 * A dispute as this terminal keeps it: what it is just saying, the words it wrote, which it alone can read again, and what
 * the till said last. Pure. It is the outbox too: an act is stored before it is sent, and sent until it is answered.
 */

import type {
  DisputeReason,
  DisputeStatus,
  DisputeEntry as SaidEntry,
  SignedDisputeAct,
} from "../../../protocol/dispute/dispute-messages.ts";
import type { SealedText } from "../../../protocol/dispute/dispute-text.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { ProblemCode } from "../../../protocol/problem.ts";
import { retryDelay } from "../patience.ts";

export interface DisputeWord extends Pick<SaidEntry, "from" | "act" | "at"> {
  /** undefined where nothing was written, or it was written from another terminal */
  readonly text?: string;
}

/** What the till said last, its texts opened. */
export interface KnownDispute {
  readonly reason: DisputeReason;
  readonly status: DisputeStatus;
  /** minor units */
  readonly amount: number;
  readonly currency: Currency;
  /** ms since the epoch */
  readonly until?: number;
  readonly words: readonly DisputeWord[];
}

export interface DisputeEntry {
  /** the record's */
  readonly id: string;
  readonly trade: TradeId;
  /** base64url of 32 bytes: what the shop answers under */
  readonly reply: string;
  /** by what marks their encrypted form */
  readonly own: Readonly<Record<string, string>>;
  readonly sending?: {
    readonly act: SignedDisputeAct;
    readonly tries: number;
    /** ms since the epoch */
    readonly nextAt: number;
  };
  /** why the last act was not taken */
  readonly refused?: ProblemCode;
  readonly known?: KnownDispute;
}

/** By the record's id. */
export type DisputeEntries = Readonly<Record<string, DisputeEntry>>;

/** The tag of a JWE: no two texts have the same. */
export function markOf(text: SealedText): string {
  return text.slice(text.lastIndexOf(".") + 1);
}

/** @param at ms since the epoch */
export function unheard(entry: DisputeEntry, at: number): DisputeEntry {
  const { sending } = entry;
  if (!sending) return entry;
  const tries = sending.tries + 1;
  return { ...entry, sending: { ...sending, tries, nextAt: at + retryDelay(tries) } };
}

/** It was answered: by the dispute as it is now, or by a refusal. */
export function heard(
  entry: DisputeEntry,
  said: { readonly known: KnownDispute } | { readonly refused: ProblemCode },
): DisputeEntry {
  const { sending: _, refused: __, ...rest } = entry;
  return { ...rest, ...said };
}

export function dueDisputes(disputes: DisputeEntries, now: number): DisputeEntry[] {
  return Object.values(disputes).filter(({ sending }) => sending && sending.nextAt <= now);
}

/** When the next is to be sent, ms since the epoch. */
export function nextDispute(disputes: DisputeEntries): number | undefined {
  const times = Object.values(disputes).flatMap(({ sending }) => sending?.nextAt ?? []);
  return times.length > 0 ? Math.min(...times) : undefined;
}
