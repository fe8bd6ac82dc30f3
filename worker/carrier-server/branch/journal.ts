/**
 * The branch's journal, read for statements, exports and the audit log: every transfer of an account or of
 * the whole branch, in order. Reads whole tables, in one go, so that what it returns is of one moment;
 * writes nothing.
 *
 * Trade-off: no index by account, since each would be one more row per settle. The operator's door waits, the
 * payer doesn't.
 */

import type { AccountSummary } from "../../../protocol/account/opening.ts";
import {
  type AccountId,
  type RegisterId,
  type TradeId,
  tillIdRange,
} from "../../../protocol/ids.ts";
import { TILLS_MAX } from "../../../protocol/limits.ts";
import type { Currency } from "../../../protocol/money/money.ts";
import type { AuditEntry } from "../../../protocol/operator/audit.ts";
import type { AccountEntry, SuspenseEntry } from "../../../protocol/operator/operator.ts";
import type { Database, Row } from "../../objects/database.ts";
import { type AccountRow, accountOf } from "./account/account-row.ts";
import { accountSummary } from "./account/operator-view.ts";
import type { AccountBalance, JournalEntry, JournalExtract } from "./journal-entry.ts";
import { settlementAccount } from "./ledger.ts";
import { heldAccount } from "./order/hold.ts";
import { type ActRow, postingsOf } from "./rows.ts";

interface EntryRow extends Row {
  id: string;
  kind: AccountEntry["kind"];
  at: number;
  currency: Currency;
  postings: string;
  trade: TradeId | null;
  attempt: number | null;
  register: RegisterId | null;
}

const ENTRIES = `SELECT trade || '#' || attempt AS id,
    CASE kind WHEN 'authorized' THEN 'authorization' ELSE 'settlement' END AS kind, decided_at AS at,
    currency, postings, trade, attempt, register
  FROM outcomes WHERE postings IS NOT NULL
  UNION ALL SELECT trade || '#' || attempt || '/' || id,
    CASE kind WHEN 'captured' THEN 'capture' WHEN 'voided' THEN 'void' WHEN 'expired' THEN 'expiry'
      ELSE 'refund' END, at, currency, postings, trade, attempt, register
  FROM orders
  UNION ALL SELECT id, kind, at, currency, postings, NULL, NULL, NULL FROM transfers`;

/** What the ids of a register's sweeps begin with, before a slash and their number. */
export function sweepsName(register: RegisterId, currency: Currency): string {
  return `sweep/${register}/${currency}`;
}

