/**
 * Payouts: asking for one, what each contains, the schedule, and where they go. The payout account is signed
 * here by the register's key, and the carrier checks that signature: whoever holds only the API key, or the
 * synchronous server itself, can't send a shop's money elsewhere.
 */

import * as v from "valibot";
import { PayoutId, parsePayoutId } from "../../protocol/ids.ts";
import {
  PayoutAccount,
  PayoutAccountView,
  type SetPayoutAccount,
} from "../../protocol/register/payout-account.ts";
import {
  PayoutEntries,
  PayoutList,
  PayoutSchedule,
  PayoutView,
  type ShopEntry,
  ShopJournal,
  ShopStatement,
} from "../../protocol/register/payouts.ts";
import { sign } from "../../protocol/signing/signature.ts";
import { callsOf, type EachOptions, eachOf, type PageOptions, queryOf } from "../http/calls.ts";
import type { Channel } from "../http/try-once.ts";
import { WarifuError } from "../http/warifu-error.ts";
import type { Identity } from "../identity.ts";
import type { CallOptions, WriteOptions } from "../trades/create-trade.ts";
import {
  type JournalFilter,
  journalQuery,
  type PayoutFilter,
  payoutQuery,
} from "./money-filters.ts";

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

/** `csv` is a table, `html` a page for paper in the language given, English if left out. */
export type StatementText =
  | { readonly format: "csv" }
  | { readonly format: "html"; readonly lang?: "en" | "ja" };

export interface PayoutScheduleRequest {
  readonly every: "daily" | "weekly" | "monthly" | "off";
  /** a currency with less than this waits, minor units */
  readonly minimums?: readonly { readonly currency: string; readonly amount: number }[];
}

export interface PayoutCalls {
  /** All that the register has of a currency, now. @throws WarifuError `payout_empty`, `payout_under_way` */
  requestPayout(currency: string, options?: WriteOptions): Promise<PayoutView>;
  /** @throws WarifuError `payout_not_found` */
  getPayout(
    payout: string,
    options?: CallOptions & { readonly expand?: readonly "entries"[] },
  ): Promise<PayoutView>;
  /** The latest first. @throws WarifuError */
  listPayouts(options?: PayoutFilter & PageOptions): Promise<PayoutList>;
  /** Every payout, the latest first, page by page as far as you read. */
  eachPayout(options?: PayoutFilter & EachOptions): AsyncGenerator<PayoutView, void, undefined>;
  /** What a payout contains: its entries' nets sum to its amount. @throws WarifuError */
  listPayoutEntries(payout: string, options?: PageOptions): Promise<PayoutEntries>;
  /** Each of them, page by page as far as you read. */
  eachPayoutEntry(
    payout: string,
    options?: EachOptions,
  ): AsyncGenerator<ShopEntry, void, undefined>;
  /** Every sale, fee, capture, refund and payout there ever was, till by till. @throws WarifuError */
  listJournal(options?: JournalFilter & PageOptions): Promise<ShopJournal>;
  /** Each of them, page by page as far as you read. */
  eachJournalEntry(
    options?: JournalFilter & EachOptions,
  ): AsyncGenerator<ShopEntry, void, undefined>;
  /** The whole journal as plain text accounting, for hledger. @throws WarifuError */
  exportJournal(options?: CallOptions): Promise<string>;
  /**
   * What was there, each entry and what is there, per currency, of a month (UTC).
   * @param month "2026-11" @throws WarifuError `invalid_request`
   */
  getStatement(month: string, options?: CallOptions): Promise<ShopStatement>;
  /** The same as a text. @throws WarifuError `invalid_request` */
  getStatementText(month: string, as: StatementText, options?: CallOptions): Promise<string>;
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
  const { get, post, text } = callsOf(channel, clocks.newKey);
  const entriesOf = async (payout: string, options: PageOptions) => {
    const path = `/v1/payouts/${idOf(identity, payout)}/entries${pageOf(options)}`;
    return get(path, PayoutEntries, options);
  };
  const calls: PayoutCalls = {
    requestPayout: async (currency, options) =>
      own(identity, await post("/v1/payouts", { currency }, PayoutView, options)),
    getPayout: async (payout, options = {}) => {
      const path = `/v1/payouts/${idOf(identity, payout)}${queryOf({ expand: options.expand?.join() })}`;
      return own(identity, await get(path, PayoutView, options));
    },
    listPayouts: async (options = {}) =>
      get(`/v1/payouts${payoutQuery(options)}`, PayoutList, options),
    eachPayout: (options = {}) =>
      eachOf(
        (page) => calls.listPayouts({ ...options, ...page }),
        ({ payouts }) => payouts,
      ),
    listPayoutEntries: async (payout, options = {}) => entriesOf(payout, options),
    eachPayoutEntry: (payout, options = {}) =>
      eachOf(
        (page) => entriesOf(payout, { ...options, ...page }),
        ({ entries }) => entries,
      ),
    listJournal: async (options = {}) =>
      get(`/v1/journal${journalQuery(options)}`, ShopJournal, options),
    eachJournalEntry: (options = {}) =>
      eachOf(
        (page) => calls.listJournal({ ...options, ...page }),
        ({ entries }) => entries,
      ),
    exportJournal: async (options) => text("/v1/journal/export?format=hledger", options),
    getStatement: async (month, options) => {
      const path = `/v1/journal/statements/${monthOf(month)}`;
      return ownStatement(identity, month, await get(path, ShopStatement, options));
    },
    getStatementText: async (month, as, options) =>
      text(`/v1/journal/statements/${monthOf(month)}${queryOf({ ...as })}`, options),
    getPayoutSchedule: async (options) => get("/v1/payouts/schedule", PayoutSchedule, options),
    setPayoutSchedule: async ({ every, minimums = [] }, options) =>
      post("/v1/payouts/schedule", { every, minimums }, PayoutSchedule, options),
    getPayoutAccount: async (options) => get("/v1/payout-account", PayoutAccountView, options),
    setPayoutAccount: async (account, options = {}) => {
      const body = await signedAccount(identity, account, options.number, clocks.now());
      return post("/v1/payout-account", body, PayoutAccountView, options);
    },
  };
  return calls;
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
  return queryOf({ limit, cursor });
}
