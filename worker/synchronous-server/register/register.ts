/**
 * The register DB: who a register is, its API keys and its till map. A change is stored, then pushed to
 * every till it ever had, and counts (is answered) only when all have acknowledged it; an alarm finishes
 * what a crash interrupted. So no till is ever asked on the money path who a register is.
 */

import { DurableObject } from "cloudflare:workers";
import { assert } from "../../../protocol/assert.ts";
import type { PayoutId } from "../../../protocol/ids.ts";
import { TILLS_DEFAULT } from "../../../protocol/limits.ts";
import type { TillMap } from "../../../protocol/messages.ts";
import type {
  PayoutEntries,
  PayoutList,
  PayoutSchedule,
  PayoutView,
} from "../../../protocol/payouts.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { type Hash, hashOf } from "../../../protocol/signature.ts";
import { clockNow } from "../../objects/clock.ts";
import { Database } from "../../objects/database.ts";
import type { SynchronousEnv } from "../env.ts";
import type { CertificatePair } from "../till/config.ts";
import { tillName } from "../till/name.ts";
import { RegisterAlarm } from "./alarm.ts";
import { type Lent, type LoanQuestion, RegisterFunds, type Tills } from "./funds.ts";
import { FundsStore } from "./funds-store.ts";
import type { EntriesPage } from "./payout-contents.ts";
import { PayoutOffice, type RequestedView } from "./payout-office.ts";
import type { PayoutQuestion } from "./payouts.ts";
import type { RegisterBooks } from "./register-books.ts";
import type { ScheduleSet } from "./scheduled-payouts.ts";
import { type ApiKeyRecord, type RegisterRecord, RegisterStore } from "./store.ts";

export interface RegisterProfile {
  readonly name: string;
  readonly origins: readonly string[];
}

type Answer<T> = Promise<Result<T, Refusal>>;

export class Register extends DurableObject<SynchronousEnv> {
  readonly database: Database;
  readonly #store: RegisterStore;
  readonly #alarm: RegisterAlarm;
  readonly #funds: RegisterFunds;
  readonly #office: PayoutOffice;

  constructor(ctx: DurableObjectState, env: SynchronousEnv) {
    super(ctx, env);
    this.database = new Database(ctx.storage);
    this.#store = new RegisterStore(this.database);
    this.#alarm = new RegisterAlarm(ctx.storage);
    const fundsStore = new FundsStore(this.database);
    this.#funds = new RegisterFunds(this.database, fundsStore, this.#alarm, env);
    this.#office = new PayoutOffice({
      ...{ database: this.database, funds: this.#funds, fundsStore, alarm: this.#alarm, env },
    });
    if (this.#store.exists()) this.#store.migrate();
    void ctx.blockConcurrencyWhile(() => this.#alarm.wake());
  }

  /** The Worker has verified the pair and the registration. The same again changes nothing. */
  async register(pair: CertificatePair, key: ApiKeyRecord): Answer<null> {
    this.database.meter.hop();
    const certificateHash = await hashOf(pair.certificate);
    if (!this.#store.exists()) this.#store.migrate();
    const known = this.#store.read();
    const { payload } = pair.certificate;
    if (known && known.pair.certificate.payload.key !== payload.key)
      return err(refusal("register_exists"));
    const isNewer = !known || isNewerThan(pair, known.pair);
    const isNewKey = !this.#store.hasKey(key.hash);
    if (isNewer || isNewKey) {
      const base = known ?? { id: payload.register, maps: [TILLS_DEFAULT], version: 0, pushed: 0 };
      const certified = isNewer || !known ? { pair, certificateHash } : {};
      this.#change({ ...base, ...certified } as RegisterRecord, () => {
        if (isNewKey) this.#store.addKey(key, clockNow());
      });
    }
    await this.#push();
    return ok(null);
  }

  /** A newer certificate from the carrier, verified by the Worker [LE45]. Tills have it before this is answered. */
  async recertify(pair: CertificatePair): Answer<null> {
    this.database.meter.hop();
    const certificateHash = await hashOf(pair.certificate);
    const known = this.#read();
    if (!known) return err(refusal("register_unknown"));
    if (known.pair.certificate.payload.key !== pair.certificate.payload.key)
      return err(refusal("register_exists"));
    if (isNewerThan(pair, known.pair)) this.#change({ ...known, pair, certificateHash });
    await this.#push();
    return ok(null);
  }

  async profile(): Promise<RegisterProfile | undefined> {
    this.database.meter.hop();
    const { payload } = this.#read()?.pair.certificate ?? {};
    return payload && { name: payload.name, origins: payload.origins.map(({ origin }) => origin) };
  }

