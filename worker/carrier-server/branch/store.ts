/**
 * A branch's tables and every statement on them. A settle is two rows: the outcome with its postings
 * inside, and the account with balance and outbox. Nothing is ever deleted, and an outcome is never updated
 * [LE5]. How a row is written and read back is in rows.ts; what reads many rows is in journal.ts.
 *
 * Trade-off: a statement for each row, of a batch too. workerd keeps them prepared, and one over json_each costs
 * an insert as much and an update more, since it can't write only the columns that changed.
 */

import type { AccountId, TradeId } from "../../../protocol/ids.ts";
import type { PublicKey } from "../../../protocol/signing/signature.ts";
import type { Database, Row } from "../../objects/database.ts";
import { type AccountRow, accountOf, cellsOfAccount, changedCells } from "./account/account-row.ts";
import type { OperatorAct } from "./account/operator-act.ts";
import type { RecordedOutcome } from "./confirm/recorded-outcome.ts";
import type { SettledPayment } from "./confirm/spending.ts";
import { COUNT_TABLES, CountStore } from "./count/count-store.ts";
import type { Account } from "./ledger.ts";
import { cellsOfOrder, type OrderRow, orderOf } from "./order/order-rows.ts";
import type { RecordedOrder } from "./order/recorded-order.ts";
import { CERTIFICATES_TABLE, type Certificates, certificatesIn } from "./receipt/certificates.ts";
import {
  type ActRow,
  actOf,
  type Cell,
  cellsOfAct,
  cellsOfOutcome,
  cellsOfTransfer,
  type OutcomeRow,
  outcomeOf,
} from "./rows.ts";
import type { Changes } from "./turn.ts";

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
  // NULL in the new columns: written before there were limits. The triggers make the log append-only in fact.
  `ALTER TABLE accounts ADD COLUMN limits TEXT;
   ALTER TABLE accounts ADD COLUMN spent TEXT;
   ALTER TABLE outcomes ADD COLUMN left_amount INTEGER;
   CREATE TABLE operator_acts (
     number INTEGER PRIMARY KEY, operator TEXT NOT NULL, act TEXT NOT NULL, account TEXT NOT NULL,
     asked TEXT NOT NULL, body TEXT NOT NULL, idempotency_key TEXT NOT NULL UNIQUE, answer TEXT NOT NULL,
     at INTEGER NOT NULL
   );
   CREATE TRIGGER operator_acts_stay BEFORE UPDATE ON operator_acts
     BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
   CREATE TRIGGER operator_acts_are_kept BEFORE DELETE ON operator_acts
     BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;`,
  // NULL: from before there were postpaid accounts.
  "ALTER TABLE accounts ADD COLUMN credit TEXT",
  // The fee schedule an attempt was settled by; NULL where there was none, and before there were fees.
  "ALTER TABLE outcomes ADD COLUMN fees TEXT;",
  // NULL: from before there were instructions and step-up rules.
  `ALTER TABLE accounts ADD COLUMN top_ups TEXT;
   ALTER TABLE accounts ADD COLUMN step_ups TEXT;`,
  COUNT_TABLES,
  // NULL: from before there were holds. `signed` is the order's hash, NULL for a hold that ended by itself.
  `ALTER TABLE accounts ADD COLUMN holds TEXT;
   CREATE TABLE orders (
     trade TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, attempt INTEGER NOT NULL, account TEXT NOT NULL,
     register TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, released INTEGER NOT NULL,
     fee INTEGER NOT NULL, total INTEGER NOT NULL, ended INTEGER NOT NULL, signed TEXT, postings TEXT NOT NULL,
     receipt TEXT, paid_at INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (trade, id)
   ) WITHOUT ROWID;`,
  // NULL: opened by its terminal, as all were before.
  "ALTER TABLE accounts ADD COLUMN opening TEXT",
  // [LE88] The keys that opening codes bound before this table was there stand in their accounts.
  `CREATE TABLE bound_keys (device TEXT PRIMARY KEY, account TEXT NOT NULL) WITHOUT ROWID;
   INSERT INTO bound_keys SELECT opening->>'$.used.by', id FROM accounts
     WHERE opening->>'$.used.by' IS NOT NULL;`,
  // NULL: from before there were recovery keys.
  "ALTER TABLE accounts ADD COLUMN recovery TEXT",
  // NULL: from before there were passkeys and PINs.
  "ALTER TABLE accounts ADD COLUMN means TEXT",
  // Receipts of older rows have their certificate in them.
  CERTIFICATES_TABLE,
] as const;

