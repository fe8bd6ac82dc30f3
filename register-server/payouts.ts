/**
 * Payouts: asking for one, what each contains, the schedule, and where they go. The payout account is signed
 * here by the register's key, and the carrier checks that signature: whoever holds only the API key, or the
 * synchronous server itself, can't send a shop's money elsewhere.
 */

import * as v from "valibot";
import { PayoutId, parsePayoutId } from "../protocol/ids.ts";
import {
  PayoutAccount,
  PayoutAccountView,
  type SetPayoutAccount,
} from "../protocol/register/payout-account.ts";
import {
  PayoutEntries,
  PayoutList,
  PayoutSchedule,
  PayoutView,
  ShopJournal,
  ShopStatement,
} from "../protocol/register/payouts.ts";
import { sign } from "../protocol/signing/signature.ts";
import type { CallOptions, WriteOptions } from "./create-trade.ts";
import { exchange } from "./exchange.ts";
import type { Identity } from "./identity.ts";
import type { Channel } from "./try-once.ts";
import { WarifuError } from "./warifu-error.ts";

/** An IBAN, or an account's number with its bank's BIC. */
export interface BankAccountRequest {
  readonly iban?: string;
  readonly account?: string;
  readonly bic?: string;
  /** whose account it is, as the bank knows the name */
  readonly holder: string;
}

export interface PayoutAccountOptions extends WriteOptions {
  /** must be greater than that of the account before; the time in ms if left out */
  readonly number?: number;
}

export interface PageOptions extends CallOptions {
  /** 1 to 500; 100 if left out */
  readonly limit?: number;
  /** `next` of the page before */
  readonly cursor?: string;
}

export interface PayoutScheduleRequest {
  readonly every: "daily" | "weekly" | "monthly" | "off";
  /** a currency with less than this waits, minor units */
  readonly minimums?: readonly { readonly currency: string; readonly amount: number }[];
}

export interface PayoutCalls {
  /** All that the register has of a currency, now. @throws WarifuError `payout_empty`, `payout_under_way` */
  requestPayout(currency: string, options?: WriteOptions): Promise<PayoutView>;
  /** @throws WarifuError `payout_not_found` */
  getPayout(payout: string, options?: CallOptions): Promise<PayoutView>;
  /** The latest first. @throws WarifuError */
  listPayouts(options?: PageOptions): Promise<PayoutList>;
  /** What a payout contains: its entries' nets sum to its amount. @throws WarifuError */
  listPayoutEntries(payout: string, options?: PageOptions): Promise<PayoutEntries>;
  /** Every sale, fee, capture, refund and payout there ever was, till by till. @throws WarifuError */
  listJournal(options?: PageOptions): Promise<ShopJournal>;
  /**
   * What was there, each entry and what is there, per currency, of a month (UTC).
   * @param month "2026-11" @throws WarifuError `invalid_request`
   */
  getStatement(month: string, options?: CallOptions): Promise<ShopStatement>;
  /** @throws WarifuError */
  getPayoutSchedule(options?: CallOptions): Promise<PayoutSchedule>;
  /** @throws WarifuError */
  setPayoutSchedule(
    schedule: PayoutScheduleRequest,
    options?: WriteOptions,
  ): Promise<PayoutSchedule>;
  /** @throws WarifuError `payout_account_missing` */
  getPayoutAccount(options?: CallOptions): Promise<PayoutAccountView>;
  /** Signed by the register's key. @throws WarifuError `invalid_request`, `payout_account_outdated` */
  setPayoutAccount(
    account: BankAccountRequest,
    options?: PayoutAccountOptions,
  ): Promise<PayoutAccountView>;
}

interface Clocks {
  /** ms since the epoch */
  readonly now: () => number;
  readonly newKey: () => string;
}

export function payoutCalls(channel: Channel, identity: Identity, clocks: Clocks): PayoutCalls {
  const { newKey } = clocks;
  const get = <S extends v.GenericSchema>(path: string, schema: S, { signal }: CallOptions = {}) =>
    exchange(channel, { method: "GET", path, signal }, schema);
  const post = <S extends v.GenericSchema>(
    path: string,
    body: unknown,
    schema: S,
    { idempotencyKey = newKey(), signal }: WriteOptions = {},
  ) => exchange(channel, { method: "POST", path, body, idempotencyKey, signal }, schema);
  return {
    requestPayout: async (currency, options) =>
      own(identity, await post("/v1/payouts", { currency }, PayoutView, options)),
    getPayout: async (payout, options) =>
      own(identity, await get(`/v1/payouts/${idOf(identity, payout)}`, PayoutView, options)),
    listPayouts: async (options = {}) => get(`/v1/payouts${pageOf(options)}`, PayoutList, options),
    listPayoutEntries: async (payout, options = {}) => {
      const path = `/v1/payouts/${idOf(identity, payout)}/entries${pageOf(options)}`;
      return get(path, PayoutEntries, options);
    },
    listJournal: async (options = {}) => get(`/v1/journal${pageOf(options)}`, ShopJournal, options),
    getStatement: async (month, options) => {
      const path = `/v1/journal/statements/${monthOf(month)}`;
      return ownStatement(identity, month, await get(path, ShopStatement, options));
    },
    getPayoutSchedule: async (options) => get("/v1/payouts/schedule", PayoutSchedule, options),
    setPayoutSchedule: async ({ every, minimums = [] }, options) =>
      post("/v1/payouts/schedule", { every, minimums }, PayoutSchedule, options),
    getPayoutAccount: async (options) => get("/v1/payout-account", PayoutAccountView, options),
    setPayoutAccount: async (account, options = {}) => {
      const body = await signedAccount(identity, account, options.number, clocks.now());
      return post("/v1/payout-account", body, PayoutAccountView, options);
    },
  };
}

async function signedAccount(
  identity: Identity,
  account: BankAccountRequest,
  number: number | undefined,
  now: number,
): Promise<SetPayoutAccount> {
  const payload = v.safeParse(PayoutAccount, {
    typ: "warifu/payout-account/1",
    iss: identity.register,
    aud: await identity.realm,
    mode: identity.mode,
    number: number ?? now,
    account,
    time: now,
  });
  if (payload.success) return { account: await sign(payload.output, await identity.signingKey) };
  const [issue] = payload.issues;
  const param = v.getDotPath(issue) ?? "account";
  throw new WarifuError("invalid_request", `${param}: ${issue.message}`, { param });
}

function idOf({ register }: Identity, payout: string): PayoutId {
  const id = v.safeParse(PayoutId, payout);
  if (!id.success)
    throw new WarifuError("invalid_request", "not a payout's id", { param: "payout" });
  if (parsePayoutId(id.output).register !== register)
    throw new WarifuError("payout_not_found", "the payout is another register's", {
      param: "payout",
    });
  return id.output;
}

function own({ register }: Identity, view: PayoutView): PayoutView {
  if (view.register === register) return view;
  throw new WarifuError("answer_mismatch", "the answer is about another register's payout");
}

/** It stands in an address: only a month gets there. */
function monthOf(month: string): string {
  if (/^20\d\d-(0[1-9]|1[0-2])$/.test(month)) return month;
  throw new WarifuError("invalid_request", "not a month such as 2026-11", { param: "month" });
}

function ownStatement({ register }: Identity, month: string, made: ShopStatement): ShopStatement {
  if (made.register === register && made.month === month) return made;
  throw new WarifuError("answer_mismatch", "the answer is another statement");
}

function pageOf({ limit, cursor }: PageOptions): string {
  const given = Object.entries({ limit, cursor }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, `${value}`] as [string, string]],
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}
