/** The typical peer's store: a settlement is a transaction of several statements, each a turn of the wire. */

import { Pool, type PoolClient } from "pg";
import type { PeerStore, Settling } from "./peer-store.ts";
import { POOL_MAX, singleStatements } from "./postgres-function.ts";

const TRADE = "SELECT * FROM trades WHERE id = $1 FOR UPDATE";
const KNOWN = "SELECT confirmation, receipt FROM settlements WHERE trade = $1";
const PAYER = "SELECT * FROM accounts WHERE device = $1 FOR NO KEY UPDATE";
const DEBIT = "UPDATE accounts SET balance = balance - $2, day = $3, day_spent = $4 WHERE id = $1";
const CREDIT = "UPDATE accounts SET balance = balance + $2 WHERE register = $1 RETURNING id";
const SETTLED = "INSERT INTO settlements VALUES ($1, $2, $3, $4, $5, $6, $7)";
const ENDED = "UPDATE trades SET status = 'settled' WHERE id = $1";
const ENTRIES = "INSERT INTO entries (trade, account, amount) VALUES ($1, $2, $3), ($1, $4, $5)";

type Settled = Awaited<ReturnType<PeerStore["settle"]>>;

export function statementsStore(connectionString: string): PeerStore {
  const pool = new Pool({ connectionString, max: POOL_MAX });
  return {
    ...singleStatements(pool),
    async settle(settling) {
      const client = await pool.connect();
      try {
        await client.query("BEGIN");
        const settled = await settleIn(client, settling);
        await client.query("refused" in settled ? "ROLLBACK" : "COMMIT");
        return settled;
      } catch (error) {
        await client.query("ROLLBACK");
        throw error;
      } finally {
        client.release();
      }
    },
  };
}

async function settleIn(client: PoolClient, settling: Settling): Promise<Settled> {
  const { trade: id, attempt, device, confirmation, amount, day, now, receipt } = settling;
  const ask = async (name: string, text: string, ...values: unknown[]) =>
    (await client.query({ name, text, values })).rows[0];
  const trade = await ask("trade", TRADE, id);
  if (!trade) return { refused: "trade_not_found" };
  const known = await ask("known settlement", KNOWN, id);
  if (known)
    return known.confirmation === confirmation
      ? { receipt: String(known.receipt) }
      : { refused: "exists_with_different_confirmation" };
  const payer = await ask("payer", PAYER, device);
  const refused = refusal(trade, payer, settling);
  if (refused || !payer) return { refused: refused ?? "wrong_account" };
  const spent = (payer.day === day ? Number(payer.day_spent) : 0) + amount;
  await ask("debit", DEBIT, payer.id, amount, day, spent);
  await ask("settled", SETTLED, id, attempt, payer.id, confirmation, amount, receipt, now);
  await ask("ended", ENDED, id);
  const shop = await ask("credit", CREDIT, trade.register, amount);
  await ask("entries", ENTRIES, id, payer.id, -amount, shop?.id, amount);
  return { receipt };
}

type Row = Readonly<Record<string, unknown>>;

function refusal(
  trade: Row,
  payer: Row | undefined,
  { attempt, amount, day, now }: Settling,
): string | undefined {
  if (!payer || trade.payer !== payer.id || trade.attempt !== attempt) return "wrong_account";
  if (trade.status !== "claimed") return "trade_ending";
  if (now > Number(trade.deadline) + 30_000) return "too_late";
  if (payer.status !== "active") return "account_frozen";
  const spent = payer.day === day ? Number(payer.day_spent) : 0;
  if (payer.day_limit !== null && spent + amount > Number(payer.day_limit)) return "over_day_limit";
  return Number(payer.balance) < amount ? "insufficient_funds" : undefined;
}
