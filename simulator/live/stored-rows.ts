/** What stands on the disks of the live world's objects: what is still to be done, and what must never change again. */

import type { StoredObject } from "../checks/stored-world.ts";
import type { LiveWorld } from "./live-world.ts";

const FINAL = {
  branch: {
    outcomes: "SELECT * FROM outcomes ORDER BY trade, attempt",
    orders: "SELECT * FROM orders ORDER BY trade, id",
    certificates: "SELECT * FROM certificates ORDER BY number",
    transfers: "SELECT * FROM transfers ORDER BY id",
    operator_acts: "SELECT * FROM operator_acts ORDER BY number",
    accounts: "SELECT id, status, balances, spent, holds FROM accounts ORDER BY id",
  },
  till: {
    trades: "SELECT * FROM trades ORDER BY id",
    orders: "SELECT * FROM orders ORDER BY trade, kind, key",
    bookings: "SELECT * FROM bookings ORDER BY number",
  },
  register: {
    payouts: "SELECT * FROM payouts ORDER BY row",
    collections: "SELECT * FROM collections ORDER BY ref, till",
    loans: "SELECT * FROM loans ORDER BY refund",
  },
} as const;

const TO_DO = {
  branch: { accounts: "SELECT 1 FROM accounts WHERE outbox <> '[]'" },
  till: {
    orders: "SELECT 1 FROM orders WHERE state ->> '$.status' = 'pending'",
    asked_loans: "SELECT 1 FROM asked_loans",
  },
  register: {
    rounds: "SELECT 1 FROM rounds WHERE done = 0",
    loans: "SELECT 1 FROM loans WHERE told = 0",
    payouts: "SELECT 1 FROM payouts WHERE status IN ('collecting', 'ordering')",
  },
} as const;

type Queries = Readonly<Record<string, string>>;

/** Nothing of a table that the object hasn't made. */
function rowsOf({ disk }: StoredObject, queries: Queries): unknown[][] {
  return Object.entries(queries).map(([table, query]) =>
    disk.hasTable(table) ? disk.rows(query) : [],
  );
}

const KINDS = ["branch", "till", "register"] as const;

/** @returns rows of things that objects have begun and not ended */
export function stillToDo(world: LiveWorld): number {
  return KINDS.flatMap((kind) =>
    world.objectsOf(kind).flatMap((object) => rowsOf(object, TO_DO[kind]).flat()),
  ).length;
}

/** Outcomes, orders, transfers, acts, balances, trades and payouts, as a text to compare. */
export function storedRows(world: LiveWorld): string {
  return JSON.stringify(
    KINDS.map((kind) => world.objectsOf(kind).map((object) => rowsOf(object, FINAL[kind]))),
  );
}
