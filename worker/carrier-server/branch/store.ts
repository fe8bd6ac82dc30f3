/**
 * A branch's tables and every statement on them. A settle is two rows: the outcome with its postings
 * inside, and the account with balance and outbox. One statement per table for a batch, plain ones for a
 * single request. Nothing is ever deleted, and an outcome is never updated [LE5].
 */

import type { AccountId, RegisterId, TradeId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money.ts";
import type { RefusedOutcomeCode } from "../../../protocol/problem.ts";
import type { Hash } from "../../../protocol/signature.ts";
import type { Database, Row } from "../../objects/database.ts";
import { type Account, assertBalanced, type Posting } from "./ledger.ts";
import type { RecordedOutcome } from "./recorded-outcome.ts";
import type { Changes, StoredTransfer } from "./turn.ts";

export const BRANCH_MIGRATIONS = [
  `CREATE TABLE accounts (
     id TEXT PRIMARY KEY, status TEXT NOT NULL, devices TEXT NOT NULL, balances TEXT NOT NULL,
     outbox TEXT NOT NULL, opened_at INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE outcomes (
     trade TEXT NOT NULL, attempt INTEGER NOT NULL, account TEXT NOT NULL, kind TEXT NOT NULL, code TEXT,
     confirmation TEXT, amount INTEGER, currency TEXT, register TEXT, postings TEXT, receipt TEXT,
     decided_at INTEGER NOT NULL, PRIMARY KEY (trade, attempt)
   ) WITHOUT ROWID;
   CREATE TABLE transfers (
     id TEXT PRIMARY KEY, kind TEXT NOT NULL, currency TEXT NOT NULL, postings TEXT NOT NULL,
     at INTEGER NOT NULL
   ) WITHOUT ROWID;`,
] as const;

type Cell = string | number | null;

/** The sum of all postings of one account in one currency, minor units. */
export interface TrialBalanceLine {
  readonly account: string;
  readonly currency: Currency;
  readonly amount: number;
}

export class BranchStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  account(id: AccountId): Account | undefined {
    const [row] = this.#database.exec<AccountRow>("SELECT * FROM accounts WHERE id = ?", id);
    return row && accountOf(row);
  }

  /** Reads every account: only after a cold start with something left to send. An index would cost a row per settle. */
  accountsWithOutbox(): Account[] {
    return this.#database
      .exec<AccountRow>("SELECT * FROM accounts WHERE outbox <> '[]'")
      .map(accountOf);
  }

  outcomes(trade: TradeId): RecordedOutcome[] {
    return this.#database
      .exec<OutcomeRow>("SELECT * FROM outcomes WHERE trade = ? ORDER BY attempt", trade)
      .map(outcomeOf);
  }

  /** Inside a transaction only. */
  write({ opened, changed, outcomes, transfers }: Changes): void {
    this.#insert("outcomes", outcomes.map(cellsOfOutcome));
    this.#update(changed.map(cellsOfAccount));
    this.#insert("accounts", opened.map(cellsOfAccount));
    this.#insert("transfers", transfers.map(cellsOfTransfer));
  }

  /** Every account that ever had a posting, the carrier's and the registers' too: the amounts of a currency sum to zero. */
  trialBalance(): TrialBalanceLine[] {
    return this.#database.exec<{ account: string; currency: Currency; amount: number }>(
      `SELECT value->>0 AS account, currency, sum(value->>1) AS amount
       FROM (SELECT currency, postings FROM outcomes WHERE postings IS NOT NULL
             UNION ALL SELECT currency, postings FROM transfers) AS journal, json_each(journal.postings)
       GROUP BY 1, 2 ORDER BY 2, 1`,
    );
  }

  #insert(table: "accounts" | "outcomes" | "transfers", rows: readonly Cell[][]): void {
    const [first] = rows;
    if (!first) return;
    if (rows.length === 1) {
      const marks = first.map(() => "?").join(", ");
      this.#database.exec(`INSERT INTO ${table} VALUES (${marks})`, ...first);
      return;
    }
    const cells = first.map((_, column) => `value->>${column}`).join(", ");
    this.#database.exec(
      `INSERT INTO ${table} SELECT ${cells} FROM json_each(?)`,
      JSON.stringify(rows),
    );
  }

  #update(rows: readonly Cell[][]): void {
    const [first] = rows;
    if (!first) return;
    if (rows.length === 1) {
      const [id = null, ...cells] = first;
      this.#database.exec(
        `UPDATE accounts SET status = ?, devices = ?, balances = ?, outbox = ?, opened_at = ?
         WHERE id = ?`,
        ...cells,
        id,
      );
      return;
    }
    this.#database.exec(
      `UPDATE accounts SET status = value->>1, devices = value->>2, balances = value->>3,
         outbox = value->>4, opened_at = value->>5
       FROM json_each(?) AS row WHERE accounts.id = row.value->>0`,
      JSON.stringify(rows),
    );
  }
}

