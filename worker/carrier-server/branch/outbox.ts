/**
 * The outbox in memory: which decided attempts the creditor has not yet acknowledged, and which
 * acknowledgements storage has not yet seen. Storage has the truth (the account's outbox column); this
 * only says what to send and when. Sending twice is harmless, forgetting one is not [LE9].
 */

import type { AccountId, TradeId } from "../../../protocol/ids.ts";
import { OUTBOX_RETRY_FIRST_MS, OUTBOX_RETRY_MAX_MS } from "../../../protocol/limits.ts";
import { observe } from "../../watching/metrics.ts";
import type { Decided } from "../carrier.ts";
import { attemptOutcome, type RecordedOutcome } from "./confirm/recorded-outcome.ts";
import { type ExpiredHold, holdEnded } from "./order/recorded-order.ts";

/** `trade#attempt`, and `trade#attempt/end` for the end of its hold */
export type OutboxKey = string;

const END = "/end";

/** One RPC's worth: small enough that one lost answer repeats little. */
const BATCH_MAX = 100;

interface Entry {
  readonly account: AccountId;
  /** when it was decided, ms since the epoch */
  readonly at: number;
  readonly decided: Decided;
}

export function outboxKey({ trade, attempt }: { trade: TradeId; attempt: number }): OutboxKey {
  return `${trade}#${attempt}`;
}

export function endKey(expired: { trade: TradeId; attempt: number }): OutboxKey {
  return `${outboxKey(expired)}${END}`;
}

export function isEndKey(key: OutboxKey): boolean {
  return key.endsWith(END);
}

export function attemptOfKey(key: OutboxKey): { trade: TradeId; attempt: number } {
  const attempt = isEndKey(key) ? key.slice(0, -END.length) : key;
  const at = attempt.lastIndexOf("#");
  return { trade: attempt.slice(0, at) as TradeId, attempt: Number(attempt.slice(at + 1)) };
}

export class Outbox {
  readonly #pending = new Map<OutboxKey, Entry>();
  /** pending, and not tried since it came or since the last alarm */
  readonly #due = new Set<OutboxKey>();
  /** of the pending: sent, and neither answered nor given up */
  readonly #flying = new Set<OutboxKey>();
  readonly #acknowledged = new Set<OutboxKey>();
  /** the same, by account: a flush clears a few accounts of many */
  readonly #acknowledgedOf = new Map<AccountId, OutboxKey[]>();
  #delayMs = OUTBOX_RETRY_FIRST_MS;

  add(recorded: RecordedOutcome): void {
    const { trade, attempt, account, decidedAt } = recorded;
    const key = outboxKey(recorded);
    this.#add(account, decidedAt, { key, trade, attempt, outcome: attemptOutcome(recorded) });
  }

  /** [LE24] Nobody waits for this one either. */
  addEnd(expired: ExpiredHold): void {
    const { trade, attempt, account, at } = expired;
    this.#add(account, at, { key: endKey(expired), trade, attempt, outcome: holdEnded(expired) });
  }

  #add(account: AccountId, at: number, decided: Decided): void {
    const { key } = decided;
    if (this.#acknowledged.has(key)) return;
    this.#pending.set(key, { account, at, decided });
    this.#due.add(key);
  }

  /** What to send now, and no more until it comes again or retryAll is called: one that fails can't hold up the rest. */
  takeDue(): Decided[] {
    const batch: Decided[] = [];
    for (const key of this.#due) {
      if (batch.length === BATCH_MAX) break;
      this.#due.delete(key);
      const entry = this.#pending.get(key);
      if (!entry) continue;
      this.#flying.add(key);
      batch.push(entry.decided);
    }
    return batch;
  }

  /** A batch was answered, or given up; what of it wasn't acknowledged waits for retryAll. */
  landed(batch: readonly Decided[]): void {
    for (const { key } of batch) this.#flying.delete(key);
    this.#restUnlessWaiting();
  }

  /** Nothing waits for the next try but what is under way. */
  #restUnlessWaiting(): void {
    if (this.#pending.size === this.#flying.size) this.#delayMs = OUTBOX_RETRY_FIRST_MS;
  }

  /** What is under way may still be answered. */
  retryAll(): void {
    for (const key of this.#pending.keys()) if (!this.#flying.has(key)) this.#due.add(key);
  }

  /** @param now ms since the epoch */
  acknowledge(stored: readonly OutboxKey[], now?: number): void {
    for (const key of stored) {
      const entry = this.#pending.get(key);
      if (!entry) continue;
      this.#pending.delete(key); // and from #due when it is met there
      this.#flying.delete(key);
      if (now !== undefined) observe("credit_ms", Math.max(0, now - entry.at));
      this.#acknowledged.add(key);
      const ofAccount = this.#acknowledgedOf.get(entry.account);
      if (ofAccount) ofAccount.push(key);
      else this.#acknowledgedOf.set(entry.account, [key]);
    }
    this.#restUnlessWaiting();
  }

  isAcknowledged(key: OutboxKey): boolean {
    return this.#acknowledged.has(key);
  }

  /** Accounts whose stored outbox still names what was acknowledged. */
  accountsToClear(): Set<AccountId> {
    return new Set(this.#acknowledgedOf.keys());
  }

  /** These accounts were stored without what was acknowledged. */
  cleared(accounts: readonly AccountId[]): void {
    for (const account of accounts) {
      for (const key of this.#acknowledgedOf.get(account) ?? []) this.#acknowledged.delete(key);
      this.#acknowledgedOf.delete(account);
    }
  }

  /** When the first of those that wait was decided, ms since the epoch; undefined of none. */
  get oldest(): number | undefined {
    for (const { at } of this.#pending.values()) return at;
    return undefined;
  }

  get isEmpty(): boolean {
    return this.#pending.size === 0;
  }

  /** @returns ms until the next try [TM4] */
  nextDelay(): number {
    const delay = this.#delayMs;
    this.#delayMs = Math.min(this.#delayMs * 2, OUTBOX_RETRY_MAX_MS);
    return delay;
  }
}
