/**
 * Everything a register can read of itself, in a folder: trades with their captures, refunds and receipts, events,
 * journal and payouts, as JSON and, where it is a table, as CSV; the journal for hledger too. Written page by page, and
 * put in place whole: a file that is there is complete.
 */

import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TradeView, Warifu } from "../../../register-server/index.ts";
import { csvOf, type Row } from "./csv.ts";

export interface Exported {
  readonly file: string;
  readonly entries: number;
}

export interface ExportOptions {
  readonly warifu: Warifu;
  readonly folder: string;
  /** of each file while it is gathered */
  readonly progress?: (file: string, entries: number) => void;
}

/** @returns what was written */
export async function exportAll(options: ExportOptions): Promise<Exported[]> {
  const { warifu, folder } = options;
  mkdirSync(folder, { recursive: true });
  const trades = await gather(options, "trades", withOrders(warifu));
  const events = await gather(options, "events", warifu.events.after(0));
  const journal = await gather(options, "journal", warifu.eachJournalEntry());
  const payouts = await gather(options, "payouts", warifu.eachPayout());
  const write = (file: string, entries: number, text: string): Exported => {
    const path = join(folder, file);
    writeFileSync(`${path}.part`, text, { mode: 0o600 });
    renameSync(`${path}.part`, path);
    return { file, entries };
  };
  const both = (name: string, rows: readonly object[], table: readonly Row[] = rows as Row[]) => [
    write(`${name}.json`, rows.length, `${JSON.stringify(rows, null, 2)}\n`),
    write(`${name}.csv`, rows.length, csvOf(table)),
  ];
  return [
    ...both("trades", trades, trades.map(rowOfTrade)),
    ...both(
      "events",
      events,
      events.map(({ data, ...event }) => ({ ...event, ...data })),
    ),
    ...both("journal", journal),
    ...both("payouts", payouts),
    write("journal.hledger", journal.length, await warifu.exportJournal()),
  ];
}

async function gather<T>(
  { progress }: ExportOptions,
  name: string,
  entries: AsyncIterable<T>,
): Promise<T[]> {
  const all: T[] = [];
  for await (const entry of entries) {
    all.push(entry);
    if (all.length % 100 === 0) progress?.(name, all.length);
  }
  progress?.(name, all.length);
  return all;
}

const HELD = new Set(["authorized", "completed", "voided"]);

/** Its captures and refunds beside each trade that may have any. */
async function* withOrders(warifu: Warifu) {
  for await (const trade of warifu.eachTrade({ expand: ["receipt"] })) {
    const captures = HELD.has(trade.status) ? await warifu.listCaptures(trade.id) : [];
    const isPaid = trade.status === "settled" || HELD.has(trade.status);
    const refunds = isPaid ? await warifu.listRefunds(trade.id) : [];
    yield { ...trade, captures, refunds };
  }
}

function rowOfTrade(trade: TradeView & { readonly refunds: readonly { amount: number }[] }): Row {
  const { id, status, amount, currency, created, deadline, reference, fee, net } = trade;
  const refunded = trade.refunds.reduce((sum, one) => sum + one.amount, 0);
  return { id, status, amount, currency, created, deadline, reference, fee, net, refunded };
}
