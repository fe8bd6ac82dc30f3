/** A register's money: its journal, its statements, its payouts and where they go. */

import { PayoutAccountView, SetPayoutAccount } from "../../../protocol/register/payout-account.ts";
import {
  PayoutEntries,
  PayoutList,
  PayoutSchedule,
  PayoutView,
  RequestPayout,
  ShopJournal,
  ShopStatement,
} from "../../../protocol/register/payouts.ts";
import { BalanceView } from "../../../protocol/register/register-view.ts";
import type { Operation } from "../../http/contract/operation.ts";
import { CURSOR, format, LANGUAGE, LIMIT } from "../../http/contract/paging.ts";
import { JOURNAL_QUERY, PAYOUT_QUERY, PAYOUTS_QUERY } from "./list-queries.ts";
import { BALANCE_EXAMPLE, ENTRY_EXAMPLE, PAYOUT_EXAMPLE } from "./read-examples.ts";

const JOURNAL = { tag: "Journal", asker: "register", method: "get" } as const;
const PAYOUTS = { tag: "Payouts", asker: "register" } as const;

export const JOURNALS: readonly Operation[] = [
  {
    ...JOURNAL,
    ...{ path: "/v1/balance", id: "getBalance" },
    summary: "What the register has of each currency, now",
    answers: { 200: { description: "The balance", schema: BalanceView, example: BALANCE_EXAMPLE } },
  },
  {
    ...JOURNAL,
    ...{ path: "/v1/journal", id: "readJournal" },
    summary: "Every entry there ever was, till by till",
    query: JOURNAL_QUERY,
    answers: {
      200: {
        ...{ description: "A page of entries", schema: ShopJournal },
        example: { entries: [ENTRY_EXAMPLE] },
      },
    },
  },
  {
    ...JOURNAL,
    ...{ path: "/v1/journal/export", id: "exportJournal" },
    summary: "The whole journal for hledger, with a balance assertion at the end",
    query: { format: { ...format("hledger"), description: "`hledger`", required: true } },
    answers: { 200: { description: "An hledger journal", content: ["text/plain"] } },
  },
  {
    ...JOURNAL,
    ...{ path: "/v1/journal/statements/{month}", id: "readShopStatement" },
    summary: "A month: opening, each entry, closing",
    query: { format: format("json", "csv", "html"), lang: LANGUAGE },
    answers: {
      200: {
        description: "The statement",
        schema: ShopStatement,
        content: ["text/csv", "text/html"],
      },
    },
  },
];

export const PAYOUT_OPERATIONS: readonly Operation[] = [
  {
    ...PAYOUTS,
    ...{ method: "post", path: "/v1/payouts", id: "requestPayout" },
    summary: "Pay out all that the register has of a currency, now",
    keyed: true,
    body: RequestPayout,
    answers: {
      200: {
        description: "The payout that this key asked for before",
        schema: PayoutView,
        example: PAYOUT_EXAMPLE,
      },
      201: { description: "A new payout, under way", schema: PayoutView, example: PAYOUT_EXAMPLE },
    },
    problems: ["payout_under_way", "payout_empty", "payout_account_missing"],
  },
  {
    ...PAYOUTS,
    ...{ method: "get", path: "/v1/payouts", id: "listPayouts" },
    summary: "The payouts, the latest first",
    query: PAYOUTS_QUERY,
    answers: {
      200: {
        ...{ description: "A page of payouts", schema: PayoutList },
        example: { payouts: [PAYOUT_EXAMPLE] },
      },
    },
  },
  {
    ...PAYOUTS,
    ...{ method: "get", path: "/v1/payouts/{payout}", id: "getPayout" },
    summary: "One payout",
    query: PAYOUT_QUERY,
    answers: {
      200: { description: "The payout as it stands", schema: PayoutView, example: PAYOUT_EXAMPLE },
    },
    problems: ["payout_not_found"],
  },
  {
    ...PAYOUTS,
    ...{ method: "get", path: "/v1/payouts/{payout}/entries", id: "listPayoutEntries" },
    summary: "What a payout contains: the nets of its entries sum to its amount",
    query: { limit: LIMIT, cursor: CURSOR },
    answers: { 200: { description: "A page of entries", schema: PayoutEntries } },
    problems: ["payout_not_found"],
  },
  {
    ...PAYOUTS,
    ...{ method: "get", path: "/v1/payouts/schedule", id: "getPayoutSchedule" },
    summary: "When payouts are made without being asked for",
    answers: { 200: { description: "The schedule", schema: PayoutSchedule } },
  },
  {
    ...PAYOUTS,
    ...{ method: "post", path: "/v1/payouts/schedule", id: "setPayoutSchedule" },
    summary: "Set the schedule",
    keyed: true,
    body: PayoutSchedule,
    answers: { 200: { description: "The schedule from now on", schema: PayoutSchedule } },
  },
  {
    ...PAYOUTS,
    ...{ method: "get", path: "/v1/payout-account", id: "getPayoutAccount" },
    summary: "Where payouts go: enough to tell accounts apart",
    answers: { 200: { description: "The account", schema: PayoutAccountView } },
    problems: ["payout_account_missing", "carrier_unavailable"],
  },
  {
    ...PAYOUTS,
    ...{ method: "post", path: "/v1/payout-account", id: "setPayoutAccount" },
    summary: "Set where payouts go, signed by the register's key",
    keyed: true,
    body: SetPayoutAccount,
    answers: { 200: { description: "The account from now on", schema: PayoutAccountView } },
    problems: ["wrong_register", "bad_signature", "payout_account_outdated", "carrier_unavailable"],
  },
];
