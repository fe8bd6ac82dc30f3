/** The hard peer's store: one prepared statement per decision, a settlement being one call of a database function. */

import { Pool } from "pg";
import type { TradeId } from "../../protocol/ids.ts";
import { CLAIM_LASTS_MS, type PeerStore } from "./peer-store.ts";

export const POOL_MAX = 16;

const CREATE = `INSERT INTO trades (id, register, key, terms, terms_hash, offer, amount, deadline, status, created)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9) ON CONFLICT (register, key) DO NOTHING RETURNING id`;
const KNOWN = "SELECT id, terms_hash FROM trades WHERE register = $1 AND key = $2";

/** An open trade, or one that this payer has claimed already; whose it is comes with it. */
const CLAIM = `UPDATE trades SET status = 'claimed', payer = accounts.id,
    attempt = CASE WHEN trades.status = 'open' THEN attempt + 1 ELSE attempt END,
    claimed_until = CASE WHEN trades.status = 'open' THEN $4 + ${CLAIM_LASTS_MS} ELSE claimed_until END
  FROM accounts WHERE trades.id = $1 AND accounts.device = $2 AND trades.offer = $3 AND $4 < trades.deadline
    AND (trades.status = 'open' OR (trades.status = 'claimed' AND trades.payer = accounts.id))
  RETURNING accounts.id AS account, attempt, claimed_until`;
const SETTLE = "SELECT code, stored FROM settle($1, $2, $3, $4, $5, $6, $7, $8)";

/** Create and claim are the same single statements for both PostgreSQL peers. */
export function singleStatements(pool: Pool): Pick<PeerStore, "create" | "claim"> {
  return {
    async create({ id, register, key, terms, termsHash, offer, amount, deadline, now }) {
      const values = [id, register, key, terms, termsHash, offer, amount, deadline, now];
      const made = await pool.query({ name: "create", text: CREATE, values });
      if (made.rows.length > 0) return { id, replayed: false };
      const known = await pool.query({ name: "known", text: KNOWN, values: [register, key] });
      const [row] = known.rows;
      if (row?.terms_hash !== termsHash) return { refused: "idempotency_key_reused" };
      return { id: row.id as TradeId, replayed: true };
    },
    async claim(trade, device, offer, now) {
      const values = [trade, device, offer, now];
      const { rows } = await pool.query({ name: "claim", text: CLAIM, values });
      const [row] = rows;
      if (!row) return { refused: "claimed_by_another" };
      const { account, attempt, claimed_until } = row;
      return { account: Number(account), attempt: Number(attempt), until: Number(claimed_until) };
    },
  };
}

export function functionStore(connectionString: string): PeerStore {
  const pool = new Pool({ connectionString, max: POOL_MAX });
  return {
    ...singleStatements(pool),
    async settle({ trade, attempt, device, confirmation, amount, day, now, receipt }) {
      const values = [trade, attempt, device, confirmation, amount, day, now, receipt];
      const { rows } = await pool.query({ name: "settle", text: SETTLE, values });
      const { code, stored } = rows[0] ?? {};
      return typeof stored === "string" ? { receipt: stored } : { refused: String(code) };
    },
  };
}
