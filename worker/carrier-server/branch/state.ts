/**
 * What a branch reads: accounts from memory, then storage; outcomes too, of trades that nothing was recorded of
 * since they were read. Memory changes only after its transaction, and an object whose flush fails is dropped
 * whole, so memory never says what storage doesn't.
 */

import type { AccountId, TradeId } from "../../../protocol/ids.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import type { OperatorAct } from "./account/operator-act.ts";
import type { RecordedOutcome } from "./confirm/recorded-outcome.ts";
import type { SettledPayment } from "./confirm/spending.ts";
import type { BranchCount } from "./count/count.ts";
import type { Account } from "./ledger.ts";
import { HoldEnds } from "./order/hold-ends.ts";
import type { RecordedOrder } from "./order/recorded-order.ts";
import type { Outbox } from "./outbox.ts";
import type { BranchStore } from "./store.ts";
import type { Changes, TurnReads } from "./turn.ts";

/** About 1 kB each, with its counters: some 10 MB of an object's 128 MB. */
const ACCOUNTS_MAX = 10_000;

/** A confirm asks before its turn and in it; most have no outcome then, and take next to no room. */
const TRADES_MAX = 1_000;

export class BranchState implements TurnReads {
  readonly #accounts = new Map<AccountId, Account>();
  readonly #outcomes = new Map<TradeId, readonly RecordedOutcome[]>();
  /** of the accounts that changed since the object woke; the desk adds those that were stored before */
  readonly holdEnds = new HoldEnds();
  readonly #store: BranchStore;
  readonly #outbox: Outbox;
  readonly #count: BranchCount;

  constructor(store: BranchStore, outbox: Outbox, count: BranchCount) {
    this.#store = store;
    this.#outbox = outbox;
    this.#count = count;
  }

  account(id: AccountId): Account | undefined {
    const cached = this.#accounts.get(id);
    if (cached) return cached;
    const loaded = this.#store.account(id);
    if (loaded) this.#remember(loaded);
    return loaded;
  }

  /** As its row has it, if it is in memory. */
  readonly remembered = (id: AccountId): Account | undefined => this.#accounts.get(id);

  outcomes(trade: TradeId): readonly RecordedOutcome[] {
    const known = this.#outcomes.get(trade);
    if (known) return known;
    const read = this.#store.outcomes(trade);
    if (this.#outcomes.size >= TRADES_MAX) this.#outcomes.clear();
    this.#outcomes.set(trade, read);
    return read;
  }

  orders(trade: TradeId): readonly RecordedOrder[] {
    return this.#store.orders(trade);
  }

  isAcknowledged(key: string): boolean {
    return this.#outbox.isAcknowledged(key);
  }

  settledBy(account: AccountId): readonly SettledPayment[] {
    return this.#store.settledBy(account);
  }

  hasTransfer(id: string): boolean {
    return this.#store.hasTransfer(id);
  }

  operatorAct(idempotencyKey: string): OperatorAct | undefined {
    return this.#store.operatorAct(idempotencyKey);
  }

  boundTo(device: PublicKey): AccountId | undefined {
    return this.#store.boundTo(device);
  }

  /** Call it only after the transaction that stored them. */
  stored({ opened, changed, outcomes, orders }: Changes): void {
    for (const account of opened) this.#remember(account);
    for (const account of changed) this.#remember(account);
    this.#outbox.cleared(changed.map(({ id }) => id));
    this.#count.stored([...opened, ...changed]);
    for (const account of changed) this.holdEnds.keep(account);
    for (const outcome of outcomes) {
      this.#outcomes.delete(outcome.trade);
      if (outcome.kind !== "void") this.#outbox.add(outcome);
    }
    for (const order of orders) if (order.kind === "expired") this.#outbox.addEnd(order);
  }

  #remember(account: Account): void {
    if (this.#accounts.size >= ACCOUNTS_MAX) this.#accounts.clear();
    this.#accounts.set(account.id, account);
  }
}
