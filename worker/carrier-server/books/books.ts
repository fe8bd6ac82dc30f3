/**
 * Books: the carrier's own record of one register, as an object: its certificate, and in it the settlement
 * account and the fees. A repeat answers what was answered first, byte for byte; another name or other
 * origins under the same key replace the certificate. Reading a register that isn't there writes nothing.
 */

import { DurableObject } from "cloudflare:workers";
import type { LoggedAct } from "../../../protocol/audit.ts";
import type { FeeSchedule, FeeSchedules } from "../../../protocol/fees.ts";
import type { PayoutId, RegisterId } from "../../../protocol/ids.ts";
import type { CertifiedRegister } from "../../../protocol/messages.ts";
import type {
  BankAccount,
  PayoutAccountView,
  SignedPayoutAccount,
} from "../../../protocol/payout-account.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import type { Registration } from "../../../protocol/signed-objects.ts";
import { clockNow } from "../../objects/clock.ts";
import { Database } from "../../objects/database.ts";
import { branchOfNumber, NEWEST_BRANCH } from "../branch/branches.ts";
import type { PayoutOrder } from "../carrier.ts";
import { deploymentOf } from "../deployment.ts";
import type { CarrierEnv } from "../env.ts";
import type { BooksExtract } from "../reports/whole-carrier.ts";
import { sealFees } from "../sealing/fees.ts";
import { certify, recertify, stillFits } from "./certify-register.ts";
import { withSchedule } from "./fee-schedules.ts";
import { type OrderedPayout, PayoutStore } from "./payout-store.ts";
import { BooksPayouts } from "./payouts.ts";
import { BooksStore, type Command } from "./store.ts";

export interface CertifyCommand extends Command {
  readonly register: RegisterId;
  /** verified: signed by its own key, for this realm and mode */
  readonly registration: Registration;
}

export interface CertifyAnswer {
  readonly certified: CertifiedRegister;
  readonly replayed: boolean;
}

export interface SetFeesCommand extends Command {
  readonly schedule: FeeSchedule;
}

export interface SetFeesAnswer {
  readonly schedules: FeeSchedules;
  /** the certificate of now: what the synchronous server is to be brought */
  readonly certified: CertifiedRegister;
  readonly replayed: boolean;
}

export class Books extends DurableObject<CarrierEnv> {
  readonly database: Database;
  readonly #store: BooksStore;
  readonly #payouts: BooksPayouts;

  constructor(ctx: DurableObjectState, env: CarrierEnv) {
    super(ctx, env);
    this.database = new Database(ctx.storage);
    this.#store = new BooksStore(this.database);
    if (this.#store.exists()) this.#store.migrate();
    this.#payouts = new BooksPayouts(this.database, new PayoutStore(this.database), {
      sweep: ({ branch, ...question }) => branchOfNumber(env, branch).sweep(question),
      branches: Array.from({ length: NEWEST_BRANCH + 1 }, (_, branch) => branch),
    });
  }

  async certify(command: CertifyCommand): Promise<Result<CertifyAnswer, Refusal>> {
    this.database.meter.hop();
    this.#store.migrate();
    const repeat = this.#repeatOf<CertifiedRegister>(command);
    if (repeat) return certifyRepeat(repeat);
    const now = clockNow();
    const schedules = this.#store.schedules();
    const made = await this.#certificateFor(command, schedules, now);
    // Something else may have been stored while the signature was awaited: look again, then write at once.
    const overtaken = this.#repeatOf<CertifiedRegister>(command);
    if (overtaken) return certifyRepeat(overtaken);
    const stored = this.#store.certified();
    const fits = stored && stillFits(stored.certificate, command.registration, now);
    const certified = fits ? stored : made;
    if (!fits && !isSame(schedules, this.#store.schedules()))
      return err(refusal("storage_unavailable"));
    this.#store.transaction(() => {
      this.#store.writeCertified(certified);
      const { name, origins } = command.registration;
      const done = { act: "certify", asked: { name, origins }, answer: certified } as const;
      this.#store.addCommand(command, done, now);
    });
    return ok({ certified, replayed: false });
  }

  certified(): CertifiedRegister | undefined {
    this.database.meter.hop();
    return this.#known();
  }

  // #region fees

  /** [LE45] A new schedule is a new certificate: trades that are offered from now on are charged by it. */
  async setFees(command: SetFeesCommand): Promise<Result<SetFeesAnswer, Refusal>> {
    this.database.meter.hop();
    const before = this.#known();
    if (!before) return err(refusal("register_unknown"));
    const repeat = this.#repeatOf<FeeSchedules>(command);
    if (repeat) {
      if (!repeat.ok) return repeat;
      return ok({ schedules: repeat.value, certified: before, replayed: true });
    }
    const schedules = withSchedule(this.#store.schedules(), command.schedule);
    if (!schedules.ok) return schedules;
    const now = clockNow();
    const certified = await this.#recertified(before, schedules.value, now);
    const after = this.#store.certified();
    // Another command came between: what was made may leave out what that one changed.
    if (JSON.stringify(after) !== JSON.stringify(before))
      return err(refusal("storage_unavailable"));
    this.#store.transaction(() => {
      this.#store.writeSchedules(schedules.value);
      this.#store.writeCertified(certified);
      const done = { act: "set_fees", asked: command.schedule, answer: schedules.value } as const;
      this.#store.addCommand(command, done, now);
    });
    return ok({ schedules: schedules.value, certified, replayed: false });
  }

  fees(): Result<FeeSchedules, Refusal> {
    this.database.meter.hop();
    return this.#store.exists() ? ok(this.#store.schedules()) : err(refusal("register_unknown"));
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

  #repeatOf<Answer>({ idempotencyKey, body }: Command): Result<Answer, Refusal> | undefined {
    const known = this.#store.command(idempotencyKey);
    if (!known) return undefined;
    if (known.body !== body) return err(refusal("idempotency_key_reused"));
    return ok(JSON.parse(known.answer));
  }

  async #certificateFor(
    { register, registration }: CertifyCommand,
    schedules: FeeSchedules,
    now: number,
  ): Promise<CertifiedRegister> {
    const deployment = await deploymentOf(this.env);
    const certificate = await certify(register, registration, now, {
      ...deployment,
      fees: schedules.length === 0 ? undefined : await sealFees(deployment.sealing, schedules),
    });
    return { register, certificate, chain: deployment.signing.certificate };
  }

  async #recertified(
    { register, certificate: before }: CertifiedRegister,
    schedules: FeeSchedules,
    now: number,
  ): Promise<CertifiedRegister> {
    const deployment = await deploymentOf(this.env);
    const certificate = await recertify(before.payload, now, {
      ...deployment,
      fees: schedules.length === 0 ? undefined : await sealFees(deployment.sealing, schedules),
    });
    return { register, certificate, chain: deployment.signing.certificate };
  }
}

function certifyRepeat(repeat: Result<CertifiedRegister, Refusal>): Result<CertifyAnswer, Refusal> {
  return repeat.ok ? ok({ certified: repeat.value, replayed: true }) : repeat;
}

function isSame(a: FeeSchedules, b: FeeSchedules): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
