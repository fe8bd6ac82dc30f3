/**
 * `npm run register -- statement…` and `journal`: what a register has earned, for whoever holds its WARIFU_KEY, to
 * read (JSON) or to keep the books by (CSV, a page for paper, hledger). Reads only; a reading key is enough.
 */

import { parseArgs } from "node:util";
import { decimalText } from "../protocol/money/money-text.ts";
import type { ShopEntry } from "../protocol/register/payouts.ts";
import { createWarifu } from "../register-server/create-warifu.ts";
import { commandNamed } from "./command-named.ts";
import { joinValues } from "./option-values.ts";
import { type Env, warifuKeyOf } from "./warifu-key.ts";

export const REPORTS_USAGE = `npm run register -- statement MONTH [--csv | --html [--lang ja]]
                                       a month, such as 2026-11: every sale, fee, refund and payout
npm run register -- journal [--csv | --hledger]
                                       the same since the register was made, till by till
  --warifu-key-file FILE     a file with a line WARIFU_KEY=…, or the variable of that name`;

const OPTIONS = {
  "warifu-key-file": { type: "string" },
  csv: { type: "boolean" },
  html: { type: "boolean" },
  hledger: { type: "boolean" },
  lang: { type: "string" },
} as const;
type Values = ReturnType<typeof readWords>["values"];

interface Asking {
  readonly key: string;
  readonly fetch: typeof fetch;
}

const COMMANDS: Readonly<
  Record<string, (asking: Asking, words: readonly string[], values: Values) => Promise<unknown>>
> = {
  statement: async (asking, [month = ""], { csv, html, lang }) => {
    if (!/^\d{4}-\d\d$/.test(month)) throw new Error("the month is missing, such as 2026-11");
    const warifu = createWarifu(asking);
    if (csv) return warifu.getStatementText(month, { format: "csv" });
    if (!html) return warifu.getStatement(month);
    if (lang !== undefined && lang !== "en" && lang !== "ja")
      throw new Error("--lang takes en or ja");
    return warifu.getStatementText(month, { format: "html", ...(lang ? { lang } : {}) });
  },
  journal: async (asking, _, { csv, hledger }) => {
    const warifu = createWarifu(asking);
    if (hledger) return warifu.exportJournal();
    const entries: ShopEntry[] = [];
    for await (const entry of warifu.eachJournalEntry()) entries.push(entry);
    return csv ? journalCsv(entries) : { entries };
  },
};

export function isReportCommand(words: readonly string[]): boolean {
  return Object.hasOwn(COMMANDS, words[0] ?? "");
}

/** @returns what the command answers: a text as it is, or what is shown as JSON @throws Error with one sentence */
export async function runReportCommand(
  words: readonly string[],
  env: Env,
  fetchAnswer: typeof fetch = fetch,
): Promise<unknown> {
  const { values, positionals } = readWords(words);
  const [name = "", ...rest] = positionals;
  const run = commandNamed(COMMANDS, name);
  const key = warifuKeyOf(values["warifu-key-file"], env.WARIFU_KEY);
  return run({ key, fetch: fetchAnswer }, rest, values);
}

function readWords(words: readonly string[]) {
  return parseArgs({ args: joinValues(words, OPTIONS), options: OPTIONS, allowPositionals: true });
}

const COLUMNS = "time,currency,entry,till,sale,id,trade,reference,gross,fee,net";

/** RFC 4180, amounts as exact decimals: the columns of a statement's CSV. */
export function journalCsv(entries: readonly ShopEntry[]): string {
  const lines = entries.map((entry) => {
    const { at, kind, till, sale, ref, trade, reference = "", currency, amount, fee, net } = entry;
    const sums = [amount, fee, net].map((sum) => decimalText({ amount: sum, currency }));
    const names = [till, sale, ref, trade, quoted(reference)];
    return [new Date(at).toISOString(), currency, kind, ...names, ...sums].join(",");
  });
  return `${[COLUMNS, ...lines].join("\r\n")}\r\n`;
}

/** The shop's own text: a spreadsheet would run one that starts like a formula. */
function quoted(text: string): string {
  if (text === "") return "";
  const shown = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${shown.replaceAll('"', '""')}"`;
}
