/**
 * Fills a branch with accounts that nobody uses, straight into its SQLite file while the servers are stopped: copies of
 * one that was really opened, with ids of their own, each with the transfer that opened it.
 */

import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { fromBase32Hex, toBase32Hex } from "../../protocol/signing/encoding.ts";
import { insertLike, openQuickly, type Row, sqliteFiles } from "./fill.ts";

/** `acc_test_`, then the branch in 16 bits; what comes after is the hash of a device's key. */
const ACCOUNT_BYTES = 10;
const AT_ONCE = 100_000;

/** @param carrier folder of the stopped carrier @returns how many accounts there are then */
export function fillAccounts(
  carrier: string,
  accounts: number,
  say: (line: string) => void,
): number {
  const [branch] = sqliteFiles(join(carrier, "objects/carrier-Branch"));
  if (!branch) throw new Error("there is a branch");
  const database = openQuickly(branch);
  const count = () => Number(database.prepare("SELECT count(*) AS n FROM accounts").get()?.n);
  const account = database
    .prepare("SELECT * FROM accounts WHERE outbox = '[]' LIMIT 1")
    .get() as Row;
  const opening = database.prepare("SELECT * FROM transfers WHERE id LIKE ?");
  const transfer = opening.get(`opening/${account.id}/%`) as Row;
  let written = count();
  while (written < accounts) {
    const ids = accountIdsLike(String(account.id), Math.min(AT_ONCE, accounts - written));
    insertLike(database, "accounts", "id", account, ids);
    const transfers = ids.map((id) => String(transfer.id).replace(String(account.id), id));
    insertLike(database, "transfers", "id", transfer, transfers, (index) => ({
      postings: String(transfer.postings).replace(String(account.id), ids[index] ?? ""),
    }));
    written += ids.length;
    say(`${written.toLocaleString("en")} accounts are written`);
  }
  database.close();
  return written;
}

/** Ids of the same branch, in order. */
export function accountIdsLike(id: string, count: number): string[] {
  const kind = id.slice(0, id.lastIndexOf("_") + 1);
  const head = (fromBase32Hex(id.slice(kind.length)) ?? Buffer.alloc(2)).subarray(0, 2);
  const ids = Array.from({ length: count }, () => {
    const rest = randomBytes(ACCOUNT_BYTES - head.length);
    return `${kind}${toBase32Hex(Buffer.concat([head, rest]))}`;
  });
  return [...new Set(ids)].sort();
}
