/**
 * What a register is asked by who holds its API key, and only reads: who it is, its payouts, its own part of the money.
 * Each is one hop; what a payout's bank was told of is asked of the carrier meanwhile.
 */

import type { PayoutId } from "../../../../protocol/ids.ts";
import type { Refusal } from "../../../../protocol/problem.ts";
import { refusal } from "../../../../protocol/problem.ts";
import type { ApiKeyList } from "../../../../protocol/register/api-keys.ts";
import type {
  PayoutEntries,
  PayoutList,
  PayoutSchedule,
  PayoutView,
} from "../../../../protocol/register/payouts.ts";
import type { RegisterView } from "../../../../protocol/register/register-view.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import type { Hash } from "../../../../protocol/signing/signature.ts";
import { clockNow } from "../../../objects/clock.ts";
import type { Database } from "../../../objects/database.ts";
import { WokenObject } from "../../../objects/woken-object.ts";
import type { SynchronousEnv } from "../../env.ts";
import type { RegisterKeys } from "../keys/register-keys.ts";
import type { EntriesPage } from "../payout-contents.ts";
import type { PayoutOffice } from "../payout-office.ts";
import type { PayoutPage } from "../payout-store.ts";
import type { RecordDesk } from "../record-desk.ts";
import type { RegisterBooks } from "../register-books.ts";
import type { RegisterAccess } from "./register-access.ts";
import { type RegisterMoney, registerMoney } from "./register-money.ts";
import { registerView } from "./register-view.ts";

type Answer<T> = Promise<Result<T, Refusal>>;

export abstract class ReadableRegister extends WokenObject<SynchronousEnv> {
  abstract readonly database: Database;
  protected abstract readonly access: RegisterAccess;
  protected abstract readonly record: RecordDesk;
  protected abstract readonly keys: RegisterKeys;
  protected abstract readonly office: PayoutOffice;

  /** [AR9] As whoever holds this key may see it. */
  async view(apiKey: Hash): Answer<RegisterView> {
    const tills = this.#reader(apiKey);
    if (!tills.ok) return tills;
    const record = this.record.read();
    const key = this.keys.view(tills.value.register, apiKey);
    return record && key ? ok(registerView(record, key, clockNow())) : err(refusal("unauthorized"));
  }

  /** [AR8] What the register itself has, and what is on its way to the bank. */
  async money(apiKey: Hash): Answer<RegisterMoney> {
    const tills = this.#reader(apiKey);
    return tills.ok ? ok(registerMoney(this.office.books(tills.value))) : tills;
  }

  async apiKeys(apiKey: Hash): Answer<ApiKeyList> {
    this.database.meter.hop();
    const tills = this.access.authorised(apiKey, "full");
    return tills.ok ? ok(this.keys.list(tills.value.register)) : tills;
  }

  async payouts(apiKey: Hash, page: PayoutPage): Answer<PayoutList> {
    const tills = this.#reader(apiKey);
    return tills.ok ? ok(await this.office.list(tills.value, page)) : tills;
  }

  async payout(apiKey: Hash, id: PayoutId): Answer<PayoutView> {
    const tills = this.#reader(apiKey);
    return tills.ok ? this.office.read(tills.value, id) : tills;
  }

  /** [AR11] Those of these payouts that there are. */
  async payoutsNamed(apiKey: Hash, ids: readonly PayoutId[]): Answer<PayoutView[]> {
    const tills = this.#reader(apiKey);
    return tills.ok ? ok(await this.office.named(tills.value, ids)) : tills;
  }

  async payoutEntries(apiKey: Hash, id: PayoutId, page: EntriesPage): Answer<PayoutEntries> {
    const tills = this.#reader(apiKey);
    return tills.ok ? this.office.entries(tills.value, id, page) : tills;
  }

  async books(apiKey: Hash): Answer<RegisterBooks> {
    const tills = this.#reader(apiKey);
    return tills.ok ? ok(this.office.books(tills.value)) : tills;
  }

  async payoutSchedule(apiKey: Hash): Answer<PayoutSchedule> {
    const tills = this.#reader(apiKey);
    return tills.ok ? ok(this.office.schedule()) : tills;
  }

  #reader(apiKey: Hash) {
    this.database.meter.hop();
    return this.access.authorised(apiKey, "read");
  }
}
