/**
 * The till's memory and its pen: configuration, sums, trades answered before their rows are flushed, and
 * the group commit that decides and writes. Everything that changes a trade goes through decide() or
 * putEarly(). A flush that throws aborts the object, so that this memory never outlives its rows.
 */

import { assert } from "../../../protocol/assert.ts";
import type { TradeId } from "../../../protocol/ids.ts";
import { CREATE_STORED_MS, CREDIT_STORED_MS } from "../../../protocol/limits.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import type { ApiKeyScope } from "../../../protocol/register/api-keys.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import { clockNow } from "../../objects/clock.ts";
import type { Database } from "../../objects/database.ts";
import { GroupCommit } from "../../objects/group-commit.ts";
import { keyRefusal } from "../register/keys/scopes.ts";
import type { CertificatePair, TillConfig } from "./config.ts";
import { NO_SALES, type TillSums } from "./count/sums.ts";
import { countTrade } from "./count-trade.ts";
import type { DisputeRecord } from "./dispute/dispute-record.ts";
import { KnownTrades } from "./known-trades.ts";
import type { Noted } from "./metadata/metadata-store.ts";
import type { AskedLoan } from "./order/loans.ts";
import type { OrderRecord } from "./order/order-record.ts";
import type { TillStore } from "./store.ts";
import { FlushTimer } from "./timing/flush-timer.ts";
import type { TradeRecord } from "./trade-record.ts";
import { TillTurn } from "./turn.ts";

/** So many creates are flushed at once, however soon they came: a longer flush would be a pause for everyone else. */
const EARLY_MAX = 128;

type Act = (turn: TillTurn, now: number) => unknown;
type Acted = Result<unknown, unknown>;
/** Told how a trade will be, before that is stored. */
export type Foretold = (before: TradeRecord | undefined, after: TradeRecord) => void;

interface Later {
  readonly trade: TradeId;
  readonly act: Act;
  readonly done: (acted: Acted) => void;
}

/** Told of a flush: by flushing() inside its transaction, by the others after it, in the same go. */
export interface Written {
  flushing(now: number): void;
  trade(before: TradeRecord | undefined, after: TradeRecord, now: number): void;
  order(after: OrderRecord, now: number): void;
  loan(loan: AskedLoan, is: "asked" | "ended", now: number): void;
  dispute(after: DisputeRecord): void;
  events(): void;
}

export class TillDesk {
  readonly #database: Database;
  readonly #store: TillStore;
  readonly #written: Written;
  readonly #group: GroupCommit<Act, Acted>;
  readonly #abort: () => void;
  readonly #early = new Map<TradeId, TradeRecord>();
  #later: Later[] = [];
  readonly #known: KnownTrades;
  readonly #timer = new FlushTimer(() => this.#flushEarly());
  readonly #certificates = new Map<Hash, CertificatePair>();
  #config: TillConfig | undefined;
  #sums: TillSums = NO_SALES;
  /** ms since the epoch, once its count and the carrier's differ [LE64] */
  #frozenSince: number | undefined;

  constructor(database: Database, store: TillStore, written: Written, abort: () => void) {
    this.#database = database;
    this.#store = store;
    this.#known = new KnownTrades((id) => store.readTrade(id));
    this.#written = written;
    this.#abort = abort;
    this.#group = new GroupCommit((acts) => this.#flush(acts), abort, database.meter);
    const stored = store.exists() ? this.#load() : undefined;
    this.#config = stored?.config;
    this.#sums = stored?.sums ?? NO_SALES;
    this.#frozenSince = stored && store.hours.frozenSince();
  }

  get config(): TillConfig | undefined {
    return this.#config;
  }

  get sums(): TillSums {
    this.writePutOff();
    return this.#sums;
  }

  get isFrozen(): boolean {
    return this.#frozenSince !== undefined;
  }

