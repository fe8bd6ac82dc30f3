/**
 * Paying a register out, in its Books: what its branches hold for it is swept here, and a payout is drawn on
 * that alone. So whoever asks, a payout is never more than what payers' branches credited, and it goes only
 * where the register's key said [LE51], [LE52]. Every step is idempotent; who got no answer asks again.
 */

import { assert } from "../../../protocol/assert.ts";
import { type PayoutId, parsePayoutId, type RegisterId } from "../../../protocol/ids.ts";
import type { CertifiedRegister } from "../../../protocol/messages.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import { type ProblemCode, type Refusal, refusal } from "../../../protocol/problem.ts";
import {
  type BankAccount,
  type PayoutAccountView,
  payoutAccountView,
  type SignedPayoutAccount,
} from "../../../protocol/register/payout-account.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { canonicalBytes, verify } from "../../../protocol/signing/signature.ts";
import type { Trust } from "../../../protocol/trade/offer.ts";
import { clockNow } from "../../objects/clock.ts";
import type { Database } from "../../objects/database.ts";
import type { PayoutOrder } from "../carrier.ts";
import type { OrderedPayout, PayoutStore } from "./payout-store.ts";

/** Payers that pay and refund all the time could keep one sweeping for ever. */
const SWEEP_ROUNDS_MAX = 10;

/** A branch's side of a sweep. @returns minor units that it gave; asked by the same number again, the same */
export type SweepBranch = (question: {
  readonly branch: number;
  readonly register: RegisterId;
  readonly currency: Currency;
  readonly number: number;
}) => Promise<number>;

export class BooksPayouts {
  readonly #database: Database;
  readonly #store: PayoutStore;
  readonly #sweep: SweepBranch;
  /** every branch there is */
  readonly #branches: readonly number[];

  constructor(
    database: Database,
    store: PayoutStore,
    { sweep, branches }: { sweep: SweepBranch; branches: readonly number[] },
  ) {
    this.#database = database;
    this.#store = store;
    this.#sweep = sweep;
    this.#branches = branches;
  }

  /** [LE51] @param certified the register as these books certified it: by its key the object must be signed */
  async setAccount(
    signed: SignedPayoutAccount,
    { certificate }: CertifiedRegister,
    { realm, mode }: Trust,
  ): Promise<Result<PayoutAccountView, Refusal>> {
    const { register, key } = certificate.payload;
    const expected = { typ: "warifu/payout-account/1", iss: register, aud: realm, mode };
    const refused = await verify(signed, expected, key);
    if (refused) return err(refusal(refused, { param: "/account" }));
    const { payload } = signed;
    const repeated = this.#store.accountNumbered(payload.number);
    // However late a repeat is: it is answered, and a later account stays the one that counts.
    if (repeated && isSame(repeated.payload, payload))
      return ok(payoutAccountView(payload, repeated.at));
    const known = this.#store.account();
    if (known && known.payload.number >= payload.number)
      return err(refusal("payout_account_outdated"));
    const now = clockNow();
    this.#database.transaction(() => this.#store.addAccount(signed, now));
    return ok(payoutAccountView(payload, now));
  }

  account(): Result<PayoutAccountView, Refusal> {
    const known = this.#store.account();
    if (!known) return err(refusal("payout_account_missing"));
    return ok(payoutAccountView(known.payload, known.at));
  }

  /** Where it goes: the account that was set when it was ordered. */
  accountOf({ account }: OrderedPayout): BankAccount {
    const known = this.#store.accountNumbered(account);
    assert(known, "[LE51] a payout's account was set");
    return known.payload.account;
  }

  /** [LE52] @returns the payout as it is ordered, now or before */
  async order(register: RegisterId, asked: PayoutOrder): Promise<Result<OrderedPayout, Refusal>> {
    const known = this.#known(asked);
    if (known) return known;
    const misfit = parsePayoutId(asked.payout);
    if (misfit.register !== register || misfit.currency !== asked.currency)
      return err(refusal("payout_mismatch"));
    if (!this.#store.account()) return this.#refuse(asked, "payout_account_missing");
    for (let round = 0; round < SWEEP_ROUNDS_MAX; round++) {
      const moved = await this.#sweepAll(register, asked.currency);
      // Too little is for certain only when there is nothing left to sweep.
      const enough = this.#store.balance(asked.currency) >= asked.amount;
      if (enough || !moved) return this.#draw(asked);
    }
    return err(refusal("storage_unavailable"));
  }

  /**
   * One branch after the other, so that what moves between two of them meanwhile is missed: a sale here pays for a
   * refund there. A sweep whose answer was lost answers what it gave then, and not what came since. @returns whether
   * anything moved
   */
  async #sweepAll(register: RegisterId, currency: Currency): Promise<boolean> {
    let moved = false;
    for (const branch of this.#branches)
      moved = (await this.#sweepBranch(branch, register, currency)) !== 0 || moved;
    return moved;
  }

  /** [LE92] What the bank sent back is the register's again. */
  takeBack(payout: PayoutId, reason: string): Result<null, Refusal> {
    const known = this.#store.payout(payout);
    if (!known) return err(refusal("payout_not_found"));
    this.#database.transaction(() => this.#store.addReturned(known, reason, clockNow()));
    return ok(null);
  }

  /** From here on nothing is awaited: whether there is enough, and that it is gone. */
  #draw(asked: PayoutOrder): Result<OrderedPayout, Refusal> {
    const known = this.#known(asked);
    if (known) return known;
    const account = this.#store.account();
    if (!account) return this.#refuse(asked, "payout_account_missing");
    const { payout: id, currency, amount, list } = asked;
    if (this.#store.balance(currency) < amount) return this.#refuse(asked, "payout_unfunded");
    const payout: OrderedPayout = {
      ...{ id, currency, amount, list },
      account: account.payload.number,
      at: clockNow(),
    };
    this.#database.transaction(() => this.#store.addPayout(payout));
    return ok(payout);
  }

  /** For good: who is told so puts its money into another payout, and the same order may still be on its way. */
  #refuse({ payout }: PayoutOrder, code: ProblemCode): Result<never, Refusal> {
    this.#database.transaction(() => this.#store.addRefused(payout, code, clockNow()));
    return err(refusal(code));
  }

  #known({
    payout,
    currency,
    amount,
    list,
  }: PayoutOrder): Result<OrderedPayout, Refusal> | undefined {
    const refused = this.#store.refusedWith(payout);
    if (refused) return err(refusal(refused));
    const known = this.#store.payout(payout);
    if (!known) return undefined;
    const same = known.currency === currency && known.amount === amount && known.list === list;
    return same ? ok(known) : err(refusal("payout_mismatch"));
  }

  /** @returns minor units that the branch gave */
  async #sweepBranch(branch: number, register: RegisterId, currency: Currency): Promise<number> {
    const number = this.#store.sweepsOf(branch, currency) + 1;
    const amount = await this.#sweep({ branch, register, currency, number });
    // A branch that gave nothing has stored nothing: its next sweep has the same number.
    if (amount === 0) return 0;
    const sweep = { branch, currency, number, amount, at: clockNow() };
    this.#database.transaction(() => this.#store.addSweep(sweep));
    return amount;
  }
}

function isSame(a: unknown, b: unknown): boolean {
  const [left, right] = [canonicalBytes(a), canonicalBytes(b)];
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
