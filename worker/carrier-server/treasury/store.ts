/**
 * The Treasury's tables: registers that ever were paid out, their payouts as the bank is told them, the files
 * these are in, and the operator's commands with their answers. Nothing but reading and writing them.
 */

import type { PayoutId, RegisterId } from "../../../protocol/ids.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { LoggedAct } from "../../../protocol/operator/audit.ts";
import type { BankPayout, PayoutFile } from "../../../protocol/operator/payout-files.ts";
import type { BankAccount } from "../../../protocol/register/payout-account.ts";
import type { Hash } from "../../../protocol/signing/signature.ts";
import type { Database, Row } from "../../objects/database.ts";

const MIGRATIONS = [
  `CREATE TABLE registers (id TEXT PRIMARY KEY) WITHOUT ROWID;
   CREATE TABLE payouts (
     id TEXT PRIMARY KEY, register TEXT NOT NULL, currency TEXT NOT NULL, amount INTEGER NOT NULL,
     account TEXT NOT NULL, at INTEGER NOT NULL, file TEXT
   ) WITHOUT ROWID;
   CREATE TABLE files (
     id TEXT PRIMARY KEY, currency TEXT NOT NULL, number INTEGER NOT NULL, payouts INTEGER NOT NULL,
     total TEXT NOT NULL, created INTEGER NOT NULL, sent INTEGER
   ) WITHOUT ROWID;
   CREATE TABLE commands (
     number INTEGER PRIMARY KEY, idempotency_key TEXT NOT NULL UNIQUE, operator TEXT NOT NULL,
     act TEXT NOT NULL, asked TEXT NOT NULL, body TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL
   );
   CREATE TRIGGER commands_stay BEFORE UPDATE ON commands
     BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
   CREATE TRIGGER commands_are_kept BEFORE DELETE ON commands
     BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;`,
  // NULL: made before the account that a file is paid from was kept with it.
  "ALTER TABLE files ADD COLUMN debtor TEXT",
  `CREATE TABLE returned (
     payout TEXT PRIMARY KEY, reason TEXT NOT NULL, at INTEGER NOT NULL
   ) WITHOUT ROWID;`,
] as const;

/** What the operator asked, in the audit log [LE17]. */
export interface TreasuryCommand {
  readonly idempotencyKey: string;
  /** the start of the operator key's hash */
  readonly operator: string;
  readonly act: "make_file" | "mark_sent" | "record_return";
  /** a currency, a file, or a payout and why it came back */
  readonly asked: string;
  /** hash of act and what was asked */
  readonly body: Hash;
}

interface PayoutRow extends Row {
  id: PayoutId;
  register: RegisterId;
  currency: Currency;
  amount: number;
  account: string;
  at: number;
}

interface FileRow extends Row {
  id: string;
  currency: Currency;
  payouts: number;
  total: string;
  created: number;
  sent: number | null;
}