// Rows are read back by type, not by schema: only this file writes them, and a receipt that a schema took
// apart and put together again need not be the same bytes. What is checked is what money rests on [LE3].

interface AccountRow extends Row {
  id: AccountId;
  status: Account["status"];
  devices: string;
  balances: string;
  outbox: string;
  opened_at: number;
}

function accountOf(row: AccountRow): Account {
  return {
    id: row.id,
    status: row.status,
    devices: JSON.parse(row.devices),
    balances: JSON.parse(row.balances),
    outbox: JSON.parse(row.outbox),
    openedAt: row.opened_at,
  };
}

function cellsOfAccount({ id, status, devices, balances, outbox, openedAt }: Account): Cell[] {
  const texts = [devices, balances, outbox].map((value) => JSON.stringify(value));
  return [id, status, ...texts, openedAt];
}

interface OutcomeRow extends Row {
  trade: TradeId;
  attempt: number;
  account: AccountId;
  kind: RecordedOutcome["kind"];
  code: RefusedOutcomeCode;
  confirmation: Hash;
  amount: number;
  currency: Currency;
  register: RegisterId;
  postings: string;
  receipt: string;
  decided_at: number;
}

function outcomeOf(row: OutcomeRow): RecordedOutcome {
  const { trade, attempt, account, kind, code, confirmation, amount, currency, register } = row;
  const attempted = { trade, attempt, account, decidedAt: row.decided_at };
  if (kind === "void") return { kind, ...attempted };
  const receipt = JSON.parse(row.receipt);
  const decided = { ...attempted, confirmation, amount, currency, register, receipt };
  if (kind === "refused") return { kind, ...decided, code };
  const pairs: [string, number][] = JSON.parse(row.postings);
  const postings = pairs.map(([name, change]) => ({ account: name, amount: change }));
  assertBalanced({ currency, postings });
  return { kind, ...decided, postings };
}

function cellsOfOutcome(outcome: RecordedOutcome): Cell[] {
  const { trade, attempt, account, kind, decidedAt } = outcome;
  if (kind === "void")
    return [trade, attempt, account, kind, ...Array<null>(7).fill(null), decidedAt];
  const { confirmation, amount, currency, register, receipt } = outcome;
  const code = kind === "refused" ? outcome.code : null;
  const postings = kind === "settled" ? cellOfPostings(outcome) : null;
  return [
    ...[trade, attempt, account, kind, code, confirmation, amount, currency, register],
    ...[postings, JSON.stringify(receipt), decidedAt],
  ];
}

function cellsOfTransfer(transfer: StoredTransfer): Cell[] {
  const { id, kind, currency, at } = transfer;
  return [id, kind, currency, cellOfPostings(transfer), at];
}

function cellOfPostings(transfer: { currency: Currency; postings: readonly Posting[] }): string {
  assertBalanced(transfer);
  return JSON.stringify(transfer.postings.map(({ account, amount }) => [account, amount]));
}
