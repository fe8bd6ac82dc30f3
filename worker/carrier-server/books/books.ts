/**
 * Books: the carrier's own record of one register, as an object: its certificate with its proven origins, fees,
 * standing, and payouts. A thin shell: Certification and BooksPayouts decide. What changes is stored, then told to the
 * synchronous server, by the alarm too. Reading a register that isn't there writes nothing.
 */

import { DurableObject } from "cloudflare:workers";
import type { PayoutId } from "../../../protocol/ids.ts";
import { RENEW_BEFORE_MS } from "../../../protocol/limits.ts";
import type { CertifiedRegister } from "../../../protocol/messages.ts";
import type { FeeSchedules } from "../../../protocol/money/fees.ts";
import type { LoggedAct } from "../../../protocol/operator/audit.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import type {
  BankAccount,
  PayoutAccountView,
  SignedPayoutAccount,
} from "../../../protocol/register/payout-account.ts";
import type { ChangeRegisterKey } from "../../../protocol/register/register-key.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import type { Registration } from "../../../protocol/signing/signed-objects.ts";
import { alarmAt, clockNow } from "../../objects/clock.ts";
import { Database } from "../../objects/database.ts";
import { errorName, log } from "../../watching/log.ts";
import { branchNumbers, branchOfNumber } from "../branch/branches.ts";
import type { PayoutOrder } from "../carrier.ts";
import { deploymentOf } from "../deployment.ts";
import type { CarrierEnv } from "../env.ts";
import { proofNetworkOf } from "../origins/proof-network.ts";
import { type Proof, proveOrigin } from "../origins/prove-origin.ts";
import type { BooksExtract } from "../reports/whole-carrier.ts";
import { sealFees } from "../sealing/fees.ts";
import { Certification } from "./certification.ts";
import { type Certifiable, certify } from "./certify-register.ts";
import type {
  CertifyAnswer,
  CertifyCommand,
  ReplaceKeyCommand,
  RulingCommand,
  SetFeesAnswer,
  SetFeesCommand,
  SetStandingCommand,
  StandingAnswer,
} from "./commands.ts";
import { nextCheck } from "./origins.ts";
import { type OrderedPayout, PayoutStore } from "./payout-store.ts";
import { BooksPayouts } from "./payouts.ts";
import { isSameRecord, newsOf, type RegisterRecord } from "./register-record.ts";
import { BooksStore } from "./store.ts";

/** What the synchronous server didn't take, and what was overtaken, is tried again after this long. */
const TELL_AGAIN_MS = 60_000;
/** One that hasn't been registered there yet brings its certificate itself: what it doesn't bring is told then. */
const UNKNOWN_AGAIN_MS = 60 * 60_000;

/** `told`: the synchronous server has taken it, and its tills know. */
export interface Told {
  readonly told: boolean;
}

export class Books extends DurableObject<CarrierEnv> {
  readonly database: Database;
  readonly #store: BooksStore;
  readonly #certification: Certification;
  readonly #payouts: BooksPayouts;
  #isUnknown = false;

