/**
 * The words of `npm run operator`, read: which request each means at the carrier's door. Reads no file, sends
 * nothing, and never takes the operator's key: it isn't among the words.
 */

import { parseArgs } from "node:util";
import * as v from "valibot";
import { type AccountId, RegisterId } from "../protocol/ids.ts";
import { AccountStatus } from "../protocol/messages.ts";
import type { Currency } from "../protocol/money.ts";
import {
  AccountEntries,
  AuditLog,
  OperatorAccount,
  Period,
  type SetInstruction,
  SetLimits,
  type SetStepUp,
  Statement,
} from "../protocol/operator.ts";
import { feesRequest } from "./operator-registers.ts";
import { suspenseRequest } from "./operator-suspense.ts";
import {
  accountNamed,
  amountNamed,
  branchNamed,
  currencyNamed,
  moneyNamed,
  pageOf,
} from "./operator-words.ts";

export const USAGE = `npm run operator -- WORDS
  account ACCOUNT                      what it has, its limits, and what is spent of them
  top-up ACCOUNT AMOUNT CURRENCY       such as 5000 JPY or 19.90 USD
  withdraw ACCOUNT AMOUNT CURRENCY     back to the clearing account, only what is there
  credit ACCOUNT CURRENCY [AMOUNT]     postpaid up to this limit; prepaid without one
  instruction ACCOUNT CURRENCY [--below AMOUNT --amount AMOUNT --month AMOUNT]
                                       top up by itself when a payment would leave less; none without
  step-up ACCOUNT CURRENCY [--one-click AMOUNT] [--total AMOUNT] [--first-payment]
                                       what one click isn't enough for, in the place of what it was
  status ACCOUNT active|frozen|closing|closed
  limits ACCOUNT CURRENCY [--payment AMOUNT] [--day AMOUNT] [--week AMOUNT] [--month AMOUNT]
                          [--budget REGISTER=AMOUNT/day|week|month …]
                                       all limits of the currency, in the place of those it had
  transfers ACCOUNT [--limit N] [--cursor C]
  statement ACCOUNT YYYY-MM [--csv]
  export ACCOUNT | export --branch N   as an hledger journal
  fees REGISTER [CURRENCY [--fixed AMOUNT] [--rate 2.9%] [--refunds kept|returned]]
                                       what its sales cost; with a currency, from now on (told: its tills know)
  suspense [--branch N] [--limit N]    refunds to accounts that were closed
  suspense ACCOUNT TRADE REFUND [--into ACCOUNT]
                                       paid out by hand, or into another account
  audit [--branch N] [--limit N] [--cursor C]
  --carrier URL              the carrier server (http://localhost:8788)
  --operator-key-file FILE   the operator's key, or WARIFU_OPERATOR_KEY
  --key KEY                  the Idempotency-Key of an act that is sent again after a lost answer
The keys of a system that npm start made are found by themselves.`;

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
  csv: { type: "boolean" },
  into: { type: "string" },
  fixed: { type: "string" },
  rate: { type: "string" },
  refunds: { type: "string" },
} as const;

/** One request at the operator's door. */
export interface OperatorRequest {
  readonly path: string;
  readonly account?: AccountId;
  /** of an act; without it something is read */
  readonly body?: unknown;
  /** what a JSON answer must be; without it the answer is a file's text */
  readonly schema?: v.GenericSchema;
}

export interface OperatorCommand {
  readonly carrier: string;
  readonly operatorKeyFile?: string;
  readonly key?: string;
  readonly request: OperatorRequest;
}

type Values = ReturnType<typeof readWords>["values"];
type Read = (words: readonly string[], values: Values) => OperatorRequest;

