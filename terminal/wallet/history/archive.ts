/**
 * The archive: where finished payments go once the store has newer ones, so that reading the store costs the same however
 * many there were, and none of them is ever lost. A payment is in the archive before it leaves the store; one that is in
 * both is the store's. Decision 0042.
 */

import type { Context } from "../context.ts";
import { RECORDS_KEPT } from "../patience.ts";
import type { Stored } from "../ports.ts";
import { isOver, isShown, type TradeRecord } from "../trade-record.ts";
import { type Payment, paymentOf } from "./payment.ts";

/** Durable when `keep` resolves. */
export interface PaymentArchive {
  /** All of these, each in the place of what there is under its id. */
  keep(records: readonly TradeRecord[]): Promise<void>;
  /** @returns the record as it was kept */
  find(id: string): Promise<TradeRecord | undefined>;
}

/** What is only looked at, by windows. */
export interface ArchiveReader extends Pick<PaymentArchive, "find"> {
  /** a row of each payment, in no order */
  rows(): Promise<Payment[]>;
  /** everything, in no order */
  all(): Promise<TradeRecord[]>;
}

/** The oldest finished records beyond those that are kept. */
export function outgrown(records: Stored["records"]): TradeRecord[] {
  return Object.values(records)
    .filter((record) => isOver(record) && !isShown(record) && record.state !== "declining")
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
    .slice(RECORDS_KEPT);
}

/** After the work of the moment: no payment waits for it, and one that fails is tried again with the next. */
export async function archiveOutgrown({ book, ports: { archive } }: Context): Promise<void> {
  if (!archive) return;
  const leaving = outgrown((await book.read()).records);
  if (leaving.length === 0) return;
  try {
    await archive.keep(leaving.filter((record) => paymentOf(record) !== undefined));
  } catch {
    return; // no room, or no database: they stay where they are, and are tried again with the next
  }
  await book.turn(({ records }) => {
    // What has changed meanwhile stays: it was archived as it was before.
    const same = leaving.filter((record) => isSame(records[record.id], record));
    return same.length > 0 ? { drop: same.map(({ id }) => id) } : undefined;
  });
}

function isSame(one: TradeRecord | undefined, other: TradeRecord): boolean {
  return one !== undefined && JSON.stringify(one) === JSON.stringify(other);
}

/** A record of the store or of the archive. */
export async function recordOf(
  { book, ports }: Pick<Context, "book" | "ports">,
  id: string,
): Promise<TradeRecord | undefined> {
  return (await book.read()).records[id] ?? ports.archive?.find(id).catch(() => undefined);
}
