/**
 * The till: one shard of a register, with its trades and the shop's side of the journal. A thin shell:
 * each method counts a hop, has the desk decide and write, and answers. From `claimed` nothing ends here
 * without the branch [TR5]; tills exist before they are needed, and one that was never set up stores nothing.
 */

import * as v from "valibot";
import type { Counted } from "../../../protocol/count/bisection.ts";
import type { HourDigests, HourKey } from "../../../protocol/count/set-hash.ts";
import type { Disclosed } from "../../../protocol/disclosure/disclosure.ts";
import { type PayerTag, TradeId } from "../../../protocol/ids.ts";
import type { OfferView, PageStatus, TradeView } from "../../../protocol/messages.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import type { ShopEntry } from "../../../protocol/register/payouts.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import type { Offer } from "../../../protocol/trade/offer.ts";
import type { CountQuestion, Decided } from "../../carrier-server/carrier.ts";
import { problemResponse, takeForwardedId } from "../../http/problem-response.ts";
import { clockNow } from "../../objects/clock.ts";
import { Database } from "../../objects/database.ts";
import { objectNamed } from "../../objects/placed.ts";
import { tellWatch } from "../../watching/tell-watch.ts";
import type { EventsQuestion, SourceEvents } from "../courier/sources.ts";
import { deploymentOf } from "../deployment.ts";
import type { SynchronousEnv } from "../env.ts";
import type { LoanQuestion } from "../register/funds.ts";
import * as acts from "./acts.ts";
import { TillClaims } from "./claim/claims.ts";
import {
  type Collected,
  type CollectQuestion,
  collectedOf,
  collectInTurn,
  entriesOf,
  NOTHING_COLLECTED,
} from "./collection.ts";
import type { CertificatePair, TillConfig } from "./config.ts";
import type { TillSums } from "./count/sums.ts";
import * as create from "./create.ts";
import type { Foretold, TillDesk } from "./desk.ts";
import { type DisclosureQuestion, takeDisclosure } from "./disclosure/take-disclosure.ts";
import type { DisputeDesk } from "./dispute/disputes.ts";
import { changeMetadata, type MetadataQuestion } from "./metadata/change-metadata.ts";
import { tillName } from "./name.ts";
import { endLoan } from "./order/loans.ts";
import type { OrderQuestion, OrderReply } from "./order/orders.ts";
import { PageSockets } from "./page-sockets.ts";
import { ReadableTill } from "./reading/readable-till.ts";
import type { TillStore } from "./store.ts";
import { takeNews } from "./take-news.ts";
import { isAsked, isPaid, pageStatusOf, type TradeRecord } from "./trade-record.ts";
import type { TillWatch } from "./watch.ts";
import { TillWorks } from "./works.ts";

type Answer<T> = Promise<Result<T, Refusal>>;

export class Till extends ReadableTill {
  readonly database: Database;
  protected readonly works: TillWorks;
  readonly #desk: TillDesk;
  readonly #store: TillStore;
  readonly #watch: TillWatch;
  readonly #sockets: PageSockets;
  readonly #claims: TillClaims;

