/** The words of the operator's commands, one by one: options, accounts, currencies, amounts, branches, pages. */

import { parseArgs } from "node:util";
import * as v from "valibot";
import { AccountId } from "../protocol/ids.ts";
import { Currency, type Money } from "../protocol/money/money.ts";
import { parseMoney } from "../protocol/money/money-text.ts";
import { joinValues } from "./option-values.ts";

const OPTIONS = {
  carrier: { type: "string", default: "http://localhost:8788" },
  "operator-key-file": { type: "string" },
  key: { type: "string" },
  below: { type: "string" },
  amount: { type: "string" },
  "one-click": { type: "string" },
  total: { type: "string" },
  "first-payment": { type: "boolean" },
  payment: { type: "string" },
  day: { type: "string" },
  week: { type: "string" },
  month: { type: "string" },
  budget: { type: "string", multiple: true },
  limit: { type: "string" },
  cursor: { type: "string" },
  branch: { type: "string" },
  all: { type: "boolean" },
  register: { type: "string" },
  payouts: { type: "boolean" },
  csv: { type: "boolean" },
  html: { type: "boolean" },
  lang: { type: "string" },
  out: { type: "string" },
  into: { type: "string" },
  currency: { type: "string", multiple: true },
  credit: { type: "string", multiple: true },
  jurisdiction: { type: "string" },
  fixed: { type: "string" },
  rate: { type: "string" },
  refunds: { type: "string" },
  reason: { type: "string" },
  registration: { type: "string" },
} as const;

export type Values = ReturnType<typeof readWords>["values"];

export function readWords(words: readonly string[]) {
  return parseArgs({ args: joinValues(words, OPTIONS), options: OPTIONS, allowPositionals: true });
}

/** All throw an Error with one sentence for whoever typed the word. */
export function accountNamed(text: string | undefined): AccountId {
  const account = v.safeParse(AccountId, text);
  if (account.success) return account.output;
  throw new Error(text === undefined ? "the account is missing" : "that isn't an account id");
}

export function currencyNamed(text: string | undefined): Currency {
  const currency = v.safeParse(Currency, text);
  if (currency.success) return currency.output;
  throw new Error(text === undefined ? "the currency is missing" : `not a currency: ${text}`);
}

/** @returns minor units */
export function amountNamed(text: string | undefined, currency: Currency): number {
  const money = parseMoney(text ?? "", currency);
  if (money.ok) return money.value.amount;
  throw new Error(`not an amount of ${currency}: ${text ?? "nothing"} (${money.error})`);
}

export function moneyNamed(amount: string | undefined, text: string | undefined): Money {
  const currency = currencyNamed(text);
  return { amount: amountNamed(amount, currency), currency };
}

export function branchNamed(text: string): string {
  if (/^\d+$/.test(text)) return text;
  throw new Error(`not the number of a branch: ${text}`);
}

export function pageOf(page: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(page).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, text] as [string, string]],
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}
