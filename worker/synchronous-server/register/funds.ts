/**
 * The money between a register and its tills. A till gives all it has when it is collected from; a till that
 * can't cover a refund, since a payout emptied it, is lent what the register or its other tills have. Each
 * step is idempotent by its reference, so a call that broke off is made again and ends the same [LE53], [LE55].
 */

import type { RefundId, RegisterId } from "../../../protocol/ids.ts";
import { addMinor, type Currency } from "../../../protocol/money/money.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { clockNow } from "../../objects/clock.ts";
import type { Database } from "../../objects/database.ts";
import { objectNamed } from "../../objects/placed.ts";
import { errorName, log } from "../../watching/log.ts";
import type { SynchronousEnv } from "../env.ts";
import { tillName } from "../till/name.ts";
import type { RegisterAlarm } from "./alarm.ts";
import type { FundsStore, Round } from "./funds-store.ts";

/** A till's question, for a refund that it can't cover. */
export interface LoanQuestion {
  readonly refund: RefundId;
  /** the till's number */
  readonly till: number;
  readonly currency: Currency;
  /** minor units, > 0 */
  readonly amount: number;
}

/** What stands in the register's rows for a refund: what it lent, whatever is asked for now. */
export interface Lent {
  /** minor units */
  readonly amount: number;
}

/** Every till the register ever had. */
export interface Tills {
  readonly register: RegisterId;
  readonly tills: readonly number[];
}

export class RegisterFunds {
  readonly #database: Database;
  readonly #store: FundsStore;
  readonly #alarm: RegisterAlarm;
  readonly #tills: Pick<SynchronousEnv, "TILL">;

  constructor(
    database: Database,
    store: FundsStore,
    alarm: RegisterAlarm,
    tills: Pick<SynchronousEnv, "TILL">,
  ) {
    this.#database = database;
    this.#store = store;
    this.#alarm = alarm;
    this.#tills = tills;
  }

  /**
   * All that the tills have of a currency becomes the register's. Begun and not ended, it goes on by the alarm.
   * @param round its reference: asked by it again, a till answers what it answered first
   * @throws when a till doesn't answer: what the others gave is stored, and the same is asked again
   */
  async collect({ register, tills }: Tills, round: Round): Promise<void> {
    this.#database.transaction(() => this.#store.beginRound(round));
    await this.#alarm.armSoon();
    const { ref, currency, spared } = round;
    const asked = tills
      .filter((till) => till !== spared)
      .map(async (till) => {
        const object = objectNamed(this.#tills.TILL, tillName(register, till));
        const { amount, list } = await object.collect({ ref, currency });
        if (amount === 0) return;
        const collection = { ref, till, currency, amount, list, at: clockNow() };
        this.#database.transaction(() => this.#store.addCollection(collection));
      });
    throwFirstOf(await Promise.allSettled(asked));
    this.#database.transaction(() => this.#store.endRound(ref));
  }

  /** Minor units that the register and its tills have now: nothing is taken. */
  async available({ register, tills }: Tills): Promise<ReadonlyMap<Currency, number>> {
    const asked = tills.map((till) =>
      objectNamed(this.#tills.TILL, tillName(register, till)).balances(),
    );
    const all = (await Promise.all(asked)).flatMap(
      (balances) => Object.entries(balances) as [Currency, number][],
    );
    const available = new Map<Currency, number>();
    for (const [currency, amount] of [...this.#store.balances(), ...all])
      available.set(currency, addMinor(available.get(currency) ?? 0, amount));
    return available;
  }

  /** By the alarm: what was begun is finished, so that no money is between a till and the register. */
  async finishRounds(tills: Tills): Promise<void> {
    await eachOnItsOwn(this.#store.openRounds(), (round) => this.collect(tills, round));
  }

  /**
   * [LE55] What the register has goes first, then what its other tills have. Idempotent by the refund.
   * @returns `refund_unfunded` where all of them together have too little, and `storage_unavailable` where one
   *   didn't answer: nothing is lent, and the same may be asked again
   */
  async lend(tills: Tills, question: LoanQuestion): Promise<Result<Lent, Refusal>> {
    const before = this.#lent(question);
    if (before) return this.#answerLent(before);
    const { refund, currency, till: spared } = question;
    try {
      const others = tills.tills.filter((till) => till !== spared);
      const available = await this.available({ ...tills, tills: others });
      // Nothing is taken in vain, however often a shop asks.
      if ((available.get(currency) ?? 0) < question.amount) return err(refusal("refund_unfunded"));
      // A new round each time: what a till has sold since it last gave is asked for too.
      const ref = `${refund}/${this.#store.roundsDone(refund)}`;
      await this.collect(tills, { ref, currency, spared });
    } catch (error) {
      log("storage_unavailable", { where: "lend", error: errorName(error) });
      return err(refusal("storage_unavailable"));
    }
    const lent = this.#lent(question);
    return lent ? this.#answerLent(lent) : err(refusal("refund_unfunded"));
  }

  async #answerLent(lent: Lent): Promise<Result<Lent, Refusal>> {
    if (this.#store.untoldLoans().length > 0) await this.#alarm.armSoon();
    return ok(lent);
  }

  /**
   * By the alarm: a question that came late may have been lent when its till had taken it for refused, and then
   * nobody would have the money. @throws when a till doesn't answer: it is told again
   */
  async tellLoans({ register }: Tills): Promise<void> {
    const untold = this.#store.untoldLoans();
    await eachOnItsOwn(untold, async ({ refund, till, currency, amount }) => {
      await objectNamed(this.#tills.TILL, tillName(register, till)).lent({
        refund,
        currency,
        amount,
      });
      this.#database.transaction(() => this.#store.setTold(refund));
    });
  }

  /** In one go: whether there is enough, and that it is lent. */
  #lent({ refund, till, currency, amount }: LoanQuestion): Lent | undefined {
    const known = this.#store.loan(refund);
    if (known) return { amount: known.amount };
    if (this.#store.balance(currency) < amount) return undefined;
    const loan = { refund, till, currency, amount, at: clockNow() };
    this.#database.transaction(() => {
      this.#store.addLoan(loan);
      this.#store.forgetRounds(refund);
    });
    return { amount };
  }
}

/** What doesn't go on now keeps nothing else from going on. @throws the first failure, once all have ended */
export async function eachOnItsOwn<T>(
  all: readonly T[],
  go: (one: T) => Promise<void>,
): Promise<void> {
  throwFirstOf(await Promise.allSettled(all.map(go)));
}

export function throwFirstOf(ended: readonly PromiseSettledResult<void>[]): void {
  const failed = ended.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}