  /** The number of tills from now on. Slots move; trades and their ids stay where they are [ID2]. */
  async setTills(apiKey: Hash, tills: number): Answer<TillMap> {
    this.database.meter.hop();
    const record = this.#read();
    if (!record) return err(refusal("register_unknown"));
    if (!this.#mayUse(apiKey)) return err(refusal("unauthorized"));
    const isSame = record.maps.at(-1) === tills;
    const maps = isSame ? record.maps : [...record.maps, tills];
    if (!isSame) this.#change({ ...record, maps });
    await this.#push();
    return ok({ register: record.id, tills, version: maps.length });
  }

  /** A revoked key is refused by every till before this is answered. */
  async revokeApiKey(prefix: string): Promise<void> {
    this.database.meter.hop();
    const record = this.#read();
    assert(record, "only a registered register has keys");
    this.#change(record, () => this.#store.revokeKey(prefix, clockNow()));
    await this.#push();
  }

  // #region payouts

  /** Whether this API key is the register's. */
  async authorise(apiKey: Hash): Answer<null> {
    this.database.meter.hop();
    const tills = this.#authorised(apiKey);
    return tills.ok ? ok(null) : tills;
  }

  /** [LE54] Idempotent by its key; what isn't ended when it is answered goes on by itself. */
  async requestPayout(apiKey: Hash, question: PayoutQuestion): Answer<RequestedView> {
    this.database.meter.hop();
    const tills = this.#authorised(apiKey);
    return tills.ok ? this.#office.request(tills.value, question) : tills;
  }

  async payouts(apiKey: Hash, page: { before: number; limit: number }): Answer<PayoutList> {
    this.database.meter.hop();
    const tills = this.#authorised(apiKey);
    return tills.ok ? ok(await this.#office.list(tills.value, page)) : tills;
  }

  async payout(apiKey: Hash, id: PayoutId): Answer<PayoutView> {
    this.database.meter.hop();
    const tills = this.#authorised(apiKey);
    return tills.ok ? this.#office.read(tills.value, id) : tills;
  }

  async payoutEntries(apiKey: Hash, id: PayoutId, page: EntriesPage): Answer<PayoutEntries> {
    this.database.meter.hop();
    const tills = this.#authorised(apiKey);
    return tills.ok ? this.#office.entries(tills.value, id, page) : tills;
  }

  async books(apiKey: Hash): Answer<RegisterBooks> {
    this.database.meter.hop();
    const tills = this.#authorised(apiKey);
    return tills.ok ? ok(this.#office.books(tills.value)) : tills;
  }

  async payoutSchedule(apiKey: Hash): Answer<PayoutSchedule> {
    this.database.meter.hop();
    const tills = this.#authorised(apiKey);
    return tills.ok ? ok(this.#office.schedule()) : tills;
  }

  async setPayoutSchedule(
    apiKey: Hash,
    schedule: PayoutSchedule,
    idempotencyKey: string,
  ): Answer<ScheduleSet> {
    this.database.meter.hop();
    const tills = this.#authorised(apiKey);
    return tills.ok ? this.#office.setSchedule(schedule, idempotencyKey) : tills;
  }

  #authorised(apiKey: Hash): Result<Tills, Refusal> {
    const record = this.#read();
    if (!record) return err(refusal("register_unknown"));
    return this.#mayUse(apiKey) ? ok(tillsOf(record)) : err(refusal("unauthorized"));
  }

  #mayUse(apiKey: Hash): boolean {
    return this.#store.keys().some(({ hash }) => hash === apiKey);
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
    const record = this.#read();
    if (!record) return err(refusal("register_unknown"));
    return this.#funds.lend(tillsOf(record), question);
  }

  /** Each thing on its own: what doesn't go on now keeps nothing else from going on. */
  override async alarm(): Promise<void> {
    this.#alarm.fired();
    const record = this.#read();
    if (!record) return;
    const tills = tillsOf(record);
    const going = [this.#push(), this.#funds.finishRounds(tills), this.#office.goOn(tills)];
    const ended = await Promise.allSettled(going);
    if (ended.every(({ status }) => status === "fulfilled")) this.#alarm.settled();
    else await this.#alarm.armAgain();
  }

  #read(): RegisterRecord | undefined {
    return this.#store.exists() ? this.#store.read() : undefined;
  }

  #change(record: RegisterRecord, alsoWrite: () => void = () => undefined): void {
    this.database.transaction(() => {
      this.#store.write({ ...record, version: record.version + 1 });
      alsoWrite();
    });
  }

  /** Tells every till what is stored, until all have acknowledged the newest version. */
  async #push(): Promise<void> {
    let record = this.#read();
    if (!record || record.pushed === record.version) return;
    await this.#alarm.armSoon();
    for (; record && record.pushed < record.version; record = this.#read()) {
      await this.#configureTills(record);
      this.#markPushed(record.version);
    }
  }

  #markPushed(version: number): void {
    const record = this.#read();
    if (!record || record.pushed >= version) return;
    this.database.transaction(() => this.#store.write({ ...record, pushed: version }));
  }

  async #configureTills({
    id,
    maps,
    version,
    certificateHash,
    pair,
  }: RegisterRecord): Promise<void> {
    const keys = this.#store.keys();
    const { tills } = tillsOf({ id, maps });
    await Promise.all(
      tills.map((till) => {
        const config = { version, register: id, till, maps, keys, certificate: certificateHash };
        return this.env.TILL.getByName(tillName(id, till)).configure(config, pair);
      }),
    );
  }
}

function tillsOf({ id, maps }: Pick<RegisterRecord, "id" | "maps">): Tills {
  const tills = Array.from({ length: Math.max(...maps) }, (_, till) => till);
  return { register: id, tills };
}

function isNewerThan({ certificate }: CertificatePair, known: CertificatePair): boolean {
  return certificate.payload.not_before > known.certificate.payload.not_before;
}