type Table = "accounts" | "outcomes" | "orders" | "transfers" | "operator_acts" | "bound_keys";
type SettledRow = Row & SettledPayment;

export class BranchStore {
  readonly count: CountStore;
  readonly #database: Database;
  readonly #certificates: Certificates;

  constructor(database: Database, certificates = certificatesIn(database)) {
    this.#database = database;
    this.#certificates = certificates;
    this.count = new CountStore(database);
  }

  account(id: AccountId): Account | undefined {
    const [row] = this.#database.exec<AccountRow>("SELECT * FROM accounts WHERE id = ?", id);
    return row && accountOf(row, () => this.settledBy(id));
  }

  /** Reads every account: only after a cold start with something left to send. An index would cost a row per settle. */
  outboxes(): (readonly string[])[] {
    return this.#database
      .exec<{ outbox: string }>("SELECT outbox FROM accounts WHERE outbox <> '[]'")
      .map(({ outbox }) => JSON.parse(outbox));
  }

  outcomes(trade: TradeId): RecordedOutcome[] {
    return this.#database
      .exec<OutcomeRow>("SELECT * FROM outcomes WHERE trade = ? ORDER BY attempt", trade)
      .map((row) => outcomeOf(row, this.#certificates));
  }

  orders(trade: TradeId): RecordedOrder[] {
    return this.#database
      .exec<OrderRow>("SELECT * FROM orders WHERE trade = ? ORDER BY at, id", trade)
      .map((row) => orderOf(row, this.#certificates));
  }

  /** Accounts with open holds. Reads every account: only after a cold start, like outboxes(). */
  holders(): Pick<Account, "id" | "holds">[] {
    return this.#database
      .exec<{ id: AccountId; holds: string }>("SELECT id, holds FROM accounts WHERE holds <> '[]'")
      .map(({ id, holds }) => ({ id, holds: JSON.parse(holds) }));
  }

  /** Reads every outcome of the branch: an index would cost a row per settle, and only rare acts ask. */
  settledBy(account: AccountId): SettledPayment[] {
    return this.#database.exec<SettledRow>(
      `SELECT register, amount, currency, decided_at AS at FROM outcomes
       WHERE account = ?1 AND kind IN ('settled', 'authorized')
       UNION ALL SELECT register, -released, currency, paid_at FROM orders
       WHERE account = ?1 AND released > 0 ORDER BY at`,
      account,
    );
  }

  hasTransfer(id: string): boolean {
    return this.#database.exec("SELECT 1 FROM transfers WHERE id = ?", id).length > 0;
  }

  operatorAct(idempotencyKey: string): OperatorAct | undefined {
    const query = "SELECT * FROM operator_acts WHERE idempotency_key = ?";
    const [row] = this.#database.exec<ActRow>(query, idempotencyKey);
    return row && actOf(row);
  }

  boundTo(device: PublicKey): AccountId | undefined {
    const query = "SELECT account FROM bound_keys WHERE device = ?";
    return this.#database.exec<{ account: AccountId }>(query, device)[0]?.account;
  }

  /**
   * Inside a transaction only.
   * @param stored an account as its row has it, where that is at hand
   */
  write(changes: Changes, stored: (id: AccountId) => Account | undefined): void {
    const { opened, changed, outcomes, orders, transfers, acts, hours, bound } = changes;
    const certificates = this.#certificates;
    for (const one of outcomes) this.#insert("outcomes", cellsOfOutcome(one, certificates));
    for (const one of orders) this.#insert("orders", cellsOfOrder(one, certificates));
    for (const one of changed) this.#update(one, stored(one.id));
    for (const one of opened) this.#insert("accounts", cellsOfAccount(one));
    for (const one of transfers) this.#insert("transfers", cellsOfTransfer(one));
    for (const one of acts) this.#insert("operator_acts", cellsOfAct(one));
    for (const { device, account } of bound) this.#insert("bound_keys", [device, account]);
    this.count.add(hours);
  }

  #insert(table: Table, cells: readonly Cell[]): void {
    const marks = cells.map(() => "?").join(", ");
    this.#database.exec(`INSERT INTO ${table} VALUES (${marks})`, ...cells);
  }

  #update(account: Account, stored: Account | undefined): void {
    const { columns, cells } = changedCells(account, stored);
    if (columns.length === 0) return;
    const values = columns.map((name) => `${name} = ?`).join(", ");
    this.#database.exec(`UPDATE accounts SET ${values} WHERE id = ?`, ...cells, account.id);
  }
}
