/**
 * Asking what came after a payment. Only receipts that hold for that payment are kept, and one that is kept stays: an
 * answer that leaves it out is no news [MS13].
 */

import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import type { Context } from "../context.ts";
import type { Settled } from "../trade-record.ts";
import type { After } from "./after.ts";
import { recordOf } from "./archive.ts";
import { isOfPayment } from "./receipt-check.ts";

/** Payments are named by their record's id. No answer leaves things as they are. */
export interface AfterQuestions {
  ask(record: string): Promise<void>;
  /** Of the latest payments at hand, those that weren't asked about for a while. */
  askAll(): Promise<void>;
}

/** What a list shows again and again is asked about once in this time. */
const LIST_FRESH_MS = 10 * 60_000;
/** Older payments are asked about when they are looked at. */
const LIST_AGE_MS = 90 * 24 * 60 * 60_000;
/** So many at most each time a list is shown. */
const LISTED_MAX = 20;

export function afterQuestions(context: Context): AfterQuestions {
  const { book, ports } = context;
  const now = () => ports.now();
  return {
    ask: async (id) => {
      const record = await recordOf(context, id);
      if (record?.state === "settled") await askAfter(context, record);
    },
    askAll: async () => {
      const { records } = await book.read();
      const due = Object.values(records)
        .filter((record) => record.state === "settled")
        .filter((one) => one.seen && now() - one.endedAt < LIST_AGE_MS)
        .filter((one) => !isFresh(one, now()))
        .sort((a, b) => b.endedAt - a.endedAt)
        .slice(0, LISTED_MAX);
      // One after another: a list is no reason to hurry anybody.
      for (const record of due) await askAfter(context, record);
    },
  };
}

function isFresh({ after }: Settled, now: number): boolean {
  // One of a time to come is of a clock that was set back.
  return after !== undefined && now - after.at < LIST_FRESH_MS && after.at <= now;
}

async function askAfter(context: Context, record: Settled): Promise<void> {
  const { book, ports, server, trust } = context;
  const at = ports.now();
  const answer = await server.receipts(record.trade);
  if (answer.kind !== "value" || answer.value.trade !== record.trade) return;
  const receipts: SignedReceipt[] = [];
  for (const one of answer.value.receipts)
    if (await isOfPayment(record, one, trust)) receipts.push(one);
  const { id } = record;
  const known = (one: Settled): Settled => ({ ...one, after: together(one.after, receipts, at) });
  await book.turn(({ records }) => {
    const current = records[id];
    return current?.state === "settled" ? { put: [known(current)] } : undefined;
  });
  const isAtHand = (await book.read()).records[id] !== undefined;
  if (!isAtHand) await ports.archive?.keep([known(record)]).catch(() => undefined);
}

function together(
  before: After | undefined,
  receipts: readonly SignedReceipt[],
  at: number,
): After {
  const kept = before?.receipts ?? [];
  const known = new Set(kept.map(({ signature }) => signature));
  const news = receipts.filter(({ signature }) => !known.has(signature));
  return { at, receipts: [...kept, ...news] };
}
