/**
 * The doors to payouts without HTTP: what a shop asks of its register, and the carrier's operator of a register's
 * books and of the treasury. Who calls is believed to be who he says; every call may be lost, late or repeated.
 */

import type { PayoutId } from "../../protocol/ids.ts";
import type { FeeSchedule } from "../../protocol/money/fees.ts";
import type { Currency } from "../../protocol/money/money.ts";
import { type Refusal, refusal } from "../../protocol/problem.ts";
import type {
  PayoutAccountView,
  SignedPayoutAccount,
} from "../../protocol/register/payout-account.ts";
import type { PayoutEntries, PayoutSchedule, PayoutView } from "../../protocol/register/payouts.ts";
import { err, ok, type Result } from "../../protocol/result.ts";
import { hashOf } from "../../protocol/signing/signature.ts";
import type { CarrierEnv } from "../../worker/carrier-server/env.ts";
import { treasuryOf } from "../../worker/carrier-server/take-payout.ts";
import type { FileAnswer } from "../../worker/carrier-server/treasury/treasury.ts";
import { objectNamed } from "../../worker/objects/placed.ts";
import type { SynchronousEnv } from "../../worker/synchronous-server/env.ts";
import type { EntriesPage } from "../../worker/synchronous-server/register/payout-contents.ts";
import type { RequestedView } from "../../worker/synchronous-server/register/payout-office.ts";
import type { Register } from "../../worker/synchronous-server/register/register.ts";
import type { World } from "../world.ts";
import type { BankCounter, PayoutDesk } from "./payout-ports.ts";
import type { Shop } from "./shop.ts";

const DEBTOR = { account: "1", bic: "BANKJPJT", holder: "The carrier" };

type RegisterCalls = Pick<
  Register,
  "requestPayout" | "payout" | "payoutEntries" | "setPayoutSchedule"
>;

type Answer<T> = Promise<Result<T, Refusal>>;

export class PayoutDoor implements PayoutDesk<Shop>, BankCounter<Shop> {
  readonly #world: World;
  readonly #env: SynchronousEnv;
  readonly #carrier: CarrierEnv;

  constructor(world: World) {
    this.#world = world;
    this.#env = world.synchronousEnv("door");
    this.#carrier = world.carrierEnv("operator");
  }

  // #region a shop

  setAccount(shop: Shop, account: SignedPayoutAccount): Answer<PayoutAccountView> {
    return this.#over("set account", shop.name, () => this.#env.CARRIER.setPayoutAccount(account));
  }

  request(shop: Shop, currency: Currency, idempotencyKey: string): Answer<RequestedView> {
    const question = { currency, idempotencyKey, minimum: 1 };
    const what = `${shop.name} ${idempotencyKey}`;
    return this.#over("request payout", what, () =>
      this.#register(shop).requestPayout(shop.apiKey, question),
    );
  }

  read(shop: Shop, id: PayoutId): Answer<PayoutView> {
    return this.#over("read payout", shop.name, () => this.#register(shop).payout(shop.apiKey, id));
  }

  entries(shop: Shop, id: PayoutId, page: EntriesPage): Answer<PayoutEntries> {
    return this.#over("read entries", shop.name, () =>
      this.#register(shop).payoutEntries(shop.apiKey, id, page),
    );
  }

  async setSchedule(shop: Shop, schedule: PayoutSchedule, key: string): Answer<PayoutSchedule> {
    const set = await this.#over("set schedule", `${shop.name} ${key}`, () =>
      this.#register(shop).setPayoutSchedule(shop.apiKey, schedule, key),
    );
    return set.ok ? ok(set.value.schedule) : set;
  }

  #register(shop: Shop) {
    return objectNamed(this.#env.REGISTER, shop.register) as unknown as RegisterCalls;
  }

  // #region the operator

  /** Stored, and brought to the register and its tills. */
  async setFees({ register }: Shop, schedule: FeeSchedule, idempotencyKey: string): Answer<null> {
    const body = await hashOf({ act: "set_fees", register, schedule });
    const command = { schedule, operator: "0", idempotencyKey, body };
    const set = await objectNamed(this.#carrier.BOOKS, register).setFees(command);
    if (!set.ok) return set;
    return set.value.told ? ok(null) : err(refusal("storage_unavailable"));
  }

  async makeFile(currency: Currency, idempotencyKey: string): Answer<FileAnswer> {
    const body = await hashOf({ act: "make_file", currency });
    const command = {
      operator: "0",
      idempotencyKey,
      body,
      asked: currency,
      currency,
      debtor: DEBTOR,
    };
    return treasuryOf(this.#carrier).makeFile({ ...command, act: "make_file" });
  }

  async markSent(file: string, idempotencyKey: string): Answer<FileAnswer> {
    const body = await hashOf({ act: "mark_sent", file });
    const command = { operator: "0", idempotencyKey, body, asked: file, file };
    return treasuryOf(this.#carrier).markSent({ ...command, act: "mark_sent" });
  }

  #over<T>(act: string, name: string, execute: () => Promise<T>): Promise<T> {
    return this.#world.network.call(act, { what: `${name} → door ${act}`, execute });
  }
}
