/**
 * The whole carrier's journal: every branch's, and every register's Books. Pure. What a branch swept and Books has
 * received stand as two transfers, so that what is on its way between the two has an account of its own; every
 * balance that is asserted is one that somebody's own rows say [LE59].
 */

import type { PayoutId, RegisterId } from "../../../protocol/ids.ts";
import { addMinor, type Currency } from "../../../protocol/money/money.ts";
import type { AccountBalance, JournalEntry, JournalExtract } from "../branch/journal-entry.ts";
import { booksAccount, paidOutAccount, transfer } from "../branch/ledger.ts";

interface BooksPayout {
  readonly id: PayoutId;
  readonly currency: Currency;
  /** minor units */
  readonly amount: number;
  /** ms since the epoch */
  readonly at: number;
}

/** What one register's Books has, of one moment. */
export interface BooksExtract {
  readonly register: RegisterId;
  readonly sweeps: readonly {
    readonly branch: number;
    readonly currency: Currency;
    readonly number: number;
    readonly amount: number;
    readonly at: number;
  }[];
  readonly payouts: readonly BooksPayout[];
  /** those of them that the bank sent back, each at the time it did */
  readonly returned: readonly BooksPayout[];
  readonly balances: readonly { readonly currency: Currency; readonly amount: number }[];
}

export function wholeCarrier(
  mode: "test" | "live",
  branches: readonly JournalExtract[],
  books: readonly BooksExtract[],
): JournalExtract {
  const swept = new Set(books.map(({ register }) => booksAccount(register)));
  const entries = [
    ...branches.flatMap((branch) => branch.entries.map((entry) => onItsWay(entry, swept))),
    ...books.flatMap((one) => booksEntries(mode, one)),
  ];
  const balances = [
    ...branches.flatMap((branch) => branch.balances.filter(({ account }) => !swept.has(account))),
    ...books.flatMap(({ register, balances: own }) =>
      own.map((balance) => ({ account: booksAccount(register), ...balance })),
    ),
  ];
  return { entries: entries.sort((a, b) => a.at - b.at), balances: added(balances) };
}

/** A branch's posting to a register's Books is on its way until Books has it. */
function onItsWay(entry: JournalEntry, swept: ReadonlySet<string>): JournalEntry {
  const postings = entry.postings.map((posting) =>
    swept.has(posting.account) ? { ...posting, account: sweptAccount(posting.account) } : posting,
  );
  return { ...entry, postings };
}

function sweptAccount(account: string): string {
  return `swept_${account.slice("books_".length)}`;
}

function booksEntries(
  mode: "test" | "live",
  { register, sweeps, payouts, returned }: BooksExtract,
): JournalEntry[] {
  const account = booksAccount(register);
  const received = sweeps.map(({ branch, currency, number, amount, at }): JournalEntry => {
    const postings = [
      { account: sweptAccount(account), amount: -amount },
      { account, amount },
    ];
    const id = `received/${register}/${branch}/${currency}/${number}`;
    return { ...transfer(currency, postings), id, kind: "sweep", at };
  });
  const moved = ({ currency, amount }: BooksPayout, sign: 1 | -1) =>
    transfer(currency, [
      { account, amount: -sign * amount },
      { account: paidOutAccount(mode), amount: sign * amount },
    ]);
  const paid = payouts.map(
    (one): JournalEntry => ({ ...moved(one, 1), id: one.id, kind: "payout", at: one.at }),
  );
  const back = returned.map(
    (one): JournalEntry => ({
      ...{ ...moved(one, -1), id: `returned/${one.id}`, kind: "payout_returned", at: one.at },
    }),
  );
  return [...received, ...paid, ...back];
}

/** The carrier's own accounts are in every branch: what all of them say together. */
function added(balances: readonly AccountBalance[]): AccountBalance[] {
  const sums = new Map<string, AccountBalance>();
  for (const balance of balances) {
    const key = `${balance.account} ${balance.currency}`;
    const amount = addMinor(sums.get(key)?.amount ?? 0, balance.amount);
    sums.set(key, { ...balance, amount });
  }
  return [...sums.values()];
}
