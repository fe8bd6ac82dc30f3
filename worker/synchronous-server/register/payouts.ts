/**
 * A register's payouts, as a saga of steps that can each be made again: the tills give what they have, it
 * becomes the payout's, the carrier is asked to pay it. Whatever breaks off goes on by the alarm. The carrier
 * alone decides what is really paid, and where to; what it refuses is the register's again [LE54].
 */

import { type PayoutId, payoutIdFrom } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import { isRetryable, type ProblemCode, type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { type Hash, hashOf } from "../../../protocol/signing/signature.ts";
import { clockNow } from "../../objects/clock.ts";
import type { Database } from "../../objects/database.ts";
import type { SynchronousEnv } from "../env.ts";
import { patiently } from "../till/timing/patience.ts";
import type { RegisterAlarm } from "./alarm.ts";
import { eachOnItsOwn, type RegisterFunds, type Tills } from "./funds.ts";
import type { FundsStore } from "./funds-store.ts";
import type { RegisterPayoutStore } from "./payout-store.ts";
import type { PayoutRecord } from "./records.ts";

export interface PayoutQuestion {
  readonly currency: Currency;
  readonly idempotencyKey: string;
  /** minor units: less isn't worth a payout */
  readonly minimum: number;
}

export interface Requested {
  readonly payout: PayoutRecord;
  readonly replayed: boolean;
}

interface Parts {
  readonly database: Database;
  readonly store: RegisterPayoutStore;
  readonly funds: RegisterFunds;
  readonly fundsStore: FundsStore;
  readonly alarm: RegisterAlarm;
  readonly carrier: SynchronousEnv["CARRIER"];
}

export class RegisterPayouts {
  readonly #parts: Parts;
  /** one at a time per payout, so that a request and the alarm don't do the same twice */
  readonly #running = new Map<PayoutId, Promise<void>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Idempotent by its key. @returns the payout as far as it went: it goes on by itself */
  async request(tills: Tills, question: PayoutQuestion): Promise<Result<Requested, Refusal>> {
    const refused = this.#repeatOf(question);
    if (refused) return refused;
    const { store, database, funds, alarm } = this.#parts;
    const { currency, idempotencyKey, minimum } = question;
    const available = (await funds.available(tills)).get(currency) ?? 0;
    if (available < minimum) return err(refusal("payout_empty"));
    // Another request may have come while the tills were asked.
    const overtaken = this.#repeatOf(question);
    if (overtaken) return overtaken;
    const number = store.last(currency) + 1;
    const id = payoutIdFrom(tills.register, currency, number);
    const payout = { id, currency, number, created: clockNow() };
    database.transaction(() => store.add(payout, idempotencyKey));
    await alarm.armSoon();
    await this.goOn(tills, id).catch(() => undefined);
    const after = store.read(id);
    return after ? ok({ payout: after, replayed: false }) : err(refusal("payout_not_found"));
  }

  #repeatOf({ currency, idempotencyKey }: PayoutQuestion): Result<Requested, Refusal> | undefined {
    const { store } = this.#parts;
    const known = store.ofKey(idempotencyKey);
    const payout = known && store.read(known.payout);
    if (payout) {
      if (payout.currency !== currency) return err(refusal("idempotency_key_reused"));
      return ok({ payout, replayed: true });
    }
    const underWay = store.underWay().some((one) => one.currency === currency);
    return underWay ? err(refusal("payout_under_way")) : undefined;
  }

  /** By the alarm: each that has not ended, none waiting for another. @throws when one doesn't go on now */
  goOnAll(tills: Tills): Promise<void> {
    return eachOnItsOwn(this.#parts.store.underWay(), ({ id }) => this.goOn(tills, id));
  }

  /** @throws when someone doesn't answer: the same is asked again */
  goOn(tills: Tills, id: PayoutId): Promise<void> {
    const running = this.#running.get(id);
    if (running) return running;
    const going = this.#steps(tills, id).finally(() => this.#running.delete(id));
    this.#running.set(id, going);
    return going;
  }

  async #steps(tills: Tills, id: PayoutId): Promise<void> {
    const { store, funds } = this.#parts;
    const begun = store.read(id);
    if (begun?.status === "collecting") {
      await funds.collect(tills, { ref: id, currency: begun.currency, spared: null });
      this.#take(begun);
    }
    const collected = store.read(id);
    if (collected?.status === "ordering") await this.#order(tills, collected);
  }

  /** All that the register has of the currency becomes the payout's, in one go. */
  #take({ id, currency }: PayoutRecord): void {
    const { store, fundsStore, database } = this.#parts;
    const now = clockNow();
    const amount = fundsStore.balance(currency);
    database.transaction(() => {
      // A refund may have been lent everything meanwhile.
      if (amount <= 0) return store.setStatus(id, "refused", "payout_empty", now);
      fundsStore.giveTo(id, currency);
      store.setOrdering(id, amount, now);
    });
  }

  async #order({ register }: Tills, payout: PayoutRecord): Promise<void> {
    const { id, currency, amount } = payout;
    const order = {
      register,
      payout: id,
      currency,
      amount: amount ?? 0,
      list: await this.list(id),
    };
    const { carrier } = this.#parts;
    const answer = await patiently(
      () => carrier.payout(order),
      async (given) => given,
    );
    if (!answer || (!answer.ok && isRetryable(answer.error.code)))
      throw new Error("the carrier doesn't say");
    if (answer.ok) return this.#end(payout, "ordered", null);
    this.#end(payout, "refused", answer.error.code);
  }

  #end({ id }: PayoutRecord, status: "ordered" | "refused", code: ProblemCode | null): void {
    const { store, fundsStore, database } = this.#parts;
    database.transaction(() => {
      store.setStatus(id, status, code, clockNow());
      if (status === "refused") fundsStore.takeBack(id);
    });
  }

  /** [LE92] The bank sent it back: its money is the register's again. Idempotent. */
  returned(id: PayoutId, reason: string): Result<null, Refusal> {
    const { store, fundsStore, database } = this.#parts;
    const status = store.read(id)?.status;
    if (status === undefined) return err(refusal("payout_not_found"));
    if (status === "returned") return ok(null);
    // Not yet known to be ordered, it goes on first; a refused one was never paid.
    if (status !== "ordered" && status !== "paid") return err(refusal("payout_under_way"));
    database.transaction(() => {
      store.setStatus(id, "returned", reason, clockNow());
      fundsStore.takeBack(id);
    });
    return ok(null);
  }

  /** The hash of what the payout is made of: every list of entries that a till gave, and every loan. */
  list(id: PayoutId): Promise<Hash> {
    const { collections, loans } = this.#parts.fundsStore.partsOf(id);
    return hashOf({ payout: id, collections, loans });
  }
}
