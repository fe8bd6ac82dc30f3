/**
 * The rows of registers, books and treasury, read from their disks: what tills gave and were lent, payouts on both
 * sides, sweeps, and what the bank was told.
 */

import type { PayoutId, RegisterId, TradeId } from "../../protocol/ids.ts";
import type { Currency } from "../../protocol/money/money.ts";
import type {
  Collection,
  Loan,
  PayoutRecord,
} from "../../worker/synchronous-server/register/records.ts";
import type { Refundable } from "../parties/last-refunds.ts";
import type { PaidOutWorld, StoredObject } from "./stored-world.ts";

/** Where the row belongs: the payout it became part of. */
type Part = { readonly payout: PayoutId | null };

export interface StoredRegister {
  readonly id: RegisterId;
  readonly collections: readonly (Collection & Part)[];
  readonly loans: readonly (Loan & Part)[];
  readonly payouts: readonly PayoutRecord[];
  /** begun, and not ended */
  readonly rounds: number;
  /** payouts that nobody asked for */
  readonly scheduled: number;
  /** loans that their tills may not have heard of */
  readonly untold: number;
}

/** What moved between a till and its register, as the till has it. */
export interface TillBooking {
  readonly register: RegisterId;
  readonly till: number;
  readonly kind: "collection" | "loan";
  readonly ref: string;
  readonly currency: Currency;
  readonly amount: number;
}

export interface StoredTill {
  readonly register: RegisterId;
  readonly till: number;
  readonly balances: Readonly<Partial<Record<Currency, number>>>;
  readonly bookings: readonly TillBooking[];
  /** loans that were asked for and not answered */
  readonly asking: number;
}

export interface StoredSweep {
  readonly register: RegisterId;
  readonly branch: number;
  readonly currency: Currency;
  readonly number: number;
  readonly amount: number;
}

export interface StoredBooks {
  readonly register: RegisterId;
  readonly sweeps: readonly StoredSweep[];
  readonly payouts: readonly { id: PayoutId; currency: Currency; amount: number; list: string }[];
  readonly balances: readonly { currency: Currency; amount: number }[];
}

/** A payout in its register's money: whatever became of a refused one, it has none. */
export function isTaken({ status }: PayoutRecord): boolean {
  return ["ordering", "ordered", "paid"].includes(status);
}

export function registersOf(world: PaidOutWorld): StoredRegister[] {
  return world.objectsOf("register").flatMap(({ disk }) => {
    if (!disk.hasTable("register")) return [];
    const [own] = disk.rows<{ id: RegisterId }>("SELECT id FROM register");
    const count = (rows: string) =>
      disk.rows<{ n: number }>(`SELECT count(*) AS n FROM ${rows}`)[0]?.n ?? 0;
    return own
      ? {
          id: own.id,
          collections: disk.rows<Collection & Part>("SELECT * FROM collections ORDER BY ref, till"),
          loans: disk.rows<Loan & Part>("SELECT * FROM loans ORDER BY refund"),
          payouts: disk.rows<PayoutRecord>("SELECT * FROM payouts ORDER BY row"),
          rounds: count("rounds WHERE done = 0"),
          scheduled: count("payout_keys WHERE idempotency_key LIKE 'schedule/%'"),
          untold: count("loans WHERE told = 0"),
        }
      : [];
  });
}

export function tillsOf(world: PaidOutWorld): StoredTill[] {
  return world.objectsOf("till").flatMap(({ disk }) => {
    if (!disk.hasTable("bookings")) return [];
    const [own] = disk.rows<{ config: string; sums: string }>("SELECT config, sums FROM till");
    if (!own) return [];
    const { register, till } = JSON.parse(own.config);
    const query = `SELECT kind, ref, currency, amount FROM bookings
                   WHERE kind IN ('collection', 'loan') ORDER BY number`;
    const bookings = disk
      .rows<Omit<TillBooking, "register" | "till">>(query)
      .map((row) => ({ ...row, register, till }));
    const [asking] = disk.rows<{ n: number }>("SELECT count(*) AS n FROM asked_loans");
    const { balances } = JSON.parse(own.sums);
    return { register, till, balances, bookings, asking: asking?.n ?? 0 };
  });
}

