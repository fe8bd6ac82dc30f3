/**
 * One turn of a branch: what the requests of a batch see and change, before anything is stored. Each sees
 * what the earlier ones of the batch did. Pure: reads through a port, writes nothing; nothing awaits [LE4].
 */

import { assert } from "../../../protocol/assert.ts";
import type { AccountId, TradeId } from "../../../protocol/ids.ts";
import { counted, type HourDigests, type Movement } from "../../../protocol/set-hash.ts";
import { type Account, assertBalanced, type Transfer } from "./ledger.ts";
import type { OperatorAct } from "./operator-act.ts";
import { outboxKey } from "./outbox.ts";
import type { RecordedOutcome, SettledOutcome } from "./recorded-outcome.ts";
import type { SettledPayment } from "./spending.ts";

export interface TurnReads {
  account(id: AccountId): Account | undefined;
  /** every recorded outcome of the trade */
  outcomes(trade: TradeId): readonly RecordedOutcome[];
  isAcknowledged(outboxKey: string): boolean;
  /** what the account ever settled; reads the whole journal, so only for rare acts */
  settledBy(account: AccountId): readonly SettledPayment[];
  /** the operator's act under this idempotency key */
  operatorAct(idempotencyKey: string): OperatorAct | undefined;
}

/** A transfer that belongs to no trade, such as opening credit or a top-up. */
export interface StoredTransfer extends Transfer {
  readonly id: string;
  readonly kind: "opening" | "top_up" | "withdrawal";
  /** ms since the epoch */
  readonly at: number;
}

export interface Changes {
  readonly opened: readonly Account[];
  readonly changed: readonly Account[];
  readonly outcomes: readonly RecordedOutcome[];
  readonly transfers: readonly StoredTransfer[];
  /** what the operator did: each with what it changed, or not at all [LE17] */
  readonly acts: readonly OperatorAct[];
  /** what goes from the accounts' rows to the table of hours [LE61] */
  readonly hours: readonly HourDigests[];
}

export function isEmpty(changes: Changes): boolean {
  return Object.values(changes).every(({ length }) => length === 0);
}

/** Whether the creditor has to be told: a void is told as the answer to who asked for it. */
export function isTold({ outcomes }: Changes): boolean {
  return outcomes.some(({ kind }) => kind !== "void");
}

/** Whether accounts' rows hold some of the count, for the alarm to move. */
export function isCounted({ changed }: Changes): boolean {
  return changed.some(({ counted }) => Object.keys(counted).length > 0);
}

export class Turn {
  readonly #reads: TurnReads;
  readonly #opened = new Map<AccountId, Account>();
  readonly #changed = new Map<AccountId, Account>();
  readonly #outcomes: RecordedOutcome[] = [];
  readonly #byTrade = new Map<TradeId, RecordedOutcome[]>();
  readonly #transfers: StoredTransfer[] = [];
  readonly #acts: OperatorAct[] = [];
  readonly #handedOver: HourDigests[] = [];

  constructor(reads: TurnReads) {
    this.#reads = reads;
  }

  account(id: AccountId): Account | undefined {
    return this.#opened.get(id) ?? this.#changed.get(id) ?? this.#reads.account(id);
  }

  outcomes(trade: TradeId): readonly RecordedOutcome[] {
    const stored = this.#reads.outcomes(trade);
    const ofThisTurn = this.#byTrade.get(trade);
    return ofThisTurn ? [...stored, ...ofThisTurn] : stored;
  }

  openAccount(account: Account, transfers: readonly StoredTransfer[]): void {
    assert(!this.account(account.id), "an account is opened once");
    for (const one of transfers) assertBalanced(one);
    this.#opened.set(account.id, account);
    this.#transfers.push(...transfers);
  }

  changeAccount(account: Account): void {
    const own = this.#opened.has(account.id) ? this.#opened : this.#changed;
    own.set(account.id, account);
  }

  settledBy(id: AccountId): readonly SettledPayment[] {
    const ofThisTurn = this.#outcomes.flatMap((outcome) =>
      outcome.kind === "settled" && outcome.account === id ? [paymentOf(outcome)] : [],
    );
    return [...this.#reads.settledBy(id), ...ofThisTurn];
  }

  operatorAct(idempotencyKey: string): OperatorAct | undefined {
    const ofThisTurn = this.#acts.find((act) => act.idempotencyKey === idempotencyKey);
    return ofThisTurn ?? this.#reads.operatorAct(idempotencyKey);
  }

  /** The account as the act leaves it, its transfer if it made one, and the act itself: stored together [LE17]. */
  recordAct(act: OperatorAct, account: Account, transfers: readonly StoredTransfer[]): void {
    assert(!this.operatorAct(act.idempotencyKey), "[LE17] a key has one act");
    for (const one of transfers) assertBalanced(one);
    this.#acts.push(act);
    this.#transfers.push(...transfers);
    this.changeAccount(account);
  }

  /** A transfer beside the outcome that calls for it. */
  addTransfer(made: StoredTransfer): void {
    assertBalanced(made);
    this.#transfers.push(made);
  }

  record(outcome: RecordedOutcome): void {
    const { trade, attempt } = outcome;
    const before = this.outcomes(trade);
    assert(!before.some((one) => one.attempt === attempt), "[LE5] an attempt has one outcome");
    this.#outcomes.push(outcome);
    const ofTrade = this.#byTrade.get(trade);
    if (ofTrade) ofTrade.push(outcome);
    else this.#byTrade.set(trade, [outcome]);
    if (outcome.kind !== "void") this.#send(outcome);
    if (outcome.kind === "settled") this.count(outcome.account, movementIn(outcome));
  }

  /** [LE61] Counts money that moved between the account and a register, in the hour of its receipt. */
  count(id: AccountId, movement: Movement): void {
    const account = this.account(id);
    assert(account, "[LE61] what is counted moved from or to an account");
    this.changeAccount({ ...account, counted: counted(account.counted, movement) });
  }

  /** [LE61] From the account's row to the table of hours. */
  handOverCount(id: AccountId): void {
    const account = this.account(id);
    if (!account) return;
    this.#handedOver.push(account.counted);
    this.changeAccount({ ...account, counted: {} });
  }

  /** A void is told as the answer to who asked for it; what a confirm decided, the till must be told. */
  #send(outcome: RecordedOutcome): void {
    const account = this.account(outcome.account);
    assert(account, "a decided attempt has its account");
    const outbox = [...account.outbox, outboxKey(outcome)];
    this.changeAccount({ ...account, outbox });
  }

  /** What to store. Whatever is stored goes without what the creditor has acknowledged since. */
  changes(): Changes {
    return {
      opened: [...this.#opened.values()],
      changed: [...this.#changed.values()].map((account) => this.#withoutAcknowledged(account)),
      outcomes: this.#outcomes,
      transfers: this.#transfers,
      acts: this.#acts,
      hours: this.#handedOver,
    };
  }

  #withoutAcknowledged(account: Account): Account {
    const outbox = account.outbox.filter((key) => !this.#reads.isAcknowledged(key));
    return outbox.length === account.outbox.length ? account : { ...account, outbox };
  }
}

function movementIn({ trade, attempt, amount, currency, decidedAt }: SettledOutcome): Movement {
  return { trade, attempt, kind: "settled", amount, currency, at: decidedAt };
}

export function paymentOf(outcome: SettledOutcome): SettledPayment {
  const { register, amount, currency, decidedAt } = outcome;
  return { register, amount, currency, at: decidedAt };
}
