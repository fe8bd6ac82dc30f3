/**
 * Payouts, once the world is quiet: what tills gave and were lent is what the register has of them, a payout is what
 * it contains, the carrier's books and the treasury have each once, and all money is somewhere: at the tills, at the
 * register, or paid out.
 */

import type { RegisterId } from "../../protocol/ids.ts";
import type { Currency } from "../../protocol/money/money.ts";
import {
  availableIn,
  balanceOf,
  booksOf,
  isTaken,
  registersOf,
  type StoredBooks,
  type StoredRegister,
  type StoredTill,
  sweptOf,
  tillsOf,
} from "./paid-out.ts";
import type { PaidOutWorld } from "./stored-world.ts";

/** What went on, to be counted. */
export interface PaidOut {
  /** that the carrier took */
  readonly payouts: number;
  readonly refused: number;
  /** of these, those that nobody asked for */
  readonly scheduled: number;
  readonly loans: number;
  /** minor units of all currencies, as the tills were told them */
  readonly fees: number;
  /** for the bank */
  readonly files: number;
}

export function checkPayouts(world: PaidOutWorld): PaidOut {
  const registers = registersOf(world);
  const tills = tillsOf(world);
  const books = booksOf(world);
  for (const register of registers) {
    checkMoved(world, register, tills);
    checkPayoutsOf(
      world,
      register,
      books.find((one) => one.register === register.id),
    );
  }
  checkBooks(world, books);
  checkCaptured(world, registers, books);
  const files = checkTreasury(world, books);
  const all = registers.flatMap(({ payouts }) => payouts);
  return {
    payouts: all.filter(isTaken).length,
    refused: all.filter(({ status }) => status === "refused").length,
    scheduled: registers.reduce((sum, { scheduled }) => sum + scheduled, 0),
    loans: registers.reduce((sum, { loans }) => sum + loans.length, 0),
    fees: feesOf(world),
    files,
  };
}

function feesOf(world: PaidOutWorld): number {
  const lines = world
    .objectsOf("branch")
    .flatMap(({ disk }) => disk.rows<Line>(settledTo("fees_")));
  return sumOf(lines);
}

/** Row by row: what left a till arrived at the register, once, and what was lent arrived at the till. */
function checkMoved(
  { witness }: PaidOutWorld,
  { id, collections, loans, rounds, untold }: StoredRegister,
  tills: readonly StoredTill[],
): void {
  const own = tills.filter(({ register }) => register === id);
  const asking = own.reduce((sum, one) => sum + one.asking, 0);
  const open = () => `${id}: ${rounds} rounds, ${asking} loans asked for, ${untold} not told`;
  witness.expect("nothing is stuck", rounds + asking + untold === 0, open);
  const moved = (kind: string, sign: number) =>
    own
      .flatMap(({ bookings }) => bookings)
      .filter((one) => one.kind === kind)
      .map(({ ref, till, currency, amount }) => `${ref} ${till} ${sign * amount} ${currency}`)
      .sort();
  const given = collections.map((one) => `${one.ref} ${one.till} ${one.amount} ${one.currency}`);
  const lent = loans.map((one) => `${one.refund} ${one.till} ${one.amount} ${one.currency}`);
  expectEqual(witness, `${id} was given`, moved("collection", -1), given.sort());
  expectEqual(witness, `${id} lent`, moved("loan", 1), lent.sort());
}

function expectEqual(
  witness: PaidOutWorld["witness"],
  what: string,
  tills: readonly string[],
  register: readonly string[],
): void {
  const differ = () => {
    const [one] = tills.filter((row) => !register.includes(row));
    const [other] = register.filter((row) => !tills.includes(row));
    return `${what}: the tills ${one ?? "no more"}, the register ${other ?? "no more"}`;
  };
  const same = tills.join("\n") === register.join("\n");
  witness.expect("what tills gave is what the register has", same, differ);
}

function checkPayoutsOf(
  { witness }: PaidOutWorld,
  register: StoredRegister,
  books: StoredBooks | undefined,
): void {
  const { collections, loans, payouts } = register;
  const ordered = new Map(books?.payouts.map((one) => [one.id, one.amount]));
  for (const { id, number, currency, status, amount, code } of payouts) {
    const name = () => `payout ${number} of ${currency} is ${status} ${code ?? ""}`;
    const over = status !== "collecting" && status !== "ordering";
    witness.expect("nothing is stuck", over, name);
    const given = collections.filter(({ payout }) => payout === id);
    const lent = loans.filter(({ payout }) => payout === id);
    const sum = sumOf(given) - sumOf(lent);
    const own = status === "refused" ? 0 : amount;
    witness.expect(
      "a payout is what it contains",
      sum === own,
      () => `${name()}: ${amount}, ${sum}`,
    );
    // The tills' money is the branches', so the carrier has it whenever it is asked.
    witness.expect("what is paid out was captured", code !== "payout_unfunded", name);
    const paid = ordered.get(id);
    const agree = status === "refused" ? paid === undefined : paid === amount;
    witness.expect("the books agree with the register", agree, () => `${name()}: books ${paid}`);
    ordered.delete(id);
  }
  const unknown = () => `${register.id} doesn't know ${[...ordered.keys()]}`;
  witness.expect("the books agree with the register", ordered.size === 0, unknown);
  for (const [currency, own] of Map.groupBy(payouts, (one) => one.currency)) {
    const gapless = own.every(({ number }, at) => number === at + 1);
    const numbers = () => `${currency}: ${own.map(({ number }) => number)}`;
    witness.expect("a payout is paid out once", gapless, numbers);
  }
}

