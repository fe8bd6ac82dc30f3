/**
 * The ceiling for JavaScript: node:sqlite in the process itself, WAL with synchronous=FULL, and group commit: what
 * arrives in one turn of the event loop is one transaction, one fsync, and each gets its answer after it.
 */

import { DatabaseSync } from "node:sqlite";
import type { TradeId } from "../../protocol/ids.ts";
import { CLAIM_LASTS_MS, type NewTrade, type PeerStore, type Settling } from "./peer-store.ts";

type Row = Record<string, unknown>;
type Decide = () => unknown;

export function sqliteStore(path: string): PeerStore {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  const commit = groupCommit(database);
  const ledger = new SqliteLedger(database);
  return {
    create: (trade) => commit(() => ledger.create(trade)),
    claim: (...asked) => commit(() => ledger.claim(...asked)),
    settle: (settling) => commit(() => ledger.settle(settling)),
  };
}

function groupCommit(database: DatabaseSync) {
  let waiting: { decide: Decide; resolve: (value: never) => void; reject: (e: unknown) => void }[] =
    [];
  const flush = () => {
    const group = waiting;
    waiting = [];
    try {
      database.exec("BEGIN IMMEDIATE");
      const answers = group.map(({ decide }) => decide());
      database.exec("COMMIT");
      for (const [index, { resolve }] of group.entries()) resolve(answers[index] as never);
    } catch (error) {
      database.exec("ROLLBACK");
      for (const { reject } of group) reject(error);
    }
  };
  return <T>(decide: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.push({ decide, resolve, reject });
      if (waiting.length === 1) setImmediate(flush);
    });
}

class SqliteLedger {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, ReturnType<DatabaseSync["prepare"]>>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  create({ id, register, key, terms, termsHash, offer, amount, deadline, now }: NewTrade) {
    const known = this.#get(
      "SELECT id, terms_hash FROM trades WHERE register = ? AND key = ?",
      register,
      key,
    );
    if (known)
      return known.terms_hash === termsHash
        ? { id: known.id as TradeId, replayed: true }
        : { refused: "idempotency_key_reused" };
    const values = [id, register, key, terms, termsHash, offer, amount, deadline, now];
    this.#run(
      `INSERT INTO trades (id, register, key, terms, terms_hash, offer, amount, deadline, status, created)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)`,
      ...values,
    );
    return { id, replayed: false };
  }

  claim(...[id, device, offer, now]: Parameters<PeerStore["claim"]>) {
    const trade = this.#get("SELECT * FROM trades WHERE id = ?", id);
    const payer = this.#get("SELECT id FROM accounts WHERE device = ?", device);
    if (!trade || !payer || trade.offer !== offer) return { refused: "offer_mismatch" };
    const again = trade.status === "claimed" && trade.payer === payer.id;
    if (!again && (trade.status !== "open" || now >= Number(trade.deadline)))
      return { refused: "claimed_by_another" };
    const account = Number(payer.id);
    if (again)
      return { account, attempt: Number(trade.attempt), until: Number(trade.claimed_until) };
    const [attempt, until] = [Number(trade.attempt) + 1, now + CLAIM_LASTS_MS];
    this.#run(
      "UPDATE trades SET status = 'claimed', payer = ?, attempt = ?, claimed_until = ? WHERE id = ?",
      ...[account, attempt, until, id],
    );
    return { account, attempt, until };
  }

  settle({ trade: id, attempt, device, confirmation, amount, day, now, receipt }: Settling) {
    const known = this.#get("SELECT confirmation, receipt FROM settlements WHERE trade = ?", id);
    if (known)
      return known.confirmation === confirmation
        ? { receipt: String(known.receipt) }
        : { refused: "exists_with_different_confirmation" };
    const trade = this.#get("SELECT * FROM trades WHERE id = ?", id);
    const payer = this.#get("SELECT * FROM accounts WHERE device = ?", device);
    if (!trade || !payer || trade.payer !== payer.id || trade.attempt !== attempt)
      return { refused: "wrong_account" };
    if (now > Number(trade.deadline) + 30_000) return { refused: "too_late" };
    if (payer.status !== "active") return { refused: "account_frozen" };
    const spent = (payer.day === day ? Number(payer.day_spent) : 0) + amount;
    if (payer.day_limit !== null && spent > Number(payer.day_limit))
      return { refused: "over_day_limit" };
    if (Number(payer.balance) < amount) return { refused: "insufficient_funds" };
    this.#run(
      "UPDATE accounts SET balance = balance - ?, day = ?, day_spent = ? WHERE id = ?",
      ...[amount, day, spent, payer.id],
    );
    const shop = this.#get(
      "UPDATE accounts SET balance = balance + ? WHERE register = ? RETURNING id",
      ...[amount, trade.register],
    );
    const settled = [id, attempt, payer.id, confirmation, amount, receipt, now];
    this.#run("INSERT INTO settlements VALUES (?, ?, ?, ?, ?, ?, ?)", ...settled);
    this.#run("UPDATE trades SET status = 'settled' WHERE id = ?", id);
    this.#run(
      "INSERT INTO entries (trade, account, amount) VALUES (?, ?, ?), (?, ?, ?)",
      ...[id, payer.id, -amount, id, shop?.id, amount],
    );
    return { receipt };
  }

  #get(query: string, ...values: unknown[]): Row | undefined {
    return this.#prepared(query).get(...(values as never[])) as Row | undefined;
  }

  #run(query: string, ...values: unknown[]): void {
    this.#prepared(query).run(...(values as never[]));
  }

  #prepared(query: string) {
    const known = this.#statements.get(query) ?? this.#database.prepare(query);
    this.#statements.set(query, known);
    return known;
  }
}
