/**
 * Plain text accounting as hledger reads it: transactions sorted by date, and at the end what each account has,
 * as assertions, so that any hledger re-adds the books and says where they are wrong [LE18]. Pure.
 */

import type { Currency } from "../money/money.ts";
import { decimalText } from "../money/money-text.ts";

/** One transfer: its postings sum to zero. */
export interface LedgerTransaction {
  /** one word */
  readonly kind: string;
  /** ms since the epoch */
  readonly at: number;
  readonly currency: Currency;
  /** names and texts of tags, such as `trade` and its id */
  readonly tags: readonly (readonly [string, string])[];
  readonly postings: readonly { readonly account: string; readonly amount: number }[];
}

/** What an account must come to. */
export interface LedgerBalance {
  readonly account: string;
  readonly currency: Currency;
  /** minor units */
  readonly amount: number;
}

/** Without it "1.500 KWD" could be read as one thousand five hundred. */
const HEADER = "decimal-mark .\n";

/** @param transactions oldest first */
export function hledgerText(
  transactions: readonly LedgerTransaction[],
  balances: readonly LedgerBalance[],
): string {
  const assertions = assertionsOf(balances, transactions.at(-1)?.at ?? 0);
  return [HEADER, ...transactions.map(transactionText), ...assertions].join("\n");
}

function transactionText({ kind, at, currency, tags, postings }: LedgerTransaction): string {
  const time = new Date(at).toISOString();
  const tagged = [...tags, ["time", time] as const].map(([name, text]) => `${name}:${text}`);
  const lines = postings.map(
    ({ account, amount }) => `    ${account}  ${decimalText({ amount, currency })} ${currency}`,
  );
  return [`${time.slice(0, 10)} ${kind}  ; ${tagged.join(", ")}`, ...lines, ""].join("\n");
}

/** One transaction that moves nothing. On the last day, since hledger checks assertions in order of dates. */
function assertionsOf(balances: readonly LedgerBalance[], at: number): string[] {
  if (balances.length === 0) return [];
  const lines = balances.map(({ account, amount, currency }) => {
    const [nothing, all] = [0, amount].map((one) => decimalText({ amount: one, currency }));
    return `    ${account}  ${nothing} ${currency} = ${all} ${currency}`;
  });
  return [[`${new Date(at).toISOString().slice(0, 10)} balances`, ...lines, ""].join("\n")];
}

/** Somebody's own text as a tag's: what ends a tag or a comment is taken out. */
export function tagText(text: string): string {
  return text.replace(/[^\w./#-]/g, "_");
}