export function booksOf(world: PaidOutWorld): StoredBooks[] {
  return world.objectsOf("books").flatMap(({ name, disk }) => {
    if (!disk.hasTable("sweeps")) return [];
    const register = name.split(" ")[1] as RegisterId;
    const sweeps = disk
      .rows<Omit<StoredSweep, "register">>(
        "SELECT branch, currency, number, amount FROM sweeps ORDER BY branch, currency, number",
      )
      .map((row) => ({ ...row, register }));
    return {
      register,
      sweeps,
      payouts: disk.rows("SELECT id, currency, amount, list FROM payouts ORDER BY id"),
      balances: disk.rows("SELECT currency, amount FROM balances ORDER BY currency"),
    };
  });
}

/** What the branches gave, as their journals have it. */
export function sweptOf(world: PaidOutWorld): Omit<StoredSweep, "currency">[] {
  const query = `SELECT transfers.id AS id, value->>1 AS amount
    FROM transfers, json_each(transfers.postings)
    WHERE kind = 'sweep' AND value->>0 LIKE 'books_%' ORDER BY 1`;
  return world.objectsOf("branch").flatMap(({ name, disk }) =>
    disk.rows<{ id: string; amount: number }>(query).map(({ id, amount }) => {
      const [, register, , number] = id.split("/") as [string, RegisterId, string, string];
      return { register, branch: Number(name.split("/").at(-1)), number: Number(number), amount };
    }),
  );
}

/** By currency, minor units, of one register. */
export function availableIn(world: PaidOutWorld, id: RegisterId, currency: Currency): number {
  const own = registersOf(world).find((register) => register.id === id);
  const free = own ? balanceOf(own, currency) : 0;
  return tillsOf(world)
    .filter(({ register }) => register === id)
    .reduce((sum, { balances }) => sum + (balances[currency] ?? 0), free);
}

/** Collected, and neither lent nor a payout's: minor units. */
export function balanceOf({ collections, loans }: StoredRegister, currency: Currency): number {
  const free = (rows: readonly (Part & { currency: Currency; amount: number })[]) =>
    rows.reduce(
      (sum, row) => (row.payout === null && row.currency === currency ? sum + row.amount : sum),
      0,
    );
  return free(collections) - free(loans);
}

/** What could still be refunded, by the tills' rows. */
export function refundableOf(world: PaidOutWorld): Refundable[] {
  return world.objectsOf("till").flatMap((till) => refundableAt(world, till));
}

interface TradeRow {
  readonly id: TradeId;
  readonly state: string;
  readonly terms: string;
  readonly refunded: number;
}

function refundableAt({ names }: PaidOutWorld, { disk }: StoredObject): Refundable[] {
  if (!disk.hasTable("trades")) return [];
  const [own] = disk.rows<{ config: string; sums: string }>("SELECT config, sums FROM till");
  if (!own) return [];
  const { register } = JSON.parse(own.config);
  const { balances } = JSON.parse(own.sums);
  const query = `SELECT id, state, terms, refunded FROM trades
    WHERE state ->> '$.state' IN ('settled', 'completed') ORDER BY id`;
  return disk.rows<TradeRow>(query).flatMap(({ id, state, terms, refunded }) => {
    const { amount, currency } = JSON.parse(terms).payload;
    const { captured = amount } = JSON.parse(state);
    const left = captured - refunded;
    if (left <= 0) return [];
    const lacks = Math.max(0, left - (balances[currency] ?? 0));
    return { name: names.get(id) ?? "", trade: id, register, currency, left, lacks };
  });
}
