/**
 * The till: one shard of a register, with its trades and the shop's side of the journal. A thin shell:
 * each method counts a hop, has the desk decide and write, and answers. From `claimed` nothing ends here
 * without the branch [TR5]; tills exist before they are needed, and one that was never set up stores nothing.
 */

import { DurableObject } from "cloudflare:workers";
import * as v from "valibot";
import { assert, InvariantError } from "../../../protocol/assert.ts";
import type { Counted } from "../../../protocol/bisection.ts";
import { type PayerTag, TradeId } from "../../../protocol/ids.ts";
import type { OfferView, PageStatus, TradeView } from "../../../protocol/messages.ts";
import type { Offer } from "../../../protocol/offer.ts";
import type { PayoutEntry } from "../../../protocol/payouts.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { HourDigests, HourKey } from "../../../protocol/set-hash.ts";
import type { Hash } from "../../../protocol/signature.ts";
import type { CountQuestion, Decided } from "../../carrier-server/carrier.ts";
import { problemResponse } from "../../http/problem-response.ts";
import { Database } from "../../objects/database.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import * as acts from "./acts.ts";
import {
  type Collected,
  type CollectQuestion,
  collectedOf,
  collectInTurn,
  entriesOf,
  NOTHING_COLLECTED,
} from "./collection.ts";
import type { CertificatePair, TillConfig } from "./config.ts";
import { TillCount } from "./count.ts";
import * as create from "./create.ts";
import { TillDesk } from "./desk.ts";
import { EndingInquiry } from "./ending-inquiry.ts";
import { tillName } from "./name.ts";
import { PageSockets } from "./page-sockets.ts";
import { askedFromOffer } from "./remake-trade.ts";
import { TillSchedule } from "./schedule.ts";
import { TillStore } from "./store.ts";
import type { TillSums } from "./sums.ts";
import { isAsked, isPaid, pageStatusOf, type TradeRecord, tradeViewOf } from "./trade-record.ts";
import { TillWatch } from "./watch.ts";

type Answer<T> = Promise<Result<T, Refusal>>;

export class Till extends DurableObject<SynchronousEnv> {
  readonly database: Database;
  readonly #desk: TillDesk;
  readonly #store: TillStore;
  readonly #watch: TillWatch;
  readonly #sockets: PageSockets;
  readonly #count: TillCount;

  constructor(ctx: DurableObjectState, env: SynchronousEnv) {
    super(ctx, env);
    this.database = new Database(ctx.storage);
    this.#sockets = new PageSockets(ctx);
    const store = new TillStore(this.database);
    this.#store = store;
    const schedule = new TillSchedule(ctx.storage);
    const written = (before: TradeRecord | undefined, after: TradeRecord, now: number) => {
      schedule.note(after, now);
      this.#tellPages(before, after);
    };
    this.#desk = new TillDesk(this.database, store, written, () => ctx.abort("a flush failed"));
    const endings = new EndingInquiry(env.CARRIER, (id, attempt, outcome) =>
      this.#desk.decide((turn, now) => acts.takeOutcome(turn, id, attempt, outcome, now)),
    );
    this.#watch = new TillWatch(this.#desk, store, schedule, endings);
    this.#count = new TillCount(this.#desk, store);
    this.#watch.wake();
  }

  // #region Register ↦ till