function sumOf(rows: readonly { readonly amount: number }[]): number {
  return rows.reduce((sum, { amount }) => sum + amount, 0);
}

/** Every sweep is one transfer of its branch, and what is left in the books is what was swept and not paid out. */
function checkBooks(world: PaidOutWorld, books: readonly StoredBooks[]): void {
  const { witness } = world;
  const nameOf = (one: { register: string; branch: number; number: number; amount: number }) =>
    `${one.register} ${one.branch} ${one.number} ${one.amount}`;
  const given = sweptOf(world).map(nameOf).sort();
  const taken = books.flatMap(({ sweeps }) => sweeps.map(nameOf)).sort();
  const both = () => `${given.length} sweeps given, ${taken.length} taken`;
  witness.expect("the books agree with the register", given.join() === taken.join(), both);
  for (const { register, sweeps, payouts, balances } of books)
    for (const { currency, amount } of balances) {
      const of = (one: { currency: Currency }) => one.currency === currency;
      const left = sumOf(sweeps.filter(of)) - sumOf(payouts.filter(of));
      const differ = () => `${register}: ${amount} ${currency} in the books, rows come to ${left}`;
      witness.expect("the books agree with the register", left === amount, differ);
    }
}

interface Line {
  readonly account: string;
  readonly currency: Currency;
  readonly amount: number;
}

const settledTo = (
  prefix: "set_" | "fees_",
) => `SELECT value->>0 AS account, currency, sum(value->>1) AS amount
  FROM (SELECT currency, postings FROM outcomes WHERE postings IS NOT NULL
        UNION ALL SELECT currency, postings FROM orders) AS journal, json_each(journal.postings)
  WHERE substr(value->>0, 1, length('${prefix}')) = '${prefix}' GROUP BY 1, 2`;

/** What payers' branches credited a register, less refunds and fees: at its tills, at the register, or paid out. */
function checkCaptured(
  world: PaidOutWorld,
  registers: readonly StoredRegister[],
  books: readonly StoredBooks[],
): void {
  const { witness } = world;
  const lines = world.objectsOf("branch").flatMap(({ disk }) => disk.rows<Line>(settledTo("set_")));
  const credited = new Map<string, number>();
  for (const { account, currency, amount } of lines) {
    const key = `${account} ${currency}`;
    credited.set(key, (credited.get(key) ?? 0) + amount);
  }
  for (const register of registers)
    for (const currency of ["JPY", "USD"] as Currency[]) {
      const settled = credited.get(`${settlementOf(register.id)} ${currency}`) ?? 0;
      const there = availableIn(world, register.id, currency);
      const own = books.find((one) => one.register === register.id);
      const paid = sumOf((own?.payouts ?? []).filter((one) => one.currency === currency));
      const parts = () => `${register.id}: ${settled} credited, ${there} there, ${paid} paid out`;
      witness.expect("what is paid out was captured", settled === there + paid, parts);
      const balance = balanceOf(register, currency);
      witness.expect("what is paid out was captured", balance >= 0, () => `${register.id} owes`);
    }
}

function settlementOf(register: RegisterId): string {
  return `set_${register.slice("reg_".length)}`;
}

/** @returns how many files were made */
function checkTreasury(world: PaidOutWorld, books: readonly StoredBooks[]): number {
  const { witness } = world;
  const [disk] = world.objectsOf("treasury").map((one) => one.disk);
  const told = disk?.hasTable("payouts")
    ? disk.rows<{ id: string; register: string; amount: number; file: string | null }>(
        "SELECT id, register, amount, file FROM payouts ORDER BY id",
      )
    : [];
  const ordered = books
    .flatMap(({ register, payouts }) => payouts.map((one) => `${one.id} ${register} ${one.amount}`))
    .sort();
  const listed = told.map(({ id, register, amount }) => `${id} ${register} ${amount}`).sort();
  const both = () => `${ordered.length} in the books, ${listed.length} at the treasury`;
  witness.expect("the bank is told of each payout once", ordered.join() === listed.join(), both);
  const files = disk?.hasTable("files")
    ? disk.rows<{ id: string; payouts: number; total: string; sent: number | null }>(
        "SELECT id, payouts, total, sent FROM files ORDER BY id",
      )
    : [];
  for (const { id, payouts, total, sent } of files) {
    const own = told.filter(({ file }) => file === id);
    const whole = own.length === payouts && `${sumOf(own)}` === total && sent !== null;
    const said = () => `${id}: ${payouts} of ${total}, holds ${own.length} of ${sumOf(own)}`;
    witness.expect("the bank is told of each payout once", whole, said);
  }
  const waiting = () => `${told.filter(({ file }) => file === null).length} wait for ever`;
  const noneWaits = told.every(({ file }) => file !== null);
  witness.expect("the bank is told of each payout once", noneWaits, waiting);
  return files.length;
}