export class TreasuryStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    database.migrate(MIGRATIONS);
  }

  transaction(write: () => void): void {
    this.#database.transaction(write);
  }

  addRegister(register: RegisterId): void {
    this.#database.exec("INSERT INTO registers VALUES (?) ON CONFLICT DO NOTHING", register);
  }

  registers(): RegisterId[] {
    const query = "SELECT id FROM registers ORDER BY id";
    return this.#database.exec<{ id: RegisterId }>(query).map(({ id }) => id);
  }

  addPayout({ id, register, currency, amount, account, at }: BankPayout): void {
    const cells = [id, register, currency, amount, JSON.stringify(account), at];
    this.#database.exec(
      "INSERT INTO payouts VALUES (?, ?, ?, ?, ?, ?, NULL) ON CONFLICT DO NOTHING",
      ...cells,
    );
  }

  /** In no file yet, oldest first. */
  waiting(currency: Currency, max: number): BankPayout[] {
    return this.#database
      .exec<PayoutRow>(
        "SELECT * FROM payouts WHERE file IS NULL AND currency = ? ORDER BY at, id LIMIT ?",
        currency,
        max,
      )
      .map(payoutOf);
  }

  allWaiting(): { currency: Currency; amount: number }[] {
    return this.#database.exec<Row & { currency: Currency; amount: number }>(
      "SELECT currency, amount FROM payouts WHERE file IS NULL ORDER BY currency",
    );
  }

  inFile(file: string): BankPayout[] {
    const query = "SELECT * FROM payouts WHERE file = ? ORDER BY at, id";
    return this.#database.exec<PayoutRow>(query, file).map(payoutOf);
  }

  filesOf(currency: Currency): number {
    const query = "SELECT count(*) AS n FROM files WHERE currency = ?";
    return this.#database.exec<{ n: number }>(query, currency)[0]?.n ?? 0;
  }

  /** @param debtor the account that it is paid from */
  addFile(
    file: PayoutFile,
    number: number,
    { payouts, debtor }: { payouts: readonly BankPayout[]; debtor: BankAccount },
  ): void {
    const { id, currency, total, created } = file;
    this.#database.exec(
      "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, NULL, ?)",
      ...[id, currency, number, payouts.length, total, created, JSON.stringify(debtor)],
    );
    for (const payout of payouts)
      this.#database.exec("UPDATE payouts SET file = ? WHERE id = ?", id, payout.id);
  }

  file(id: string): PayoutFile | undefined {
    const [row] = this.#database.exec<FileRow>("SELECT * FROM files WHERE id = ?", id);
    return row && fileOf(row);
  }

  /** The account that a file is paid from; undefined for one of older code. */
  debtor(file: string): BankAccount | undefined {
    const query = "SELECT debtor FROM files WHERE id = ?";
    const text = this.#database.exec<{ debtor: string | null }>(query, file)[0]?.debtor;
    return typeof text === "string" ? JSON.parse(text) : undefined;
  }

  keepDebtor(file: string, debtor: BankAccount): void {
    const query = "UPDATE files SET debtor = ? WHERE id = ? AND debtor IS NULL";
    this.#database.exec(query, JSON.stringify(debtor), file);
  }

  /** The latest first. */
  files(max: number): PayoutFile[] {
    const query = "SELECT * FROM files ORDER BY created DESC, id DESC LIMIT ?";
    return this.#database.exec<FileRow>(query, max).map(fileOf);
  }

  markSent(id: string, now: number): void {
    this.#database.exec("UPDATE files SET sent = ? WHERE id = ? AND sent IS NULL", now, id);
  }

  payout(id: PayoutId): BankPayout | undefined {
    const [row] = this.#database.exec<PayoutRow>("SELECT * FROM payouts WHERE id = ?", id);
    return row && payoutOf(row);
  }

  isSent(payout: PayoutId): boolean {
    const query = `SELECT 1 FROM payouts JOIN files ON files.id = payouts.file
                   WHERE payouts.id = ? AND files.sent IS NOT NULL`;
    return this.#database.exec(query, payout).length > 0;
  }

  returned(payout: PayoutId): { readonly reason: string; readonly at: number } | undefined {
    const query = "SELECT reason, at FROM returned WHERE payout = ?";
    return this.#database.exec<{ reason: string; at: number }>(query, payout)[0];
  }

  /** Once: inside a transaction. */
  addReturned(payout: PayoutId, reason: string, now: number): void {
    this.#database.exec("INSERT INTO returned VALUES (?, ?, ?)", payout, reason, now);
  }

  command(idempotencyKey: string): { readonly body: Hash; readonly answer: string } | undefined {
    const query = "SELECT body, answer FROM commands WHERE idempotency_key = ?";
    return this.#database.exec<{ body: Hash; answer: string }>(query, idempotencyKey)[0];
  }

  /** The audit log, oldest first [LE17]. */
  acts(): LoggedAct[] {
    return this.#database.exec<Row & LoggedAct & { asked: string }>(
      "SELECT idempotency_key, operator, at, act, asked FROM commands ORDER BY number",
    );
  }

  addCommand(command: TreasuryCommand, answer: unknown, now: number): void {
    const { idempotencyKey, operator, act, asked, body } = command;
    const cells = [idempotencyKey, operator, act, asked, body, JSON.stringify(answer), now];
    this.#database.exec("INSERT INTO commands VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", ...cells);
  }
}

function payoutOf(row: PayoutRow): BankPayout {
  const { id, register, currency, amount, account, at } = row;
  return { id, register, currency, amount, account: JSON.parse(account), at };
}

function fileOf({ id, currency, payouts, total, created, sent }: FileRow): PayoutFile {
  return { id, currency, payouts, total, created, ...(sent === null ? {} : { sent }) };
}
