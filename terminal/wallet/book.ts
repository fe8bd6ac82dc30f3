/**
 * The book: the only way the wallet changes its store. Turns run one after another, each reads, decides
 * and writes; so two messages that arrive at once can't undo each other. No network inside a turn.
 */

import { countAtOf, withPaid } from "./budgets/budget.ts";
import { paidShops, withPayment } from "./paid-shops.ts";
import type { Ports, StoreChange, Stored } from "./ports.ts";
import { entryOf } from "./privacy/given.ts";
import type { RecordEvent } from "./record-events.ts";
import { recordTransition } from "./record-transitions.ts";
import type { TerminalProfile } from "./terminal-profile.ts";
import { needsShopper, type Settled, type TradeRecord } from "./trade-record.ts";

export interface Book {
  read(): Promise<Stored>;
  /** Decides on what is stored; `undefined` writes nothing. */
  turn(decide: (stored: Stored) => StoreChange | undefined): Promise<void>;
  /** @returns the record after the event, or undefined when there is none of that id */
  record(id: string, event: RecordEvent): Promise<TradeRecord | undefined>;
  profile(decide: (profile: TerminalProfile) => TerminalProfile): Promise<TerminalProfile>;
}

export function openBook({ store, settled, needed, changed }: Ports): Book {
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const next = last.then(act, act);
    last = next.catch(() => undefined);
    return next;
  }

  async function write(change: StoreChange): Promise<void> {
    await store.write(change);
    for (const record of change.put ?? [])
      if (record.state === "settled" && !record.seen) settled(record);
    for (const record of change.put ?? []) if (needsShopper(record)) needed?.(record);
    changed();
  }

  return {
    read: () => inTurn(() => store.read()),

    turn: (decide) =>
      inTurn(async () => {
        const change = decide(await store.read());
        if (change) await write(change);
      }),

    record: (id, event) =>
      inTurn(async () => {
        const stored = await store.read();
        const record = stored.records[id];
        if (!record) return undefined;
        const next = recordTransition(record, counted(stored, record, event));
        if (next !== record)
          await write({
            put: [next],
            // A record is settled once; what comes after is no payment.
            ...(next.state === "settled" && record.state !== "settled"
              ? paid(stored, record, next)
              : {}),
          });
        return next;
      }),

    profile: (decide) =>
      inTurn(async () => {
        const { profile } = await store.read();
        const next = decide(profile);
        if (next !== profile) await write({ profile: next });
        return next;
      }),
  };
}

/** What a payment changes beside its record: the shop is known, and what it is given is to be sent. */
function paid(stored: Stored, before: TradeRecord, record: Settled): StoreChange {
  // Paid elsewhere with nothing confirmed here: this terminal has paid nobody.
  if (record.by && before.state !== "confirming") return {};
  const giving = before.state === "confirming" ? before.giving : undefined;
  const entry = giving && entryOf(record, giving);
  const budgets = withPaid(stored.budgets, before);
  return {
    shops: withPayment(paidShops(stored), record),
    ...(budgets && budgets !== stored.budgets ? { budgets } : {}),
    ...(entry ? { give: [entry] } : {}),
  };
}

/** Whoever confirms: what is paid to a shop with a budget is reserved in the write that decides on it [BU4]. */
function counted(stored: Stored, record: TradeRecord, event: RecordEvent): RecordEvent {
  if (event.type !== "pay") return event;
  const countAt = countAtOf(record, stored.budgets, event.at);
  return countAt === undefined ? event : { ...event, countAt };
}