export class Journal {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Oldest first. @param account of this one alone; without it the whole branch */
  entries(account?: AccountId): JournalEntry[] {
    const rows =
      account === undefined
        ? this.#database.exec<EntryRow>(`SELECT * FROM (${ENTRIES}) ORDER BY at, id`)
        : this.#database.exec<EntryRow>(
            `SELECT * FROM (${ENTRIES}) AS entry
             WHERE EXISTS (SELECT 1 FROM json_each(entry.postings) WHERE value->>0 IN (?, ?))
             ORDER BY at, id`,
            ...[account, heldAccount(account)],
          );
    return rows.map(entryOf);
  }

  /** @returns undefined where there is no such account */
  ofAccount(id: AccountId): JournalExtract | undefined {
    const [known] = this.#database.exec("SELECT 1 FROM accounts WHERE id = ?", id);
    if (!known) return undefined;
    return { entries: this.entries(id), balances: this.#ownBalances(id) };
  }

  /** The payers' balances are their rows', which nobody added up for this: what the postings must come to. */
  ofBranch(): JournalExtract {
    const payers = this.#ownBalances();
    const rows = new Set(payers.map(({ account }) => account));
    const others = this.trialBalance().filter(({ account }) => !rows.has(account));
    return { entries: this.entries(), balances: [...payers, ...others] };
  }

  /** What is held is in the account's row too; what was held and isn't any more comes to zero there. */
  #ownBalances(id: AccountId | null = null): AccountBalance[] {
    const held = this.#database.exec<Row & AccountBalance>(
      `SELECT outcomes.account || ':held' AS account, outcomes.currency AS currency,
         coalesce(sum(hold.value->>'amount' - hold.value->>'captured'), 0) AS amount
       FROM outcomes JOIN accounts ON accounts.id = outcomes.account
       LEFT JOIN json_each(accounts.holds) AS hold
         ON hold.value->>'trade' = outcomes.trade AND hold.value->>'attempt' = outcomes.attempt
       WHERE outcomes.kind = 'authorized' AND (?1 IS NULL OR outcomes.account = ?1)
       GROUP BY 1, 2 ORDER BY 1, 2`,
      id,
    );
    return [...this.#accountBalances(id), ...held];
  }

  #accountBalances(id: AccountId | null): AccountBalance[] {
    return this.#database.exec<Row & AccountBalance>(
      `SELECT accounts.id AS account, balance.key AS currency, balance.value AS amount
       FROM accounts, json_each(accounts.balances) AS balance
       WHERE ?1 IS NULL OR accounts.id = ?1 ORDER BY 1, 2`,
      id,
    );
  }

  /** Every account that ever had a posting, the carrier's and the registers' too: the amounts of a currency sum to zero. */
  trialBalance(): AccountBalance[] {
    return this.#database.exec<Row & AccountBalance>(
      `SELECT value->>0 AS account, currency, sum(value->>1) AS amount
       FROM (SELECT currency, postings FROM outcomes WHERE postings IS NOT NULL
             UNION ALL SELECT currency, postings FROM orders
             UNION ALL SELECT currency, postings FROM transfers) AS journal, json_each(journal.postings)
       GROUP BY 1, 2 ORDER BY 2, 1`,
    );
  }

  /** [LE33] Refunds that no account took and nobody has resolved yet, oldest first. Reads every order. */
  suspense(limit: number): SuspenseEntry[] {
    return this.#database.exec<Row & SuspenseEntry>(
      `SELECT id AS refund, trade, account, amount, currency, at AS since FROM orders
       WHERE kind = 'refunded' AND id NOT IN (SELECT substr(id, 10) FROM transfers WHERE kind = 'suspense')
         AND EXISTS (SELECT 1 FROM json_each(orders.postings) WHERE value->>0 LIKE 'suspense%')
       ORDER BY at, id LIMIT ?`,
      limit,
    );
  }

  /** By when they were opened. @param from the page's start: a moment (ms since the epoch), and how many of it are known */
  accounts(from: { readonly at: number; readonly seen: number }, limit: number): AccountSummary[] {
    const query = `SELECT * FROM accounts WHERE opened_at >= ?
      ORDER BY opened_at, id LIMIT ? OFFSET ?`;
    return this.#database
      .exec<AccountRow>(query, from.at, limit, from.seen)
      .map((row) => accountSummary(accountOf(row, () => [])));
  }

  /**
   * Minor units in a register's settlement account, by the postings. Reads what its own trades and sweeps are, by
   * their ids, and nothing of other registers: a branch that adds up serves no payer meanwhile.
   */
  settledTo(register: RegisterId, currency: Currency): number {
    const { from } = tillIdRange(register, 0);
    const { end } = tillIdRange(register, TILLS_MAX - 1);
    const [row] = this.#database.exec<{ amount: number }>(
      `SELECT coalesce(sum(value->>1), 0) AS amount
       FROM (SELECT postings FROM outcomes
             WHERE trade >= ?1 AND trade < ?2 AND currency = ?3 AND postings IS NOT NULL
             UNION ALL SELECT postings FROM orders
             WHERE trade >= ?1 AND trade < ?2 AND currency = ?3
             UNION ALL SELECT postings FROM transfers
             WHERE id >= ?4 || '/' AND id < ?4 || '0') AS own, json_each(own.postings)
       WHERE value->>0 = ?5`,
      ...[from, end, currency, sweepsName(register, currency), settlementAccount(register)],
    );
    return row?.amount ?? 0;
  }

  /** @param after the number of the last act that is known */
  audit(after: number, limit: number): AuditEntry[] {
    const query = "SELECT * FROM operator_acts WHERE number > ? ORDER BY number LIMIT ?";
    return this.#database.exec<ActRow>(query, after, limit).map((row) => {
      const { number, operator, act, account, at, idempotency_key } = row;
      return { number, operator, act, account, asked: JSON.parse(row.asked), at, idempotency_key };
    });
  }
}

function entryOf(row: EntryRow): JournalEntry {
  const { id, kind, at, currency, trade, attempt, register } = row;
  const entry = { id, kind, at, currency, postings: postingsOf(currency, row.postings) };
  if (trade === null || attempt === null || register === null) return entry;
  return { ...entry, trade, attempt, register };
}
