/**
 * The branch's memory and its pen: accounts in memory, the outbox and its delivery, the alarm, and the group
 * commit that decides and writes. Everything that changes an account goes through inTurn(). A flush that
 * throws drops the object, so that no memory outlives its rows.
 */

import type { AccountId, TradeId } from "../../../protocol/ids.ts";
import { OUTBOX_RETRY_FIRST_MS } from "../../../protocol/limits.ts";
import type { SignedKeyCertificate } from "../../../protocol/signing/signed-objects.ts";
import { alarmAt, clockNow } from "../../objects/clock.ts";
import type { Database } from "../../objects/database.ts";
import { GroupCommit } from "../../objects/group-commit.ts";
import { log, said } from "../../watching/log.ts";
import { gauge } from "../../watching/metrics.ts";
import type { Creditor } from "../carrier.ts";
import type { RecordedOutcome } from "./confirm/recorded-outcome.ts";
import { confirmsUnderWay } from "./confirm/under-way.ts";
import { BranchCount } from "./count/count.ts";
import { Delivery } from "./delivery.ts";
import type { Account } from "./ledger.ts";
import { endHoldsInTurn } from "./order/order-turn.ts";
import { isExpired, type RecordedOrder } from "./order/recorded-order.ts";
import { attemptOfKey, isEndKey, Outbox } from "./outbox.ts";
import { type Certificates, certificatesIn, keepCertificate } from "./receipt/certificates.ts";
import { BranchState } from "./state.ts";
import { OneByOne } from "./step-up/one-by-one.ts";
import { BRANCH_MIGRATIONS, BranchStore } from "./store.ts";
import { type Changes, isCounted, isEmpty, isTold, Turn } from "./turn.ts";

type Act = (turn: Turn) => unknown;

/** An account that is busy is written anew by its next trade anyway: one that rests is tidied after this. */
export const TIDY_MS = 30_000;
/** Of those that a failed flush has left without an answer. */
const REQUESTS_SAID_MAX = 50;
/** In one commit, which everybody waits for. */
const TIDIED_AT_ONCE = 200;

export class BranchDesk {
  readonly count: BranchCount;
  /** of PINs, which cost time */
  readonly proofs = new OneByOne();
  readonly #ctx: DurableObjectState;
  readonly #database: Database;
  readonly #alarmDatabase: Database;
  /** told when there is something new to compare */
  readonly #counted: () => void;
  readonly #outbox = new Outbox();
  readonly #delivery: Delivery;
  readonly #certificates: Certificates;
  readonly #store: BranchStore;
  /** the same tables; what the alarm writes is counted apart */
  readonly #alarmStore: BranchStore;
  readonly #state: BranchState;
  readonly #commits: GroupCommit<Act, unknown>;
  /** ids of the requests that are being decided */
  readonly #waiting = new Set<string>();
  /** real time of the alarm that is set, if one is */
  #alarm: number | null = null;
  #recovered = false;
  /** when rows are to be tidied, by the branch's clock; after a cold start at once, since nobody knows */
  #tidyAt: number | undefined = 0;

  constructor(
    ctx: DurableObjectState,
    database: Database,
    alarmDatabase: Database,
    creditor: () => Creditor,
    counted: () => void,
  ) {
    this.#ctx = ctx;
    this.#database = database;
    this.#alarmDatabase = alarmDatabase;
    this.#counted = counted;
    this.#delivery = new Delivery(this.#outbox, creditor);
    this.#certificates = certificatesIn(database);
    this.#store = new BranchStore(database, this.#certificates);
    this.#alarmStore = new BranchStore(alarmDatabase, this.#certificates);
    this.count = new BranchCount(this.#store.count);
    this.#state = new BranchState(this.#store, this.#outbox, this.count);
    this.#commits = new GroupCommit(
      (acts) => this.#flush(acts),
      (error) => this.#fail("flush_failed", error),
      database.meter,
      confirmsUnderWay,
    );
  }

  /** Before the first request. @param signing of the key that receipts are signed by */
  async wake(signing: SignedKeyCertificate): Promise<void> {
    this.#database.migrate(BRANCH_MIGRATIONS);
    this.#database.transaction(() => keepCertificate(this.#database, this.#certificates, signing));
    this.#alarm = await this.#ctx.storage.getAlarm();
  }

  account(id: AccountId): Account | undefined {
    return this.#state.account(id);
  }

  outcomes(trade: TradeId): readonly RecordedOutcome[] {
    return this.#state.outcomes(trade);
  }

  orders(trade: TradeId): readonly RecordedOrder[] {
    return this.#state.orders(trade);
  }

  /** For the log: who waits when a flush fails. Beside the answer, which waits for nothing of it. */
  named(requestId: string, answer: Promise<unknown>): void {
    this.#waiting.add(requestId);
    answer.then(
      () => this.#waiting.delete(requestId),
      (error) => {
        this.#waiting.delete(requestId);
        log("confirm_failed", { request_id: requestId, ...said(error) });
      },
    );
  }

  /** Decided and written together with what arrives at the same time; resolved after the write. */
  inTurn<A>(act: (turn: Turn) => A): Promise<A> {
    return this.#commits.submit(act) as Promise<A>;
  }