  constructor(ctx: DurableObjectState, env: SynchronousEnv) {
    super(ctx, env);
    this.database = new Database(ctx.storage);
    this.#sockets = new PageSockets(ctx);
    this.works = new TillWorks({
      database: this.database,
      storage: ctx.storage,
      carrier: env.CARRIER,
      trust: async () => (await deploymentOf(env)).trust,
      abort: () => ctx.abort("a flush failed"),
      tellPages: (before, after) => this.#tellPages(before, after),
      borrow: (register, question) => objectNamed(env.REGISTER, register).lend(question),
      tellCourier: (source) => objectNamed(env.COURIER, source.register).news(source),
    });
    this.#store = this.works.store;
    this.#desk = this.works.desk;
    this.#watch = this.works.watch;
    this.#claims = new TillClaims(this.#desk, this.#watch);
    this.works.wake();
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
    // It can't store that it gave nothing, so it doesn't say so: it is asked again once it is set up.
    if (!this.#desk.config) throw new Error("the till is not set up yet");
    const taken = await this.#desk.decide((turn, now) =>
      collectInTurn(turn, question, this.#desk.isFrozen, now),
    );
    if (!taken) return NOTHING_COLLECTED;
    return collectedOf(taken, await this.collected(question.ref));
  }

  /** [LE55] What the register lent it, whether or not it still waits for that. Idempotent. */
  async lent({ refund, currency, amount }: Omit<LoanQuestion, "till">): Promise<void> {
    this.database.meter.hop();
    if (!this.#desk.config) throw new Error("the till is not set up yet");
    await this.#desk.decide((turn, now) =>
      endLoan(turn, { id: refund, currency, amount, at: now }, { amount }, now),
    );
  }

  /** What a collection holds: the same for ever. */
  async collected(ref: string): Promise<ShopEntry[]> {
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
      objectNamed(this.env.TILL, tillName(register, till)).recall(recall);
    return create.createTrade(this.#desk, await deploymentOf(this.env), askTill, question);
  }

  /** From a later till of the same register, under a changed map [ID2]. */
  async recall(question: create.RecallQuestion): Promise<create.RecallAnswer> {
    this.database.meter.hop();
    const { identity } = await deploymentOf(this.env);
    return create.recallTrade(this.#desk, identity, question);
  }

  /** [AP7] A cancel has no body, so that every further one of a trade is a repeat, whatever its key. */
  async cancel(apiKey: Hash, id: TradeId): Answer<{ view: TradeView; replayed: boolean }> {
    this.database.meter.hop();
    const authorised = this.#desk.authorise(apiKey, "create");
    if (!authorised.ok) return authorised;
    const acted = await this.#desk.decide((turn, now) => acts.cancelTrade(turn, id, now));
    if (!acted.ok) return acted;
    const { record, replayed } = acted.value;
    const ended = await this.#watch.ended(record);
    if (isPaid(ended)) return err(refusal("trade_settled"));
    const view = this.works.view(ended);
    return view.ok ? ok({ view: view.value, replayed }) : view;
  }

  /** [AR6] */
  async note(
    apiKey: Hash,
    question: MetadataQuestion,
  ): Answer<{ view: TradeView; replayed: boolean }> {
    this.database.meter.hop();
    const authorised = this.#desk.authorise(apiKey, "create");
    if (!authorised.ok) return authorised;
    const noted = await this.#desk.decide((turn) => changeMetadata(turn, question));
    if (!noted.ok) return noted;
    const view = this.works.view(this.#watch.look(question.trade));
    return view.ok ? ok({ view: view.value, replayed: noted.value.replayed }) : view;
  }

  /** A capture, a void or a refund. */
  async order(question: OrderQuestion): Answer<OrderReply> {
    this.database.meter.hop();
    return this.works.orders.place(question, (await deploymentOf(this.env)).trust);
  }

  dispute(question: Parameters<DisputeDesk["take"]>[0]): ReturnType<DisputeDesk["take"]> {
    this.database.meter.hop();
    return this.works.disputes.take(question);
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

  /** @returns undefined where the trade isn't known: claimAnew() then, with the offer */
  async claim(question: acts.ClaimQuestion): Promise<Result<acts.ClaimTaken, Refusal> | undefined> {
    this.database.meter.hop();
    return this.#claims.take(question);
  }

  /** @param offer makes a trade again whose row was lost [MS4] */
  async claimAnew(question: acts.ClaimQuestion, offer: Offer): Answer<acts.ClaimTaken> {
    this.database.meter.hop();
    return this.#claims.takeAnew(question, offer, await deploymentOf(this.env));
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

  async disclose(question: DisclosureQuestion): Answer<Disclosed> {
    this.database.meter.hop();
    return takeDisclosure(this.#store.disclosures, this.#desk.read(question.trade), question);
  }

  /** A page's status socket: GET /v1/trades/:trade/socket. */
  override fetch(request: Request): Response {
    this.database.meter.hop();
    takeForwardedId(request);
    const id = v.parse(TradeId, new URL(request.url).pathname.split("/")[3]);
    const record = this.#watch.look(id);
    if (!record) return problemResponse(refusal("trade_not_found"), request);
    const webSocket = this.#sockets.open(pageStatusOf(record));
    if (!webSocket) return problemResponse(refusal("too_many_sockets"), request);
    return new Response(null, { status: 101, webSocket });
  }

  override webSocketMessage(socket: WebSocket): void {
    this.#sockets.refuseMessage(socket);
  }

  override webSocketClose(socket: WebSocket): void {
    this.#sockets.closed(socket);
  }

  #tellPages(before: TradeRecord | undefined, after: TradeRecord): void {
    const status = pageStatusOf(after);
    if (before && pageStatusOf(before).status !== status.status) this.#sockets.push(status);
  }

  // #region branch ↦ till

  /**
   * @param inCompany of others, of this till or not: then a commit may wait for more of them [TM14]
   * @returns the keys of those that are stored; the others come again.
   */
  async credit(decided: Decided[], inCompany = false): Promise<string[]> {
    this.database.meter.hop();
    const tellPages: Foretold = (before, after) => this.#tellPages(before, after);
    const whoWaits = (trade: TradeId) => (this.#sockets.has(trade) ? tellPages : undefined);
    return takeNews(this.#desk, decided, inCompany ? whoWaits : undefined);
  }

  // #region Courier ↦ till

  /** [EV3] It comes after the money's path, and is no hop of it. */
  events(question: EventsQuestion): SourceEvents {
    return this.works.events(question);
  }

  // #region reconciliation ↦ till

  digests(keys: readonly HourKey[]): HourDigests {
    return this.works.count.digests(keys);
  }

  count(question: CountQuestion): Counted {
    return this.works.count.count(question);
  }

  freeze(): number | null {
    return this.works.count.freeze();
  }

  thaw(keys: readonly HourKey[]): void {
    this.works.count.thaw(keys);
  }

  // #region time ↦ till

  override async alarm(): Promise<void> {
    await this.works.alarm();
    tellWatch(this.env, "synchronous-server", this.ctx, clockNow());
  }
}
