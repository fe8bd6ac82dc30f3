/**
 * The Treasury: payouts on their way to the bank, one object per mode. Books has taken each from its register
 * before it comes here; here it is put into one file, and no other, for ever. Moves no money by itself: the
 * operator gives the file to his bank, and says so.
 */

import { DurableObject } from "cloudflare:workers";
import type { PayoutId, RegisterId } from "../../../protocol/ids.ts";
import { PAGE_ENTRIES_DEFAULT, PAYOUTS_PER_FILE_MAX } from "../../../protocol/limits.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { LoggedAct } from "../../../protocol/operator/audit.ts";
import type {
  BankPayout,
  PayoutFile,
  PayoutsOverview,
  ReturnedPayout,
} from "../../../protocol/operator/payout-files.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import type { BankAccount } from "../../../protocol/register/payout-account.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { clockNow } from "../../objects/clock.ts";
import { Database } from "../../objects/database.ts";
import type { CarrierEnv } from "../env.ts";
import { totalOf } from "./pain-001.ts";
import { type TreasuryCommand, TreasuryStore } from "./store.ts";

export interface FileAnswer {
  readonly file: PayoutFile;
  readonly replayed: boolean;
}

export interface ReturnAnswer {
  readonly returned: Omit<ReturnedPayout, "told">;
  readonly replayed: boolean;
}

export class Treasury extends DurableObject<CarrierEnv> {
  readonly database: Database;
  readonly #store: TreasuryStore;

  constructor(ctx: DurableObjectState, env: CarrierEnv) {
    super(ctx, env);
    this.database = new Database(ctx.storage);
    this.#store = new TreasuryStore(this.database);
  }

  /** Before anything of the register is swept: its books are part of the carrier's from now on. Idempotent. */
  enter(register: RegisterId): void {
    this.database.meter.hop();
    this.#store.transaction(() => this.#store.addRegister(register));
  }

  /** Every register that ever was to be paid out. */
  registers(): RegisterId[] {
    this.database.meter.hop();
    return this.#store.registers();
  }

  /** A payout that Books ordered. Idempotent by its id. */
  enlist(payout: BankPayout): void {
    this.database.meter.hop();
    this.#store.transaction(() => this.#store.addPayout(payout));
  }

  /** [LE57] All that wait, of a currency, in one file. Idempotent by the command's key. */
  makeFile(
    command: TreasuryCommand & { currency: Currency; debtor: BankAccount },
  ): Result<FileAnswer, Refusal> {
    this.database.meter.hop();
    const repeat = this.#repeatOf(command);
    if (repeat) return repeat;
    const { currency, debtor } = command;
    const payouts = this.#store.waiting(currency, PAYOUTS_PER_FILE_MAX);
    if (payouts.length === 0) return err(refusal("payout_empty"));
    const now = clockNow();
    const number = this.#store.filesOf(currency) + 1;
    const mode = this.env.MODE.toUpperCase();
    const file: PayoutFile = {
      id: `WARIFU-${mode}-${currency}-${String(number).padStart(6, "0")}`,
      currency,
      payouts: payouts.length,
      total: `${totalOf(payouts)}`,
      created: now,
    };
    this.#store.transaction(() => {
      this.#store.addFile(file, number, { payouts, debtor });
      this.#store.addCommand(command, file, now);
    });
    return ok({ file, replayed: false });
  }

  /** The operator's bank has it: its payouts are paid. Idempotent by the command's key; sent once is sent. */
  markSent(command: TreasuryCommand & { file: string }): Result<FileAnswer, Refusal> {
    this.database.meter.hop();
    const repeat = this.#repeatOf(command);
    if (repeat) return repeat;
    const known = this.#store.file(command.file);
    if (!known) return err(refusal("payout_not_found"));
    const now = clockNow();
    const file = { ...known, sent: known.sent ?? now };
    this.#store.transaction(() => {
      this.#store.markSent(command.file, now);
      this.#store.addCommand(command, file, now);
    });
    return ok({ file, replayed: false });
  }

  /** [LE92] What the operator's bank sent back. Idempotent by the command's key; returned once is returned. */
  recordReturn(
    command: TreasuryCommand & { payout: PayoutId; reason: string },
  ): Result<ReturnAnswer, Refusal> {
    this.database.meter.hop();
    const known = this.#answerOf<ReturnAnswer["returned"]>(command);
    if (known) return known.ok ? ok({ returned: known.value, replayed: true }) : known;
    const { payout, reason } = command;
    const sent = this.#store.payout(payout);
    if (!sent) return err(refusal("payout_not_found"));
    if (!this.#store.isSent(payout)) return err(refusal("payout_not_sent"));
    const now = clockNow();
    const before = this.#store.returned(payout);
    const { reason: why, at } = before ?? { reason, at: now };
    const { currency, amount } = sent;
    const returned = { payout, currency, amount, reason: why, returned_at: at };
    this.#store.transaction(() => {
      if (!before) this.#store.addReturned(payout, reason, now);
      this.#store.addCommand(command, returned, now);
    });
    return ok({ returned, replayed: false });
  }

  file(id: string): { file: PayoutFile; payouts: BankPayout[] } | undefined {
    this.database.meter.hop();
    const file = this.#store.file(id);
    return file && { file, payouts: this.#store.inFile(id) };
  }

  /**
   * [LE57] The account that a file is paid from, as it was when the file was made.
   * @param today for a file of older code, which kept none: what it is read with first, it keeps
   */
  debtorOf(file: string, today: BankAccount | undefined): BankAccount | undefined {
    this.database.meter.hop();
    if (today && !this.#store.debtor(file))
      this.#store.transaction(() => this.#store.keepDebtor(file, today));
    return this.#store.debtor(file);
  }

  overview(): PayoutsOverview {
    this.database.meter.hop();
    const waiting = Map.groupBy(this.#store.allWaiting(), ({ currency }) => currency);
    return {
      waiting: [...waiting].map(([currency, payouts]) => ({
        ...{ currency, payouts: payouts.length, total: `${totalOf(payouts)}` },
      })),
      files: this.#store.files(PAGE_ENTRIES_DEFAULT),
    };
  }

  /** What the operator did here [LE17]. */
  audit(): LoggedAct[] {
    this.database.meter.hop();
    return this.#store.acts();
  }

  /** @returns those of them whose file the bank has, and that it didn't send back */
  paid(payouts: readonly PayoutId[]): PayoutId[] {
    this.database.meter.hop();
    return payouts.filter((one) => this.#store.isSent(one) && !this.#store.returned(one));
  }

  #repeatOf(command: TreasuryCommand): Result<FileAnswer, Refusal> | undefined {
    const known = this.#answerOf<PayoutFile>(command);
    return known?.ok ? ok({ file: known.value, replayed: true }) : known;
  }

  #answerOf<Answer>({
    idempotencyKey,
    body,
  }: TreasuryCommand): Result<Answer, Refusal> | undefined {
    const known = this.#store.command(idempotencyKey);
    if (!known) return undefined;
    if (known.body !== body) return err(refusal("idempotency_key_reused"));
    return ok(JSON.parse(known.answer));
  }
}
