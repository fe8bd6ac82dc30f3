/**
 * The register DB: who a register is, its API keys and its till map. A change is stored, then pushed to
 * every till it ever had, and counts (is answered) only when all have acknowledged it; an alarm finishes
 * what a crash interrupted. So no till is ever asked on the money path who a register is.
 */

import type { ApiVersion } from "../../../protocol/api-version.ts";
import type { ApiKeyId, PayoutId, RegisterId } from "../../../protocol/ids.ts";
import { TILLS_DEFAULT } from "../../../protocol/limits.ts";
import type { PriceListName } from "../../../protocol/price-list/price-list.ts";
import type {
  PriceListView,
  PublishPriceList,
} from "../../../protocol/price-list/price-list-messages.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import type {
  ApiKeyOrder,
  ApiKeyScope,
  ApiKeyView,
  SignedApiKey,
} from "../../../protocol/register/api-keys.ts";
import type { PayoutSchedule } from "../../../protocol/register/payouts.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { type Hash, hashOf } from "../../../protocol/signing/signature.ts";
import { clockNow } from "../../objects/clock.ts";
import { Database } from "../../objects/database.ts";
import { type EventsQuestion, noEvents, type SourceEvents } from "../courier/sources.ts";
import type { SynchronousEnv } from "../env.ts";
import type { CertificatePair } from "../till/config.ts";
import { RegisterAlarm } from "./alarm.ts";
import { type CarrierNews, isNewerThan, withNews } from "./carrier-news.ts";
import { type Lent, type LoanQuestion, RegisterFunds, type Tills } from "./funds.ts";
import { FundsStore } from "./funds-store.ts";
import { type KeyAnswer, KeyDesk } from "./keys/key-desk.ts";
import { RegisterKeys } from "./keys/register-keys.ts";
import { PayoutOffice, type RequestedView } from "./payout-office.ts";
import type { PayoutQuestion } from "./payouts.ts";
import { PriceLists, type Published, type SoldItem } from "./price-lists/price-lists.ts";
import { ReadableRegister } from "./reading/readable-register.ts";
import { RegisterAccess } from "./reading/register-access.ts";
import { RecordDesk, tillsOf } from "./record-desk.ts";
import type { ScheduleSet } from "./scheduled-payouts.ts";
import { type RegisterRecord, RegisterStore } from "./store.ts";
import { setTillMap, type TillMapSet } from "./till-maps.ts";
import { type KeptAnswer, type Use, UsedKeys } from "./used-keys.ts";

export interface RegisterProfile extends Tills {
  readonly name: string;
  readonly origins: readonly string[];
}

type Answer<T> = Promise<Result<T, Refusal>>;

export class Register extends ReadableRegister {
  readonly database: Database;
  protected readonly access: RegisterAccess;
  protected readonly record: RecordDesk;
  protected readonly keys: RegisterKeys;
  protected readonly office: PayoutOffice;
  readonly #keyDesk: KeyDesk;
  readonly #alarm: RegisterAlarm;
  readonly #used: UsedKeys;
  readonly #priceLists: PriceLists;
  readonly #funds: RegisterFunds;

