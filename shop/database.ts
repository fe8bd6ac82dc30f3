/**
 * The shop's database: baskets, orders, and each order's trades. The indexes are the rules: a trade belongs
 * to one order, an order has one live trade at a time, an order's number is given once.
 */

import { DatabaseSync } from "node:sqlite";

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS baskets (
    session TEXT PRIMARY KEY,
    locker TEXT NOT NULL DEFAULT 'station'
  ) STRICT;
  CREATE TABLE IF NOT EXISTS basket_lines (
    session TEXT NOT NULL,
    product TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 99),
    PRIMARY KEY (session, product)
  ) STRICT, WITHOUT ROWID;
  -- What was asked never changes after the row is made. 'replaced': the basket went on without it; a payment
  -- that was under way still makes it 'paid'.
  CREATE TABLE IF NOT EXISTS orders (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('unpaid', 'replaced', 'paid')),
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    lines TEXT NOT NULL,
    locker TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    number INTEGER UNIQUE,
    paid_trade TEXT UNIQUE,
    receipt TEXT,
    paid_at INTEGER,
    CHECK ((state = 'paid') = (number IS NOT NULL AND paid_trade IS NOT NULL AND receipt IS NOT NULL))
  ) STRICT;
  CREATE INDEX IF NOT EXISTS orders_of_session ON orders (session, created_at);
  -- The key is stored before the trade is asked for, the trade before its id leaves.
  CREATE TABLE IF NOT EXISTS order_trades (
    key TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    deadline INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    trade TEXT UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('live', 'settled', 'ended')),
    asked_at INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS one_live_trade ON order_trades (order_id) WHERE state = 'live';
  -- What Warifu last said of an order's money, minor units. 'later': it is reserved first, and taken when the
  -- goods are sent. Orders of older code have no row: they were paid at once.
  CREATE TABLE IF NOT EXISTS order_money (
    order_id TEXT PRIMARY KEY REFERENCES orders (id),
    later INTEGER NOT NULL CHECK (later IN (0, 1)),
    status TEXT NOT NULL,
    captured INTEGER NOT NULL,
    refunded INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE VIEW IF NOT EXISTS orders_with_money AS
    SELECT orders.*, orders.rowid AS position, coalesce(later, 0) AS later,
      coalesce(status, CASE orders.state WHEN 'paid' THEN 'settled' ELSE 'open' END) AS status,
      coalesce(captured, CASE orders.state WHEN 'paid' THEN amount ELSE 0 END) AS captured,
      coalesce(refunded, 0) AS refunded
    FROM orders LEFT JOIN order_money ON order_id = orders.id;
  -- What the payer chose to give, as JSON. No row: nothing, and the parcel goes to the locker.
  CREATE TABLE IF NOT EXISTS order_delivery (
    order_id TEXT PRIMARY KEY REFERENCES orders (id),
    fields TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- What was done at the shop's desk. The key is stored before Warifu is asked; 'said' is its answer.
  CREATE TABLE IF NOT EXISTS desk_acts (
    key TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    act TEXT NOT NULL CHECK (act IN ('capture', 'void', 'refund')),
    amount INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    said TEXT
  ) STRICT;
  -- Paid again by another trade of the same order. It can't happen while Warifu keeps its rules; were it to,
  -- the money is written down here and given back by hand.
  CREATE TABLE IF NOT EXISTS surplus_payments (
    trade TEXT PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    receipt TEXT NOT NULL,
    found_at INTEGER NOT NULL
  ) STRICT;
`;

/** @param path of the file, or `:memory:` */
export function openDatabase(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 5_000 });
  // FULL: what is committed survives the loss of power, not only of the process.
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
  db.exec(SCHEMA);
  return db;
}

/** One transaction, whole or not at all. Synchronous, so nothing of this process comes in between. */
export function inTransaction<T>(db: DatabaseSync, act: () => T): T {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = act();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}
