/**
 * `npm run register -- payout…`: a register's payouts from the command line, for whoever holds its WARIFU_KEY.
 * The key comes from the environment or a file, never from the command line; the bank account is signed here.
 */

import { parseArgs } from "node:util";
import * as v from "valibot";
import { Currency } from "../protocol/money/money.ts";
import { parseMoney } from "../protocol/money/money-text.ts";
import { PayoutSchedule } from "../protocol/register/payouts.ts";
import { createWarifu, type Warifu } from "../register-server/create-warifu.ts";
import { commandNamed } from "./command-named.ts";
import { joinValues } from "./option-values.ts";
import { type Env, warifuKeyOf } from "./warifu-key.ts";

export const PAYOUTS_USAGE = `npm run register -- payout-account [(--iban IBAN | --account NUMBER --bic BIC) --holder NAME]
                                       where payouts go, or shows the end of it
npm run register -- payout CURRENCY    pays out what the register has of it, now
npm run register -- payouts [PAYOUT]   the latest payouts, or what one contains
npm run register -- payout-schedule [daily|weekly|monthly|off [--minimum AMOUNT CURRENCY …]]
  --warifu-key-file FILE     a file with a line WARIFU_KEY=…, or the variable of that name`;

const OPTIONS = {
  "warifu-key-file": { type: "string" },
  iban: { type: "string" },
  account: { type: "string" },
  bic: { type: "string" },
  holder: { type: "string" },
  minimum: { type: "string", multiple: true },
} as const;
type Values = ReturnType<typeof readWords>["values"];
type Run = (warifu: Warifu, words: readonly string[], values: Values) => Promise<unknown>;

const COMMANDS: Readonly<Record<string, Run>> = {
  "payout-account": (warifu, _, { iban, account, bic, holder }) => {
    if (iban === undefined && account === undefined) return warifu.getPayoutAccount();
    if (holder === undefined) throw new Error("--holder is missing: whose account it is");
    return warifu.setPayoutAccount({
      holder,
      ...(iban === undefined ? {} : { iban: iban.replaceAll(" ", "").toUpperCase() }),
      ...(account === undefined ? {} : { account }),
      ...(bic === undefined ? {} : { bic: bic.toUpperCase() }),
    });
  },
  payout: (warifu, [currency]) => warifu.requestPayout(currencyNamed(currency)),
  payouts: (warifu, [payout]) =>
    payout === undefined ? warifu.listPayouts() : contents(warifu, payout),
  "payout-schedule": (warifu, [every], { minimum = [] }) => {
    if (every === undefined) return warifu.getPayoutSchedule();
    const schedule = v.safeParse(PayoutSchedule, { every, minimums: minimum.map(minimumNamed) });
    if (schedule.success) return warifu.setPayoutSchedule(schedule.output);
    throw new Error(`${v.getDotPath(schedule.issues[0])}: ${schedule.issues[0].message}`);
  },
};

export function isPayoutCommand(words: readonly string[]): boolean {
  return Object.hasOwn(COMMANDS, words[0] ?? "");
}

/** @returns what the command answers @throws Error with one sentence for whoever typed it */
export async function runPayoutCommand(
  words: readonly string[],
  env: Env,
  fetchAnswer: typeof fetch = fetch,
): Promise<unknown> {
  const { values, positionals } = readWords(words);
  const [name = "", ...rest] = positionals;
  const run = commandNamed(COMMANDS, name);
  const key = warifuKeyOf(values["warifu-key-file"], env.WARIFU_KEY);
  return run(createWarifu({ key, fetch: fetchAnswer }), rest, values);
}

function readWords(words: readonly string[]) {
  return parseArgs({ args: joinValues(words, OPTIONS), options: OPTIONS, allowPositionals: true });
}

async function contents(warifu: Warifu, payout: string): Promise<unknown> {
  const view = await warifu.getPayout(payout);
  const entries: unknown[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await warifu.listPayoutEntries(payout, cursor === undefined ? {} : { cursor });
    entries.push(...page.entries);
    if (page.next === undefined) return { ...view, entries };
    cursor = page.next;
  }
}

function currencyNamed(text: string | undefined): Currency {
  const currency = v.safeParse(Currency, text);
  if (currency.success) return currency.output;
  throw new Error(text === undefined ? "the currency is missing" : `not a currency: ${text}`);
}

/** @param text "50.00 USD" */
function minimumNamed(text: string): { currency: Currency; amount: number } {
  const [amount = "", code] = text.split(" ");
  const currency = currencyNamed(code);
  const money = parseMoney(amount, currency);
  if (money.ok) return { currency, amount: money.value.amount };
  throw new Error(`not an amount of ${currency}: ${amount}`);
}
