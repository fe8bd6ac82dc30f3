/**
 * One turn of a branch: what the requests of a batch see and change, before anything is stored. Each sees
 * what the earlier ones of the batch did. Pure: reads through a port, writes nothing; nothing awaits [LE4].
 */

import { assert } from "../../../protocol/assert.ts";
import { counted, type HourDigests, type Movement } from "../../../protocol/count/set-hash.ts";
import type { AccountId, TradeId } from "../../../protocol/ids.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import type { OperatorAct } from "./account/operator-act.ts";
import {
  isPaid,
  type PaidOutcome,
  type RecordedOutcome,
  type SettledOutcome,
} from "./confirm/recorded-outcome.ts";
import type { SettledPayment } from "./confirm/spending.ts";
import { type Account, assertBalanced, type Transfer } from "./ledger.ts";
import type { RecordedOrder } from "./order/recorded-order.ts";
import { endKey, outboxKey } from "./outbox.ts";

export interface TurnReads {
  account(id: AccountId): Account | undefined;
  /** every recorded outcome of the trade */
  outcomes(trade: TradeId): readonly RecordedOutcome[];
  /** every recorded order of the trade */
  orders(trade: TradeId): readonly RecordedOrder[];
  isAcknowledged(outboxKey: string): boolean;
  /** what the account ever settled; reads the whole journal, so only for rare acts */
  settledBy(account: AccountId): readonly SettledPayment[];
  /** whether a transfer was stored under this id */
  hasTransfer(id: string): boolean;
  /** the operator's act under this idempotency key */
  operatorAct(idempotencyKey: string): OperatorAct | undefined;
  /** the account that a device key was bound to, where it isn't the one it would open by itself */
  boundTo(device: PublicKey): AccountId | undefined;
}

/** [LE88] A device key, and the account that it has for ever. */
export interface BoundKey {
  readonly device: PublicKey;
  readonly account: AccountId;
}

/** A transfer that belongs to no trade, such as opening credit or a top-up. */
export interface StoredTransfer extends Transfer {
  readonly id: string;
  readonly kind: "opening" | "top_up" | "withdrawal" | "suspense" | "sweep";
  /** ms since the epoch */
  readonly at: number;
}

export interface Changes {
  readonly opened: readonly Account[];
  readonly changed: readonly Account[];
  readonly outcomes: readonly RecordedOutcome[];
  readonly orders: readonly RecordedOrder[];
  readonly transfers: readonly StoredTransfer[];
  /** what the operator did: each with what it changed, or not at all [LE17] */
  readonly acts: readonly OperatorAct[];
  /** what goes from the accounts' rows to the table of hours [LE61] */
  readonly hours: readonly HourDigests[];
  readonly bound: readonly BoundKey[];
}

export function isEmpty(changes: Changes): boolean {
  return Object.values(changes).every(({ length }) => length === 0);
}

/** Whether the creditor has to be told: a void and an order are told as the answer to who asked for them. */
export function isTold({ outcomes, orders }: Changes): boolean {
  return (
    outcomes.some(({ kind }) => kind !== "void") || orders.some(({ kind }) => kind === "expired")
  );
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
  readonly #orders: RecordedOrder[] = [];
  readonly #transfers: StoredTransfer[] = [];
  readonly #acts: OperatorAct[] = [];
  readonly #handedOver: HourDigests[] = [];
  readonly #bound: BoundKey[] = [];

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

  orders(trade: TradeId): readonly RecordedOrder[] {
    const ofThisTurn = this.#orders.filter((one) => one.trade === trade);
    return [...this.#reads.orders(trade), ...ofThisTurn];
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
    const paid = this.#outcomes.flatMap((outcome) =>
      isPaid(outcome) && outcome.account === id ? [paymentOf(outcome)] : [],
    );
    const released = this.#orders.flatMap((order) =>
      order.released > 0 && order.account === id ? [releaseOf(order)] : [],
    );
    return [...this.#reads.settledBy(id), ...paid, ...released];
  }

  hasTransfer(id: string): boolean {
    return this.#transfers.some((one) => one.id === id) || this.#reads.hasTransfer(id);
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

  boundTo(device: PublicKey): AccountId | undefined {
    const ofThisTurn = this.#bound.find((one) => one.device === device);
    return ofThisTurn?.account ?? this.#reads.boundTo(device);
  }

  /** [LE88] The account gets a device key that would have opened another one. */
  bindKey(device: PublicKey, account: Account): void {
    assert(!this.boundTo(device), "[LE88] a device key is bound once");
    this.#bound.push({ device, account: account.id });
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
    if (outcome.kind !== "void") this.#send(outcome.account, outboxKey(outcome));
    if (outcome.kind === "settled") this.count(outcome.account, movementIn(outcome));
  }

  /** [LE61] Counts money that moved between the account and a register, in the hour of its receipt. */
  count(id: AccountId, movement: Movement): void {
    const account = this.account(id);
    assert(account, "[LE61] what is counted moved from or to an account");
    this.changeAccount({ ...account, counted: counted(account.counted, movement) });
  }

  /** [LE61] From the account's row to the table of hours; the row is stored, and without what was acknowledged. */
  handOverCount(id: AccountId): void {
    const account = this.account(id);
    if (!account) return;
    if (Object.keys(account.counted).length > 0) this.#handedOver.push(account.counted);
    this.changeAccount({ ...account, counted: {} });
  }

  /** [LE25] @param account as the order leaves the payer's; undefined where it doesn't touch it */
  recordOrder(order: RecordedOrder, account: Account | undefined): void {
    const before = this.orders(order.trade);
    assert(!before.some(({ id }) => id === order.id), "[LE25] an order is carried out once");
    assertBalanced(order);
    this.#orders.push(order);
    if (account) this.changeAccount(account);
    if (order.kind === "expired") this.#send(order.account, endKey(order));
    const movement = movementOfOrder(order);
    if (!movement) return;
    if (this.account(order.account)) this.count(order.account, movement);
    else this.#handedOver.push(counted({}, movement));
  }

  /** A void is told as the answer to who asked for it; what nobody waits for, the till must be told. */
  #send(id: AccountId, key: string): void {
    const account = this.account(id);
    assert(account, "a decided attempt has its account");
    this.changeAccount({ ...account, outbox: [...account.outbox, key] });
  }

  /** What to store. Whatever is stored goes without what the creditor has acknowledged since. */
  changes(): Changes {
    return {
      opened: [...this.#opened.values()],
      changed: [...this.#changed.values()].map((account) => this.#withoutAcknowledged(account)),
      outcomes: this.#outcomes,
      orders: this.#orders,
      transfers: this.#transfers,
      acts: this.#acts,
      hours: this.#handedOver,
      bound: this.#bound,
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

/** What moved between payer and register: the end of a hold moves nothing there. */
function movementOfOrder(recorded: RecordedOrder): Movement | undefined {
  const { kind, id: order, trade, attempt, amount, currency, at } = recorded;
  if (kind === "voided" || kind === "expired") return undefined;
  return { kind, order, trade, attempt, amount, currency, at };
}

/** What limits count of a settled or authorized outcome. */
export function paymentOf(outcome: PaidOutcome): SettledPayment {
  const { register, amount, currency, decidedAt } = outcome;
  return { register, amount, currency, at: decidedAt };
}

/** [LE26] What a hold gave back, against the periods that it was counted in. */
export function releaseOf({ register, released, currency, paidAt }: RecordedOrder): SettledPayment {
  return { register, amount: -released, currency, at: paidAt };
}
