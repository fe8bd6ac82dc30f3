/** The doors to payouts over HTTP: the shops' desk at the synchronous server, and the operator's at the carrier. */

import type { PayoutId } from "../../protocol/ids.ts";
import type { FeeSchedule } from "../../protocol/money/fees.ts";
import type { Currency } from "../../protocol/money/money.ts";
import type { RegisterFees } from "../../protocol/operator/operator-registers.ts";
import type { PayoutFile } from "../../protocol/operator/payout-files.ts";
import { type Refusal, refusal } from "../../protocol/problem.ts";
import type { SignedPayoutAccount } from "../../protocol/register/payout-account.ts";
import type { PayoutEntries, PayoutSchedule, PayoutView } from "../../protocol/register/payouts.ts";
import { err, ok, type Result } from "../../protocol/result.ts";
import type { EntriesPage } from "../../worker/synchronous-server/register/payout-contents.ts";
import type { BankCounter, PayoutDesk } from "../parties/payout-ports.ts";
import type { LiveShop } from "./live-shop.ts";
import type { Origins } from "./origins.ts";
import type { Wire } from "./wire.ts";

type Answer<T> = Promise<Result<T, Refusal>>;

export class PayoutDoors implements PayoutDesk<LiveShop>, BankCounter<LiveShop> {
  readonly #wire: Wire;
  readonly #at: Origins;

  constructor(wire: Wire, at: Origins) {
    this.#wire = wire;
    this.#at = at;
  }

  // #region a shop

  setAccount(shop: LiveShop, account: SignedPayoutAccount): Answer<unknown> {
    const key = `account-${account.payload.number}`;
    return this.#post(shop.apiKey, "/v1/payout-account", { account }, key);
  }

  async request(
    { apiKey }: LiveShop,
    currency: Currency,
    idempotencyKey: string,
  ): Answer<{ view: PayoutView }> {
    const asked = await this.#post(apiKey, "/v1/payouts", { currency }, idempotencyKey);
    return asked.ok ? ok({ view: asked.value as PayoutView }) : asked;
  }

  read({ apiKey }: LiveShop, id: PayoutId): Answer<PayoutView> {
    return this.#get(apiKey, `/v1/payouts/${id}`) as Answer<PayoutView>;
  }

  entries(
    { apiKey }: LiveShop,
    id: PayoutId,
    { part, seen, limit }: EntriesPage,
  ): Answer<PayoutEntries> {
    const page = `limit=${limit}&cursor=${part}.${seen}`;
    return this.#get(apiKey, `/v1/payouts/${id}/entries?${page}`) as Answer<PayoutEntries>;
  }

  setSchedule(
    { apiKey }: LiveShop,
    schedule: PayoutSchedule,
    idempotencyKey: string,
  ): Answer<PayoutSchedule> {
    const path = "/v1/payouts/schedule";
    return this.#post(apiKey, path, schedule, idempotencyKey) as Answer<PayoutSchedule>;
  }

  // #region the operator

  async setFees({ register }: LiveShop, schedule: FeeSchedule, key: string): Answer<null> {
    const set = await this.#operate(`/v1/registers/${register}/fees`, schedule, key);
    if (!set.ok) return set;
    // Stored, and not yet brought to the register: the same is asked again.
    return (set.value as RegisterFees).told ? ok(null) : err(refusal("storage_unavailable"));
  }

  makeFile(currency: Currency, key: string): Answer<{ file: PayoutFile }> {
    return this.#file("/v1/payouts/files", { currency }, key);
  }

  markSent(file: string, key: string): Answer<{ file: PayoutFile }> {
    return this.#file(`/v1/payouts/files/${file}/sent`, {}, key);
  }

  async #file(path: string, body: unknown, key: string): Answer<{ file: PayoutFile }> {
    const filed = await this.#operate(path, body, key);
    return filed.ok ? ok({ file: filed.value as PayoutFile }) : filed;
  }

  #operate(path: string, body: unknown, key: string): Answer<unknown> {
    const { operatorKey, carrier } = this.#at;
    return this.#post(operatorKey, path, body, key, carrier);
  }

  #post(
    bearer: string,
    path: string,
    body: unknown,
    key: string,
    origin = this.#at.synchronous,
  ): Answer<unknown> {
    const headers = { authorization: `Bearer ${bearer}`, "idempotency-key": key };
    const url = `${origin}${path}`;
    return this.#wire.call({ method: "POST", url, headers, body: JSON.stringify(body) });
  }

  #get(bearer: string, path: string): Answer<unknown> {
    const headers = { authorization: `Bearer ${bearer}` };
    return this.#wire.call({ method: "GET", url: `${this.#at.synchronous}${path}`, headers });
  }
}