  constructor(ctx: DurableObjectState, env: SynchronousEnv) {
    super(ctx, env);
    this.database = new Database(ctx.storage);
    const store = new RegisterStore(this.database);
    this.keys = new RegisterKeys(this.database);
    this.#used = new UsedKeys(this.database);
    this.#alarm = new RegisterAlarm(ctx.storage);
    this.record = new RecordDesk({
      ...{ database: this.database, store, keys: this.keys, alarm: this.#alarm, env },
    });
    const works = { database: this.database, record: this.record, keys: this.keys };
    this.#keyDesk = new KeyDesk({ ...works, used: this.#used });
    this.#priceLists = new PriceLists({ ...works, used: this.#used });
    this.access = new RegisterAccess(this.record, this.keys);
    const fundsStore = new FundsStore(this.database);
    this.#funds = new RegisterFunds(this.database, fundsStore, this.#alarm, env);
    this.office = new PayoutOffice({
      ...{ database: this.database, funds: this.#funds, fundsStore, alarm: this.#alarm, env },
      register: () => this.record.read()?.id,
    });
    if (store.exists()) store.migrate();
    void ctx.blockConcurrencyWhile(() => this.#alarm.wake());
  }

  /** The Worker has verified the pair and the registration. The same again changes nothing. */
  async register(pair: CertificatePair, apiKey: ApiKeyOrder, use: Use): Answer<KeyAnswer> {
    this.database.meter.hop();
    const certificateHash = await hashOf(pair.certificate);
    const known = this.record.begin();
    const { payload } = pair.certificate;
    if (known && known.pair.certificate.payload.key !== payload.key)
      return err(refusal("register_exists"));
    const isNewer = !known || isNewerThan(pair, known.pair);
    const repeat = this.#used.repeatOf(use);
    if (repeat?.refused) return err(repeat.refused);
    const created = this.keys.create(apiKey, clockNow());
    if (!created.ok) return created;
    const replayed = !isNewer && !created.value;
    if (!replayed) {
      const base = known ?? { id: payload.register, maps: [TILLS_DEFAULT], version: 0, pushed: 0 };
      const certified = isNewer || !known ? { pair, certificateHash } : {};
      this.record.change({ ...base, ...certified } as RegisterRecord, () => {
        created.value?.();
        if (!repeat) this.#used.add(use, apiKey.key);
      });
    }
    await this.record.push();
    const view = this.keys.view(payload.register, apiKey.key);
    return view ? ok({ view, replayed }) : err(refusal("key_not_found"));
  }

  /** @returns the API key that this very registration was answered with; undefined: it was never taken */
  async registered(use: Use): Promise<ApiKeyView | undefined> {
    this.database.meter.hop();
    const id = this.record.read()?.id;
    const kept = id && this.#used.repeatOf(use)?.answer;
    return kept === undefined ? undefined : this.keys.view(id as RegisterId, JSON.parse(kept));
  }

  /** From the carrier, the certificate verified by the Worker [LE45] [RG9]. Tills have it before this is answered. */
  async news(news: CarrierNews): Answer<null> {
    this.database.meter.hop();
    const certificateHash = await hashOf(news.pair.certificate);
    const known = this.record.read();
    if (!known) return err(refusal("register_unknown"));
    const after = withNews(known, news, certificateHash);
    if (after !== known) this.record.change(after);
    await this.record.push();
    return ok(null);
  }

  async profile(): Promise<RegisterProfile | undefined> {
    this.database.meter.hop();
    const record = this.record.read();
    if (!record) return undefined;
    const { name, origins } = record.pair.certificate.payload;
    return { name, origins: origins.map(({ origin }) => origin), ...tillsOf(record) };
  }

  /** The number of tills from now on [ID2]. Idempotent by its key. */
  async setTills(apiKey: Hash, tills: number, use: Use): Answer<TillMapSet> {
    this.database.meter.hop();
    const authorised = this.access.authorised(apiKey, "full");
    if (!authorised.ok) return authorised;
    const works = { database: this.database, record: this.record, used: this.#used };
    return setTillMap(works, tills, use);
  }

  // #region price lists

  async publishPriceList(apiKey: Hash, asked: PublishPriceList, use: Use): Answer<Published> {
    this.database.meter.hop();
    const authorised = this.access.authorised(apiKey, "create");
    return authorised.ok ? this.#priceLists.publish(asked, use) : authorised;
  }

  async priceList(name: PriceListName): Answer<PriceListView> {
    this.database.meter.hop();
    return this.#priceLists.read(name);
  }

  async soldItem(name: PriceListName, item: string): Answer<SoldItem> {
    this.database.meter.hop();
    return this.#priceLists.soldItem(name, item);
  }

  // #region API keys

  async createApiKey(apiKey: Hash, signed: SignedApiKey, use: Use): Answer<KeyAnswer> {
    this.database.meter.hop();
    const tills = this.access.authorised(apiKey, "full");
    return tills.ok ? this.#keyDesk.create(tills.value.register, signed, use) : tills;
  }

  async revokeApiKey(apiKey: Hash, id: ApiKeyId, use: Use): Answer<KeyAnswer> {
    this.database.meter.hop();
    const tills = this.access.authorised(apiKey, "full");
    return tills.ok ? this.#keyDesk.revoke(tills.value.register, id, use) : tills;
  }

  /** [RG5] @param day its first moment, ms since the epoch */
  async apiKeyUsed(apiKey: Hash, day: number): Promise<void> {
    this.database.meter.hop();
    if (this.record.read()) this.keys.used(apiKey, day);
  }

  /** @returns which of its revoked keys it is; undefined of any other */
  async revokedKey(apiKey: Hash): Promise<ApiKeyId | undefined> {
    const record = this.record.read();
    return record && this.keys.revoked(record.id, apiKey);
  }

  /** [AP1] Beside a request's own way, and once for each isolate. */
  async apiVersionOf(apiKey: Hash): Promise<ApiVersion | undefined> {
    return this.record.read() && this.keys.version(apiKey);
  }

  // #region payouts

  /** Whether this API key is the register's, and may do this. */
  async authorise(apiKey: Hash, needed: ApiKeyScope): Answer<Tills> {
    this.database.meter.hop();
    return this.access.authorised(apiKey, needed);
  }

  /** For an act that is another's to carry out: from now on its key is for that alone [MS3]. @returns what was kept */
  async authoriseUse(apiKey: Hash, needed: ApiKeyScope, use: Use): Answer<KeptAnswer> {
    this.database.meter.hop();
    const tills = this.access.authorised(apiKey, needed);
    return tills.ok ? this.#used.begin(use) : tills;
  }

  /** The act of authoriseUse() was done: a repeat is told this, and nobody is asked again. */
  async keepAnswer(use: Use, answer: string): Promise<void> {
    this.database.meter.hop();
    if (this.record.read()) this.#used.keep(use, answer);
  }

  /** [LE54] Idempotent by its key; what isn't ended when it is answered goes on by itself. */
  async requestPayout(apiKey: Hash, question: PayoutQuestion): Answer<RequestedView> {
    this.database.meter.hop();
    const tills = this.access.authorised(apiKey, "payouts");
    return tills.ok ? this.office.request(tills.value, question) : tills;
  }

  async setPayoutSchedule(
    apiKey: Hash,
    schedule: PayoutSchedule,
    idempotencyKey: string,
  ): Answer<ScheduleSet> {
    this.database.meter.hop();
    const tills = this.access.authorised(apiKey, "payouts");
    return tills.ok ? this.office.setSchedule(schedule, idempotencyKey) : tills;
  }

  /** [LE92] From the carrier. */
  async payoutReturned(id: PayoutId, reason: string): Answer<null> {
    return this.record.read() ? this.office.returned(id, reason) : err(refusal("register_unknown"));
  }

  /** [EV3] From the Courier. */
  async events(question: EventsQuestion): Promise<SourceEvents> {
    return this.record.read() ? this.office.events(question) : noEvents(question);
  }

  // #region till ↦ Register

  /**
   * [LE55] What a till lacks for a refund, from the register's own balance or its other tills'. Idempotent by the
   * refund's id: once lent it is lent, and the till enters it once, as a booking `loan` of that id, with the
   * amount of the answer, which is what was lent first. Refused
   * (`refund_unfunded`, `storage_unavailable`): nothing was lent, and the same may be asked again.
   */
  async lend(question: LoanQuestion): Answer<Lent> {
    this.database.meter.hop();
    const record = this.record.read();
    if (!record) return err(refusal("register_unknown"));
    return this.#funds.lend(tillsOf(record), question);
  }

  /** Each thing on its own: what doesn't go on now keeps nothing else from going on. */
  override async alarm(): Promise<void> {
    this.#alarm.fired();
    const record = this.record.read();
    if (!record) return;
    const tills = tillsOf(record);
    const going = [
      ...[this.record.push(), this.#funds.finishRounds(tills), this.#funds.tellLoans(tills)],
      this.office.goOn(tills),
    ];
    const ended = await Promise.allSettled(going);
    if (ended.every(({ status }) => status === "fulfilled")) this.#alarm.settled();
    else await this.#alarm.armAgain();
  }
}