const COMMANDS: Readonly<Record<string, Read>> = {
  account: ([account]) => ({
    ...{ path: "/v1/account", account: accountNamed(account) },
    schema: OperatorAccount,
  }),
  "top-up": ([account, amount, currency]) =>
    act("/v1/account/top-ups", account, moneyNamed(amount, currency)),
  withdraw: ([account, amount, currency]) =>
    act("/v1/account/withdrawals", account, moneyNamed(amount, currency)),
  credit: ([account, text, limit]) => {
    const currency = currencyNamed(text);
    const amount = limit === undefined ? {} : { limit: amountNamed(limit, currency) };
    return act("/v1/account/credit", account, { currency, ...amount });
  },
  instruction: ([account, currency], values) =>
    act("/v1/account/top-up-instruction", account, instructionOf(currencyNamed(currency), values)),
  "step-up": ([account, currency], values) =>
    act("/v1/account/step-up", account, stepUpOf(currencyNamed(currency), values)),
  status: ([account, status]) => {
    if (!v.is(AccountStatus, status)) throw new Error(`not a status: ${status ?? "nothing"}`);
    return act("/v1/account/status", account, { status });
  },
  limits: ([account, currency], values) =>
    act("/v1/account/limits", account, limitsOf(currencyNamed(currency), values)),
  transfers: ([account], { limit, cursor }) => ({
    ...{
      path: `/v1/account/transfers${pageOf({ limit, cursor })}`,
      account: accountNamed(account),
    },
    schema: AccountEntries,
  }),
  statement: ([account, month], { csv }) => {
    if (!/^\d{4}-\d\d$/.test(month ?? "")) throw new Error("the month is missing, such as 2026-11");
    const path = `/v1/account/statements/${month}`;
    if (csv) return { path: `${path}?format=csv`, account: accountNamed(account) };
    return { path, account: accountNamed(account), schema: Statement };
  },
  export: ([account], { branch }) => {
    if (branch !== undefined)
      return { path: `/v1/branches/${branchNamed(branch)}/export?format=hledger` };
    return { path: "/v1/account/export?format=hledger", account: accountNamed(account) };
  },
  fees: ([register, currency], values) => feesRequest(register, currency, values),
  suspense: (words, values) => suspenseRequest(words, values),
  audit: (_, { branch = "0", limit, cursor }) => ({
    path: `/v1/branches/${branchNamed(branch)}/audit${pageOf({ limit, cursor })}`,
    schema: AuditLog,
  }),
};

/** @throws Error with one sentence for whoever typed the command */
export function readCommand(words: readonly string[]): OperatorCommand {
  const { values, positionals } = readWords(words);
  const [name = "", ...rest] = positionals;
  const read = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!read) throw new Error(name === "" ? "what is to be done?" : `no such command: ${name}`);
  const { carrier, key } = values;
  const operatorKeyFile = values["operator-key-file"];
  if (!URL.canParse(carrier)) throw new Error(`not an address: ${carrier}`);
  return {
    carrier,
    ...(operatorKeyFile === undefined ? {} : { operatorKeyFile }),
    ...(key === undefined ? {} : { key }),
    request: read(rest, values),
  };
}

function readWords(words: readonly string[]) {
  return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
}

function act(path: string, account: string | undefined, body: unknown): OperatorRequest {
  return { path, account: accountNamed(account), body, schema: OperatorAccount };
}

function instructionOf(currency: Currency, { below, amount, month }: Values): SetInstruction {
  const given = [below, amount, month];
  if (given.every((text) => text === undefined)) return { currency };
  if (given.includes(undefined))
    throw new Error("an instruction has --below, --amount and --month");
  const named = (text: string | undefined) => amountNamed(text, currency);
  const instruction = { below: named(below), amount: named(amount), month_max: named(month) };
  return { currency, instruction };
}

function stepUpOf(currency: Currency, values: Values): SetStepUp {
  const { "one-click": click, total, "first-payment": first } = values;
  const rule = {
    ...(click === undefined ? {} : { one_click: amountNamed(click, currency) }),
    ...(total === undefined ? {} : { one_click_total: amountNamed(total, currency) }),
    ...(first ? { first_payment: "step_up" as const } : {}),
  };
  return { currency, rule };
}

function limitsOf(currency: Currency, values: Values): SetLimits {
  const amounts = (["payment", "day", "week", "month"] as const).flatMap((name) => {
    const text = values[name];
    return text === undefined ? [] : [[name, amountNamed(text, currency)] as const];
  });
  const budgets = (values.budget ?? []).map((text) => {
    const [, register, amount = "", period] = /^([^=]*)=([^/]*)\/(.*)$/.exec(text) ?? [];
    if (!v.is(RegisterId, register) || !v.is(Period, period))
      throw new Error(`not a budget: ${text}; such as reg_test_…=5000/month`);
    return { register, period, amount: amountNamed(amount, currency) };
  });
  const limits = v.safeParse(SetLimits, { currency, ...Object.fromEntries(amounts), budgets });
  if (limits.success) return limits.output;
  throw new Error(limits.issues[0].message);
}