  /** Why nothing new is begun here now, if so [LE64] [RG15]. What is begun goes on. */
  beginRefusal(): Refusal | undefined {
    if (this.#config?.suspended) return refusal("register_suspended");
    return this.isFrozen ? refusal("till_frozen") : undefined;
  }

  /** @returns since when */
  freeze(now: number): number {
    const since = this.#frozenSince ?? now;
    this.#database.transaction(() => this.#store.hours.freeze(since));
    this.#frozenSince = since;
    return since;
  }

  thaw(): void {
    this.#database.transaction(() => this.#store.hours.thaw());
    this.#frozenSince = undefined;
  }

  /** The configuration, for who holds an API key that may do this [RG3]. */
  authorise(apiKey: Hash, needed: ApiKeyScope): Result<TillConfig, Refusal> {
    if (!this.#config) return err(refusal("unauthorized"));
    const refused = keyRefusal(this.#config.keys, apiKey, needed);
    return refused ? err(refused) : ok(this.#config);
  }

  /** [RG13] Of the former key, while it may still sign. @param now ms since the epoch */
  formerCertificate(now: number): Hash | undefined {
    const { former } = this.#config ?? {};
    // A till that came later never had it, nor a trade of that key.
    if (!former || now >= former.until || !this.knowsCertificate(former.certificate)) return;
    return former.certificate;
  }

  certificate(hash: Hash): CertificatePair {
    const pair = this.#readCertificate(hash);
    assert(pair, "a till has the certificate of each of its trades");
    return pair;
  }

  /** Whether trades were ever offered here under this certificate. */
  knowsCertificate(hash: Hash): boolean {
    return this.#readCertificate(hash) !== undefined;
  }

  #readCertificate(hash: Hash): CertificatePair | undefined {
    const pair = this.#certificates.get(hash) ?? this.#store.readCertificate(hash);
    if (pair) this.#certificates.set(hash, pair);
    return pair;
  }

  /** What is known now: memory first, then the row. A till that was never set up knows nothing. */
  read(id: TradeId): TradeRecord | undefined {
    if (this.#later.some(({ trade }) => trade === id)) this.#flushEarly();
    return this.#config && (this.#early.get(id) ?? this.#known.read(id));
  }

  /** What its shop notes on it, and noted first. */
  noted(id: TradeId): Noted | undefined {
    return this.#config && this.#store.metadata.read(id);
  }

  /** For who reads rows, and not trades by their ids. */
  writePutOff(): void {
    if (this.#later.length > 0) this.#flushEarly();
  }

  /** Those that were answered and have no row yet. */
  get early(): readonly TradeRecord[] {
    return [...this.#early.values()];
  }

  /** Decided and written together with what arrives at the same time; resolved after the write. */
  async decide<T>(act: (turn: TillTurn, now: number) => T): Promise<T> {
    const acted = await this.#group.submit(act);
    if (!acted.ok) throw acted.error;
    return acted.value as T;
  }

  /**
   * The same of what nobody waits for: it goes with the till's next commit, or after a while [TM14]. Whoever asks for
   * the trade meanwhile, or for what the till has, has it written first.
   * @param foretold not told where nothing will be written
   */
  async decideLater<T>(
    trade: TradeId,
    act: (turn: TillTurn, now: number) => T,
    foretold?: Foretold,
  ): Promise<T> {
    if (foretold) this.#foretell(trade, act, foretold);
    const acted = await new Promise<Acted>((done) => {
      this.#later.push({ trade, act, done });
      this.#timer.set(CREDIT_STORED_MS);
      if (this.#later.length === EARLY_MAX) this.#timer.now();
    });
    if (!acted.ok) throw acted.error;
    return acted.value as T;
  }

  /** In a turn that is never written. */
  #foretell(trade: TradeId, act: Act, foretold: Foretold): void {
    const before = this.read(trade);
    const turn = this.#newTurn();
    if (!attempt(() => act(turn, clockNow())).ok) return;
    const after = turn.read(trade);
    if (after && after !== before) foretold(before, after);
  }

  /**
   * [MS4] A new trade that may be answered now. Its row is stored with the next flush, or after a while [TM12]: so
   * creates share their commits with each other, or with the claims that follow them.
   */
  putEarly(record: TradeRecord): void {
    this.#early.set(record.id, record);
    countTrade(undefined, record);
    this.#timer.set(CREATE_STORED_MS);
    if (this.#early.size === EARLY_MAX) this.#timer.now();
  }

  /** Once they are stored. */
  #forgetEarly(): void {
    this.#early.clear();
    this.#timer.stop();
  }

  #flushEarly(): void {
    this.#timer.stop();
    this.#database.meter.flushed();
    try {
      this.#run([]);
    } catch {
      // Nobody waits for it: repeats of the creates, or claims, make the rows again.
      this.#abort();
    }
  }

  /** Stores a configuration, and first what was answered under the one before. */
  configure(config: TillConfig, pair?: CertificatePair): void {
    if (!this.#config) this.#store.migrate();
    this.#run([], () => {
      this.#store.writeConfig(config, this.#sums);
      if (pair) this.#store.writeCertificate(config.certificate, pair);
    });
    this.#config = config;
    if (pair) this.#certificates.set(config.certificate, pair);
  }

  #load(): { config: TillConfig; sums: TillSums } | undefined {
    this.#store.migrate();
    return this.#store.readTill();
  }

  #flush(acts: Act[]): Acted[] {
    return this.#run(acts);
  }

  /** What was put off comes first, as it came first. Whoever waits for that is never told of a flush that failed. */
  #run(acts: Act[], alsoWrite?: () => void): Acted[] {
    const later = this.#later;
    this.#later = [];
    const acted = this.#runAll([...later.map(({ act }) => act), ...acts], alsoWrite);
    for (const [index, { done }] of later.entries()) done(acted[index] as Acted);
    return acted.slice(later.length);
  }

  #newTurn(): TillTurn {
    return new TillTurn(this.#store, { early: this.#early, known: this.#known }, this.#sums);
  }

  #runAll(acts: Act[], alsoWrite?: () => void): Acted[] {
    const now = clockNow();
    const turn = this.#newTurn();
    const acted = acts.map((act) => attempt(() => act(turn, now)));
    if (!turn.hasWrites() && !alsoWrite) return acted;
    const changes = this.#database.transaction(() => {
      alsoWrite?.();
      this.#written.flushing(now);
      return turn.write(now);
    });
    this.#forgetEarly();
    this.#sums = turn.sums;
    for (const { after } of changes) this.#known.stored(after);
    for (const { before, after } of changes) this.#written.trade(before, after, now);
    for (const order of turn.orders) this.#written.order(order, now);
    for (const { loan, is } of turn.loans) this.#written.loan(loan, is, now);
    for (const { after } of turn.disputes.changes) this.#written.dispute(after);
    if (turn.hasEvents) this.#written.events();
    return acted;
  }
}

/** A decision that breaks an invariant has staged nothing: it fails alone, and loudly, to its caller. */
function attempt(act: () => unknown): Acted {
  try {
    return ok(act());
  } catch (error) {
    return err(error);
  }
}
