/**
 * The operator's acts on accounts, from their words: what each asks for at the carrier's door. An act has a body;
 * what it needs is asked for here, and decided there.
 */

import * as v from "valibot";
import { OpenedAccount } from "../protocol/account/opening.ts";
import { type AccountId, RegisterId } from "../protocol/ids.ts";
import { Jurisdiction } from "../protocol/jurisdictions.ts";
import { AccountStatus } from "../protocol/messages.ts";
import type { Currency } from "../protocol/money/money.ts";
import {
  type AskAccount,
  type OpenAccount,
  OperatorAccount,
  Period,
  type SetInstruction,
  SetLimits,
  type SetStepUp,
} from "../protocol/operator/operator.ts";
import {
  accountNamed,
  amountNamed,
  currencyNamed,
  moneyNamed,
  type Values,
} from "./operator-words.ts";

/** One request at the operator's door. */
export interface OperatorRequest {
  readonly path: string;
  readonly account?: AccountId;
  /** of an act; without it something is read */
  readonly body?: unknown;
  /** what a JSON answer must be; without it the answer is a file's text */
  readonly schema?: v.GenericSchema;
}

export type Read = (words: readonly string[], values: Values) => OperatorRequest;

export const ACTS: Readonly<Record<string, Read>> = {
  open: (_, values) => ({ path: "/v1/accounts", body: placedOf(values), schema: OpenedAccount }),
  code: ([account]) => ({
    ...act("/v1/account/opening-code", account, { code: "new" }),
    schema: OpenedAccount,
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
  "revoke-terminals": ([account]) =>
    act("/v1/account/terminal-revocations", account, { terminals: "all" }),
  limits: ([account, currency], values) =>
    act("/v1/account/limits", account, limitsOf(currencyNamed(currency), values)),
};

function act(path: string, account: string | undefined, body: unknown): OperatorRequest {
  return { path, account: accountNamed(account), body, schema: OperatorAccount };
}

function placedOf(values: Values): v.InferOutput<typeof AskAccount> {
  const jurisdiction = jurisdictionNamed(values.jurisdiction);
  return { ...openingOf(values), ...(jurisdiction === undefined ? {} : { jurisdiction }) };
}

/** @throws Error with one sentence */
export function jurisdictionNamed(text: string | undefined): Jurisdiction | undefined {
  if (text === undefined || v.is(Jurisdiction, text)) return text;
  throw new Error(`--jurisdiction is ${Jurisdiction.options.join(" or ")}, not ${text}`);
}

function openingOf({ currency = [], credit = [] }: Values): OpenAccount {
  const limits = credit.map((text) => {
    const [, code, amount] = /^([^=]*)=(.*)$/.exec(text) ?? [];
    if (amount === undefined) throw new Error(`not a credit limit: ${text}; such as JPY=10000`);
    const named = currencyNamed(code);
    return { currency: named, limit: amountNamed(amount, named) };
  });
  return { currencies: currency.map(currencyNamed), credit: limits, limits: [] };
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
