/**
 * A register's journal as plain text accounting [LE58]: its tills, what is on its way between them and the
 * register, the register, and what was paid out, against sales, fees and refunds. Pure. At the end what each till
 * and the register have by their own rows, as assertions. Of the payer it knows nothing.
 */

import {
  hledgerText,
  type LedgerBalance,
  type LedgerTransaction,
  tagText,
} from "../../../protocol/count/hledger.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { ShopEntry } from "../../../protocol/register/payouts.ts";
import { isTaken, payoutEntry, type RegisterBooks } from "./register-books.ts";

const FEES = "expenses:fees";
const TRANSIT = "assets:in-transit";
const REGISTER = "assets:register";
const PAID_OUT = "assets:paid-out";

/** Where the money of a till's entry comes from, or goes to. */
const SOURCES: Readonly<Record<string, string>> = {
  sale: "income:sales",
  capture: "income:sales",
  collection: TRANSIT,
  loan: TRANSIT,
};
const REFUNDS = "income:refunds";

/** One till's whole journal, and what it has by its own sums. */
export interface TillBooks {
  readonly till: number;
  readonly entries: readonly ShopEntry[];
  readonly balances: Readonly<Partial<Record<Currency, number>>>;
}

export function shopHledger(tills: readonly TillBooks[], books: RegisterBooks): string {
  const all = [
    ...tills.flatMap(({ till, entries }) => entries.map((entry) => tillTransaction(till, entry))),
    ...books.collections.map(collected),
    ...books.loans.map(lent),
    ...books.payouts.filter(isTaken).map((payout) => paidOut(payoutEntry(payout))),
  ];
  const balances: LedgerBalance[] = [
    ...tills.flatMap(({ till, balances }) =>
      (Object.entries(balances) as [Currency, number][]).map(([currency, amount]) => ({
        ...{ account: tillAccount(till), currency, amount },
      })),
    ),
    ...books.balances.map((balance) => ({ account: REGISTER, ...balance })),
  ];
  return hledgerText(
    all.sort((a, b) => a.at - b.at),
    balances,
  );
}

function tillAccount(till: number): string {
  return `assets:tills:${till}`;
}

function tillTransaction(till: number, entry: ShopEntry): LedgerTransaction {
  const { kind, at, currency, amount, fee, net } = entry;
  const postings = [
    { account: tillAccount(till), amount: net },
    { account: FEES, amount: fee },
    { account: SOURCES[kind] ?? REFUNDS, amount: 0 - amount },
  ];
  const moved = postings.filter((posting) => posting.amount !== 0);
  return { kind, at, currency, tags: tagsOf(entry), postings: moved };
}

/** A sale names its trade; a capture or a refund names it too, and itself. */
function tagsOf({ kind, till, sale, ref, trade, reference }: ShopEntry): [string, string][] {
  if (trade === undefined) return [["transfer", tagText(`${kind}/${ref}`)]];
  return [
    ["trade", trade],
    ...(ref === undefined ? [] : [["order", tagText(ref)] as [string, string]]),
    ...(sale === undefined ? [] : [["sale", `${till}/${sale}`] as [string, string]]),
    ...(reference === undefined ? [] : [["reference", tagText(reference)] as [string, string]]),
  ];
}

type Moved = Pick<ShopEntry, "currency" | "amount" | "at">;

function collected({ ref, till, ...moved }: Moved & { ref: string; till: number }) {
  return between("collected", `${ref}/${till}`, TRANSIT, REGISTER, moved);
}

function lent({ refund, till, ...moved }: Moved & { refund: string; till: number }) {
  return between("lent", `${refund}/${till}`, REGISTER, TRANSIT, moved);
}

function paidOut({ ref = "", net, ...moved }: ShopEntry) {
  return between("payout", ref, REGISTER, PAID_OUT, { ...moved, amount: -net });
}

function between(
  kind: string,
  id: string,
  from: string,
  to: string,
  { currency, amount, at }: Moved,
): LedgerTransaction {
  const postings = [
    { account: from, amount: -amount },
    { account: to, amount },
  ];
  return { kind, at, currency, tags: [["transfer", tagText(id)]], postings };
}