  constructor(ctx: DurableObjectState, env: CarrierEnv) {
    super(ctx, env);
    this.database = new Database(ctx.storage);
    this.#store = new BooksStore(this.database);
    if (this.#store.exists()) this.#store.migrate();
    this.#certification = new Certification(this.#store, {
      certify: (...asked) => this.#certify(...asked),
      prove: (origin, key) => this.#prove(origin, key),
      trust: async () => (await deploymentOf(env)).trust,
    });
    this.#payouts = new BooksPayouts(this.database, new PayoutStore(this.database), {
      sweep: ({ branch, ...question }) => branchOfNumber(env, branch).sweep(question),
      branches: branchNumbers(env),
    });
  }

  async certify(command: CertifyCommand): Promise<Result<CertifyAnswer, Refusal>> {
    this.database.meter.hop();
    this.#store.migrate();
    const done = await this.#certification.certify(command, clockNow());
    if (!done.ok) return done;
    if (this.#record()?.untold) await this.#tell();
    await this.#arm();
    return done;
  }

  certified(): CertifiedRegister | undefined {
    this.database.meter.hop();
    return this.#known();
  }

  /** For the operator: who the register is, and how its proofs stand. */
  register(): RegisterRecord | undefined {
    this.database.meter.hop();
    return this.#record();
  }

  /** [LE45] */
  async setFees(command: SetFeesCommand): Promise<Result<SetFeesAnswer & Told, Refusal>> {
    return this.#changed((now) => this.#certification.setFees(command, now));
  }

  fees(): Result<FeeSchedules, Refusal> {
    this.database.meter.hop();
    return this.#known() ? ok(this.#store.schedules()) : err(refusal("register_unknown"));
  }

  /** [RG15] */
  async setStanding(command: SetStandingCommand): Promise<Result<StandingAnswer & Told, Refusal>> {
    return this.#changed((now) => this.#certification.setStanding(command, now));
  }

  /** [DP10] @returns whether this key was used for it before */
  ruled({ idempotencyKey, body }: RulingCommand): Result<boolean, Refusal> {
    this.database.meter.hop();
    if (!this.#known()) return err(refusal("register_unknown"));
    const known = this.#store.command(idempotencyKey);
    if (known && known.body !== body) return err(refusal("idempotency_key_reused"));
    return ok(known !== undefined);
  }

  /** Once under its key. */
  recordRuling(command: RulingCommand): void {
    this.database.meter.hop();
    if (!this.#known() || this.#store.command(command.idempotencyKey)) return;
    const done = { act: "decide_dispute", asked: command.asked, answer: null } as const;
    this.#store.transaction(() => this.#store.addCommand(command, done, clockNow()));
  }

  /** [RG12] */
  async replaceKey(command: ReplaceKeyCommand): Promise<Result<CertifyAnswer & Told, Refusal>> {
    return this.#changed((now) => this.#certification.replaceKey(command, now));
  }

  /** [RG10] @param registration verified, just signed by its key */
  async setOrigins(registration: Registration): Promise<Result<CertifiedRegister, Refusal>> {
    const set = await this.#changed((now) => this.#certification.setOrigins(registration, now));
    return set.ok ? ok(set.value.certified) : set;
  }

  /** [RG11] */
  async changeKey(change: ChangeRegisterKey): Promise<Result<CertifiedRegister, Refusal>> {
    const changed = await this.#changed((now) => this.#certification.changeKey(change, now));
    return changed.ok ? ok(changed.value.certified) : changed;
  }

  /** Decided and stored, then told: a repeat tells it again. */
  async #changed<T extends object>(
    decide: (now: number) => Promise<Result<T, Refusal>>,
  ): Promise<Result<T & Told, Refusal>> {
    this.database.meter.hop();
    if (!this.#known()) return err(refusal("register_unknown"));
    const done = await decide(clockNow());
    if (!done.ok) return done;
    const told = await this.#tell();
    await this.#arm();
    return ok({ ...done.value, told });
  }

  // #region time, and what is to be told

  /** [RG8] [RG9] */
  override async alarm(): Promise<void> {
    if (!this.#record()) return;
    await this.#certification.keepUp(clockNow());
    await this.#tell();
    await this.#arm();
  }

  /** @returns whether the synchronous server has taken what there is */
  async #tell(): Promise<boolean> {
    const record = this.#record();
    if (!record) return false;
    try {
      // Let go of at once: an answer that is held keeps this object from being evicted.
      const taken = await this.env.CREDITOR.certified(newsOf(record));
      // Another creditor's answer may be a plain value.
      letGo(taken);
      this.#isUnknown = !taken.ok && taken.error.code === "register_unknown";
      if (!taken.ok) return false;
    } catch (error) {
      log("certificate_not_brought", { error: errorName(error) });
      return false;
    }
    if (record.untold && isSameRecord(record, this.#record())) this.#store.told(record);
    return true;
  }

  async #arm(): Promise<void> {
    const record = this.#record();
    if (!record) return;
    const { not_after } = record.certified.certificate.payload;
    const checks = record.origins.map(nextCheck);
    const renewal = record.standing.suspended ? [] : [not_after - RENEW_BEFORE_MS];
    const patience = this.#isUnknown ? UNKNOWN_AGAIN_MS : TELL_AGAIN_MS;
    const again = record.untold ? [clockNow() + patience] : [];
    const next = Math.min(...checks, ...renewal, ...again);
    // Never at once again: what couldn't be done now waits a little.
    const soonest = clockNow() + TELL_AGAIN_MS;
    if (Number.isFinite(next)) await this.ctx.storage.setAlarm(alarmAt(Math.max(next, soonest)));
  }

  // #region payouts

  /** [LE51] */
  async setPayoutAccount(signed: SignedPayoutAccount): Promise<Result<PayoutAccountView, Refusal>> {
    this.database.meter.hop();
    const certified = this.#known();
    if (!certified) return err(refusal("register_unknown"));
    const { trust } = await deploymentOf(this.env);
    return this.#payouts.setAccount(signed, certified, trust);
  }

  payoutAccount(): Result<PayoutAccountView, Refusal> {
    this.database.meter.hop();
    return this.#known() ? this.#payouts.account() : err(refusal("register_unknown"));
  }

  /** [LE52] @returns the payout as it stands in the books, and the account it goes to */
  async payout(
    order: PayoutOrder,
  ): Promise<Result<{ payout: OrderedPayout; account: BankAccount }, Refusal>> {
    this.database.meter.hop();
    const certified = this.#known();
    if (!certified) return err(refusal("register_unknown"));
    const ordered = await this.#payouts.order(certified.register, order);
    if (!ordered.ok) return ordered;
    const account = this.#payouts.accountOf(ordered.value);
    return ok({ payout: ordered.value, account });
  }

  /** [LE92] Idempotent by the payout. */
  takeBack(payout: PayoutId, reason: string): Result<null, Refusal> {
    this.database.meter.hop();
    if (!this.#known()) return err(refusal("register_unknown"));
    return this.#payouts.takeBack(payout, reason);
  }

  /** What the operator did here [LE17]. */
  audit(): LoggedAct[] {
    this.database.meter.hop();
    return this.#known() ? this.#store.acts() : [];
  }

  /** For exports; undefined where there is no such register. */
  extract(): BooksExtract | undefined {
    this.database.meter.hop();
    const certified = this.#known();
    if (!certified) return undefined;
    const store = new PayoutStore(this.database);
    const moved = { sweeps: store.sweeps(), payouts: store.payouts(), returned: store.returned() };
    return { register: certified.register, ...moved, balances: store.balances() };
  }

  // #region

  #known(): CertifiedRegister | undefined {
    return this.#store.exists() ? this.#store.certified() : undefined;
  }

  #record(): RegisterRecord | undefined {
    return this.#store.exists() ? this.#store.record() : undefined;
  }

  async #certify(
    who: Certifiable,
    schedules: FeeSchedules,
    before: RegisterRecord | undefined,
  ): Promise<CertifiedRegister> {
    const deployment = await deploymentOf(this.env);
    const fees = schedules.length === 0 ? undefined : await sealFees(deployment.sealing, schedules);
    const known = before?.certified.certificate.payload;
    const certificate = await certify(who, clockNow(), { ...deployment, fees }, known);
    return { register: who.register, certificate, chain: deployment.signing.certificate };
  }

  async #prove(origin: string, key: PublicKey): Promise<Proof> {
    const { realm, mode } = (await deploymentOf(this.env)).trust;
    return proveOrigin(origin, { mode, realm, key }, proofNetworkOf(this.env));
  }
}

/** What an answer by RPC holds of its sender, given back; a plain value holds nothing. */
function letGo(answer: object): void {
  const name: unknown = Reflect.get(Symbol, "dispose");
  const dispose: unknown = typeof name === "symbol" ? Reflect.get(answer, name) : undefined;
  if (typeof dispose === "function") dispose.call(answer);
}
