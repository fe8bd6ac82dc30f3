/**
 * The carrier's side: postings sum to zero, balances follow from the journal, no outbox is left, and what the
 * operator did was done once.
 */

import type { StoredOutcome } from "./stored-rows.ts";
import type { StoredWorld } from "./stored-world.ts";

interface Line {
  readonly account: string;
  readonly currency: string;
  readonly amount: number;
}

const JOURNAL = `SELECT value->>0 AS account, currency, sum(value->>1) AS amount
  FROM (SELECT currency, postings FROM outcomes WHERE postings IS NOT NULL
        UNION ALL SELECT currency, postings FROM orders
        UNION ALL SELECT currency, postings FROM transfers) AS journal, json_each(journal.postings)
  GROUP BY 1, 2`;

export function checkBranches(world: StoredWorld, outcomes: readonly StoredOutcome[]): void {
  const { witness } = world;
  for (const { name, disk } of world.objectsOf("branch")) {
    const lines = disk.rows<Line>(JOURNAL);
    for (const [currency, ofCurrency] of Map.groupBy(lines, (line) => line.currency)) {
      const sum = ofCurrency.reduce((total, { amount }) => total + amount, 0);
      witness.expect("the postings sum to zero", sum === 0, () => `${name} ${currency}: ${sum}`);
    }
    const journal = new Map(lines.map((line) => [`${line.account} ${line.currency}`, line.amount]));
    const accounts = disk.rows<{ id: string; balances: string; outbox: string }>(
      "SELECT id, balances, outbox FROM accounts",
    );
    for (const { id, balances, outbox } of accounts) {
      for (const [currency, balance] of Object.entries(JSON.parse(balances))) {
        const posted = journal.get(`${id} ${currency}`);
        const differ = () => `${id}: balance ${balance}, postings ${posted} ${currency}`;
        witness.expect("balances follow from the journal", balance === posted, differ);
      }
      const left = () => `${id} still has to tell ${JSON.parse(outbox).length}`;
      witness.expect("nothing is stuck", outbox === "[]", left);
    }
  }
  checkActs(world);
  const settled = outcomes.filter(({ kind }) => kind === "settled");
  for (const { trade, attempt, receipt } of settled) {
    const { payload } = JSON.parse(receipt ?? "null");
    const same = payload.trade === trade && payload.attempt === attempt;
    witness.expect("nothing is answered that is not stored", same, () => "a receipt of another");
  }
}

interface StoredTopUp {
  readonly id: string;
  readonly amount: number;
}

const TOP_UPS = `SELECT transfers.id AS id, max(value->>1) AS amount FROM transfers, json_each(transfers.postings)
  WHERE kind = 'top_up' GROUP BY 1`;
const ACTS = "SELECT idempotency_key AS id FROM operator_acts";

/** Each act that was answered stands in the log; each top-up moved its amount, and nothing else did. */
function checkActs(world: StoredWorld): void {
  const { witness } = world;
  const disks = world.objectsOf("branch").map(({ disk }) => disk);
  const topUps = new Map(
    disks.flatMap((disk) => disk.rows<StoredTopUp>(TOP_UPS)).map(({ id, amount }) => [id, amount]),
  );
  const logged = new Set(
    disks.flatMap((disk) => disk.rows<{ id: string }>(ACTS)).map((row) => row.id),
  );
  for (const [key, { command }] of witness.acts) {
    const moved = topUps.get(`top_up/${key}`);
    const asked = command.act === "top_up" ? command.asked.amount : undefined;
    const lost = () => `${key} ${command.act}: asked ${asked}, moved ${moved}`;
    witness.expect("an act is done once", logged.has(key) && moved === asked, lost);
  }
}