  /** Tries what wasn't acknowledged yet at once, without waiting for the alarm. */
  retryCredits(): void {
    if (this.#outbox.isEmpty) return;
    this.#outbox.retryAll();
    this.#ctx.waitUntil(this.#delivery.send());
  }

  /** [Watching] How long the oldest credit has waited. */
  gaugeOutbox(): void {
    const now = clockNow();
    gauge("outbox_age_ms", Math.max(0, now - (this.#outbox.oldest ?? now)), now);
  }

  async alarm(): Promise<void> {
    this.#alarm = null;
    let failed = true;
    try {
      this.#recover();
      this.#endHolds();
      this.#outbox.retryAll();
      await this.#delivery.sendAndLand();
      this.#tidyAccounts(clockNow());
      failed = false;
    } finally {
      if (failed || !this.#outbox.isEmpty) this.#arm(clockNow() + this.#outbox.nextDelay());
      // Not after a failure: what is over would be tried again at once, and storage may need a while.
      if (!failed) this.#armForRest();
      this.gaugeOutbox();
    }
  }

  /** One turn and one transaction over everything that arrived together. */
  #flush(acts: readonly Act[]): unknown[] {
    const turn = new Turn(this.#state);
    const answers = acts.map((act) => act(turn));
    const changes = turn.changes();
    this.#write(changes, this.#database, this.#store);
    if (isTold(changes) || isCounted(changes)) {
      const now = clockNow();
      this.#tidyAt ??= now + TIDY_MS;
      this.#arm(now + OUTBOX_RETRY_FIRST_MS);
    }
    if (isTold(changes)) this.#ctx.waitUntil(this.#delivery.send());
    this.#armForHolds();
    return answers;
  }

  #write(changes: Changes, database: Database, store: BranchStore): void {
    if (isEmpty(changes)) return;
    database.transaction(() => store.write(changes, this.#state.remembered));
    this.#state.stored(changes);
  }

  /** After a cold start the accounts say what is still to be told. */
  #recover(): void {
    if (this.#recovered) return;
    for (const outbox of this.#store.outboxes()) {
      for (const key of outbox) {
        const { trade, attempt } = attemptOfKey(key);
        if (isEndKey(key)) {
          const expired = this.#store.orders(trade).find(isExpired);
          if (expired) this.#outbox.addEnd(expired);
          continue;
        }
        const recorded = this.#store.outcomes(trade).find((one) => one.attempt === attempt);
        if (recorded) this.#outbox.add(recorded);
      }
    }
    for (const holder of this.#store.holders()) this.#state.holdEnds.keep(holder);
    this.#recovered = true;
  }

  /** [LE24] In one turn and one transaction, by this clock alone: nothing is awaited. */
  #endHolds(): void {
    const now = clockNow();
    const turn = new Turn(this.#state);
    for (const id of this.#state.holdEnds.over(now)) endHoldsInTurn(turn, id, now);
    this.#write(turn.changes(), this.#alarmDatabase, this.#alarmStore);
  }

  /** Takes out of the accounts' rows what needn't stand there any more: of some of them, and soon of the rest. */
  #tidyAccounts(now: number): void {
    const counting = this.count.accountsToHandOver();
    const untidy = [...new Set([...counting, ...this.#outbox.accountsToClear()])];
    // What was acknowledged after the last tidying: nobody else would come back for it.
    if (untidy.length > 0) this.#tidyAt ??= now + TIDY_MS;
    if (this.#tidyAt === undefined || now < this.#tidyAt) return;
    const turn = new Turn(this.#state);
    for (const id of untidy.slice(0, TIDIED_AT_ONCE)) turn.handOverCount(id);
    this.#write(turn.changes(), this.#alarmDatabase, this.#alarmStore);
    this.#tidyAt = untidy.length > TIDIED_AT_ONCE ? now : undefined;
    if (counting.length > 0) this.#counted();
  }

  #armForRest(): void {
    if (this.#tidyAt !== undefined) this.#arm(Math.max(this.#tidyAt, clockNow()));
    this.#armForHolds();
  }

  /** After a cold start the alarm that is set says when the first hold ends, until it has come. */
  #armForHolds(): void {
    const next = this.#state.holdEnds.next();
    if (next !== undefined) this.#arm(next);
  }

  /**
   * Sets the alarm unless an earlier one is set: setting one is a write. In the turn, so that it commits with it.
   * @param moment ms since the epoch, by the branch's clock
   */
  #arm(moment: number): void {
    const at = alarmAt(moment);
    if (this.#alarm !== null && this.#alarm <= at) return;
    this.#alarm = at;
    this.#ctx.storage.setAlarm(at).catch((error) => this.#fail("alarm_not_set", error));
  }

  /** Drops the object with all it has in memory. SQLite's messages and our invariants name no values. */
  #fail(event: "flush_failed" | "alarm_not_set", error: unknown): void {
    const message = error instanceof Error ? error.message : "unknown";
    log(event, { message, requests: [...this.#waiting].slice(0, REQUESTS_SAID_MAX) });
    this.#ctx.abort(event);
  }
}
