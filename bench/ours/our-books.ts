/** What our servers' files say at the end of a run: read while the servers are stopped, or beside them. */

import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Books } from "../trade/contender.ts";
import { sqliteFiles } from "./fill.ts";
import type { Role } from "./workerd-config.ts";

const SUM_OF_POSTINGS = `SELECT coalesce(sum(posting.value ->> 1), 0) AS n FROM
  (SELECT postings FROM outcomes WHERE postings IS NOT NULL UNION ALL SELECT postings FROM transfers) AS moved,
  json_each(moved.postings) AS posting`;

export function readOurBooks({ carrier, synchronous }: Readonly<Record<Role, string>>): Books {
  const outcomes = inEach(join(carrier, "objects/carrier-Branch"), (branch) => ({
    settled: numberOf(branch, "SELECT count(*) AS n FROM outcomes WHERE kind = 'settled'"),
    postings: numberOf(branch, SUM_OF_POSTINGS),
  }));
  const tills = inEach(join(synchronous, "objects/synchronous-Till"), (till) => ({
    credited: numberOf(till, "SELECT count(*) AS n FROM trades WHERE sale IS NOT NULL"),
    balance: numberOf(till, "SELECT coalesce(sum(sums ->> '$.balances.JPY'), 0) AS n FROM till"),
  }));
  return {
    settled: sum(outcomes.map(({ settled }) => settled)),
    sumOfPostings: sum(outcomes.map(({ postings }) => postings)),
    credited: sum(tills.map(({ credited }) => credited)),
    shopBalance: sum(tills.map(({ balance }) => balance)),
  };
}

/** How many accounts have another balance than the sum of their postings. @param carrier folder of the stopped server */
export function accountsOff(carrier: string): number {
  const all = inEach(join(carrier, "objects/carrier-Branch"), (branch) =>
    numberOf(branch, ACCOUNTS_OFF),
  );
  return sum(all);
}

const ACCOUNTS_OFF = `WITH moved AS (
    SELECT posting.value ->> 0 AS account, sum(posting.value ->> 1) AS total FROM
      (SELECT postings FROM outcomes WHERE postings IS NOT NULL UNION ALL SELECT postings FROM transfers) AS all_moved,
      json_each(all_moved.postings) AS posting GROUP BY 1)
  SELECT count(*) AS n FROM accounts LEFT JOIN moved ON moved.account = accounts.id
  WHERE coalesce(balances ->> '$.JPY', 0) <> coalesce(moved.total, 0)`;

function inEach<T>(folder: string, read: (database: DatabaseSync) => T): T[] {
  return sqliteFiles(folder).map((path) => {
    const database = new DatabaseSync(path);
    const result = read(database);
    database.close();
    return result;
  });
}

function numberOf(database: DatabaseSync, query: string): number {
  return Number(database.prepare(query).get()?.n ?? 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