  /** Stored before it is acknowledged. A configuration older than the stored one changes nothing. */
  configure(config: TillConfig, pair: CertificatePair): void {
    this.database.meter.hop();
    if ((this.#desk.config?.version ?? 0) < config.version) this.#desk.configure(config, pair);
  }

  /** [LE53] Gives the register all it has of a currency, once per reference. A repeat gets the first answer. */
  async collect(question: CollectQuestion): Promise<Collected> {
    this.database.meter.hop();
    if (!this.#desk.config) return NOTHING_COLLECTED;
    // What doesn't agree with the carrier is looked into first, and paid out then.
    const known = this.#store.bookings.read("collection", question.ref);
    if (this.#desk.isFrozen && !known) return NOTHING_COLLECTED;
    const taken = await this.#desk.decide((turn, now) => collectInTurn(turn, question, now));
    if (!taken) return NOTHING_COLLECTED;
    return collectedOf(taken, await this.collected(question.ref));
  }

  /** What a collection holds: the same for ever. */
  async collected(ref: string): Promise<PayoutEntry[]> {
    this.database.meter.hop();
    const { config } = this.#desk;
    const collection = config && this.#store.bookings.read("collection", ref);
    return collection ? entriesOf(this.#store, config.till, collection) : [];
  }

  /** What the register could collect now, minor units: nothing is taken. */
  balances(): TillSums["balances"] {
    this.database.meter.hop();
    return this.#desk.isFrozen ? {} : this.#desk.sums.balances;
  }

  // #region register server ↦ till

  async create(question: create.CreateQuestion): Promise<create.CreateAnswer> {
    this.database.meter.hop();
    const { register } = question.key;
    const askTill = (till: number, recall: create.RecallQuestion) =>
      this.env.TILL.getByName(tillName(register, till)).recall(recall);
    return create.createTrade(this.#desk, await deploymentOf(this.env), askTill, question);
  }

  /** From a later till of the same register, under a changed map [ID2]. */
  async recall(question: create.RecallQuestion): Promise<create.RecallAnswer> {
    this.database.meter.hop();
    const { identity } = await deploymentOf(this.env);
    return create.recallTrade(this.#desk, identity, question);
  }

  async get(apiKey: Hash, id: TradeId): Answer<TradeView> {
    this.database.meter.hop();
    const authorised = this.#desk.authorise(apiKey);
    return authorised.ok ? shopView(this.#watch.look(id)) : authorised;
  }

  async cancel(apiKey: Hash, id: TradeId): Answer<TradeView> {
    this.database.meter.hop();
    const authorised = this.#desk.authorise(apiKey);
    if (!authorised.ok) return authorised;
    const acted = await this.#desk.decide((turn, now) => acts.cancelTrade(turn, id, now));
    if (!acted.ok) return acted;
    const record = await this.#watch.ended(acted.value);
    return isPaid(record) ? err(refusal("trade_settled")) : shopView(record);
  }

  // #region terminal and page ↦ till

  async offer(id: TradeId): Answer<OfferView> {
    this.database.meter.hop();
    const record = this.#watch.look(id);
    if (!isAsked(record)) return err(refusal(record ? "trade_cancelled" : "trade_not_found"));
    const { terms, certificate } = record.asked;
    const offer: Offer = { trade: id, terms, ...this.#desk.certificate(certificate) };
    return ok({ offer, status: pageStatusOf(record).status });
  }

  async status(id: TradeId): Answer<PageStatus> {
    this.database.meter.hop();
    const record = this.#watch.look(id);
    return record ? ok(pageStatusOf(record)) : err(refusal("trade_not_found"));
  }

  /** @param offer makes a trade again whose row was lost [MS4] */
  async claim(question: acts.ClaimQuestion, offer: Offer): Answer<acts.ClaimTaken> {
    this.database.meter.hop();
    const remade = isAsked(this.#desk.read(question.trade))
      ? ok(undefined)
      : await askedFromOffer(this.#desk, await deploymentOf(this.env), offer, question.offer);
    if (!remade.ok) return remade;
    await this.#watch.catchUp(question.trade);
    // [LE64] Who has a grant gets it again; nobody gets a new one.
    if (this.#desk.isFrozen && this.#desk.read(question.trade)?.trade.state !== "claimed")
      return err(refusal("till_frozen"));
    return this.#desk.decide((turn, now) => acts.takeClaim(turn, question, remade.value, now));
  }

  async decline(id: TradeId, payer: PayerTag): Answer<PageStatus> {
    this.database.meter.hop();
    if (!this.#desk.config) return err(refusal("trade_not_found"));
    const acted = await this.#desk.decide((turn, now) => acts.declineTrade(turn, id, payer, now));
    if (!acted.ok) return acted;
    const record = await this.#watch.ended(acted.value);
    if (record.trade.state === "ending") return err(refusal("trade_ending"));
    return isPaid(record) ? err(refusal("trade_settled")) : ok(pageStatusOf(record));
  }

  /** A page's status socket: GET /v1/trades/:trade/socket. */
  override fetch(request: Request): Response {
    this.database.meter.hop();
    const requestId = request.headers.get("Request-Id") ?? "";
    const id = v.parse(TradeId, new URL(request.url).pathname.split("/")[3]);
    const record = this.#watch.look(id);
    if (!record) return problemResponse(refusal("trade_not_found"), requestId);
    const webSocket = this.#sockets.open(pageStatusOf(record));
    if (!webSocket) return problemResponse(refusal("too_many_sockets"), requestId);
    return new Response(null, { status: 101, webSocket });
  }

  override webSocketMessage(socket: WebSocket): void {
    this.#sockets.refuseMessage(socket);
  }

  #tellPages(before: TradeRecord | undefined, after: TradeRecord): void {
    const status = pageStatusOf(after);
    if (before && pageStatusOf(before).status !== status.status) this.#sockets.push(status);
  }

  // #region branch ↦ till

  /** @returns those that are stored. One that breaks an invariant comes again, and is in the log each time. */
  async credit(decided: Decided[]): Promise<string[]> {
    this.database.meter.hop();
    const stored = decided.map(async ({ key, trade, attempt, outcome }) => {
      try {
        assert(outcome.kind !== "hold_ended", "[TR12] only a hold can end");
        await this.#desk.decide((turn, now) =>
          acts.takeOutcome(turn, trade, attempt, outcome, now),
        );
        return [key];
      } catch (error) {
        if (!(error instanceof InvariantError)) throw error;
        console.error(JSON.stringify({ code: "credit_refused", invariant: error.message }));
        return [];
      }
    });
    return (await Promise.all(stored)).flat();
  }

  // #region reconciliation ↦ till

  digests(keys: readonly HourKey[]): HourDigests {
    return this.#count.digests(keys);
  }

  count(question: CountQuestion): Counted {
    return this.#count.count(question);
  }

  freeze(): number | null {
    return this.#count.freeze();
  }

  thaw(keys: readonly HourKey[]): void {
    this.#count.thaw(keys);
  }

  // #region time ↦ till

  override alarm(): Promise<void> {
    return this.#watch.alarm();
  }
}

function shopView(record: TradeRecord | undefined): Result<TradeView, Refusal> {
  if (!record) return err(refusal("trade_not_found"));
  // Cancelled before its row was stored: nothing more is known of it [MS4].
  return isAsked(record) ? ok(tradeViewOf(record)) : err(refusal("trade_cancelled"));
}
