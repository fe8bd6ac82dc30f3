/** Bugs planted at the till: its transitions, its sales, its memory and its map. */

import type { Mutant } from "./mutant.ts";

const TRADE = "protocol/trade/trade.ts";
const TILL = "worker/synchronous-server/till";

export const TILL_MUTANTS: readonly Mutant[] = [
  {
    name: "put-off-credit-acknowledged",
    bug: "a credit that was put off is acknowledged before it is written",
    edits: [
      {
        file: `${TILL}/desk.ts`,
        search: "this.#later.push({ trade, act, done });",
        replace: `this.#later.push({ trade, act, done: () => undefined });
      done(ok(true));`,
      },
    ],
  },
  {
    name: "hour-of-own-clock",
    bug: "the till counts a sale in the hour of its own clock",
    edits: [
      {
        file: `${TILL}/turn.ts`,
        search: "this.#sums = withMovement(this.#sums, movement);",
        replace: "this.#sums = withMovement(this.#sums, { ...movement, at: Date.now() });",
      },
    ],
  },
  {
    name: "release-without-asking",
    bug: "a claim that is over opens the next attempt by the till's clock",
    edits: [
      {
        file: TRADE,
        search:
          'return { trade: { ...trade, state: "ending", reason: now < deadline ? "released" : "expired" } };',
        replace: `if (now < deadline) return { trade: { state: "open", attempt: trade.attempt + 1 } };
  return { trade: { ...trade, state: "ending", reason: "expired" } };`,
      },
    ],
  },
  {
    name: "cancel-at-once",
    bug: "a shop's cancel of a claimed trade ends it without the branch",
    edits: [
      {
        file: TRADE,
        search:
          'cancel: (trade) => ({ trade: { ...trade, state: "ending", reason: "cancelled" } }),',
        replace: 'cancel: (_, __, { now }) => ({ trade: { state: "cancelled", at: now } }),',
      },
    ],
  },
  {
    name: "decline-at-once",
    bug: "a payer's decline of a claimed trade ends it without the branch",
    edits: [
      {
        file: TRADE,
        search: '? { trade: { ...trade, state: "ending", reason: "declined" } }',
        replace: '? { trade: { state: "declined", at: 0 } }',
      },
    ],
  },
  {
    name: "second-payer-claims",
    bug: "a second payer takes over a claim",
    edits: [
      {
        file: TRADE,
        search:
          'return claim.payer === trade.claim.payer ? stay(trade) : { trade, refusal: "claimed_by_another" };',
        replace: "return { trade: { ...trade, claim } };",
      },
    ],
  },
  {
    name: "late-word-counts",
    bug: "a late outcome of an earlier attempt ends the current one",
    edits: [
      {
        file: TRADE,
        search: "if (event.attempt < trade.attempt) return staleOutcome(trade, event);",
        replace: "",
      },
    ],
  },
  {
    name: "attempt-not-counted",
    bug: "the next claim gets the number of the attempt that ended",
    edits: [
      {
        file: TRADE,
        search: 'return { trade: { state: "open", attempt: attempt + 1, ...refused } };',
        replace: 'return { trade: { state: "open", attempt, ...refused } };',
      },
    ],
  },
  {
    name: "credit-twice",
    bug: "a credit that comes again is a sale again",
    edits: [
      {
        file: `${TILL}/acts.ts`,
        search: "if (trade === record.trade) return record;",
        replace: 'if (trade === record.trade && trade.state !== "settled") return record;',
      },
      {
        file: `${TILL}/turn.ts`,
        search: 'assert(record.sale === undefined, "[TR9] a trade is sold once");',
        replace: "",
      },
    ],
  },
  {
    name: "sale-number-in-memory",
    bug: "the number of the last sale is kept in memory alone",
    edits: [
      {
        file: `${TILL}/turn.ts`,
        search: "this.#store.writeSums(sales.kept);",
        replace: "",
      },
    ],
  },
  {
    name: "events-beside-the-commit",
    bug: "what happened in a commit is put on the list after it",
    edits: [
      {
        file: `${TILL}/turn.ts`,
        search: "this.#store.events.add(events, this.#sums.lastSale);",
        replace:
          "void scheduler.wait(1).then(() => this.#store.events.add(events, this.#sums.lastSale));",
      },
    ],
  },
  {
    name: "earlier-tills-not-asked",
    bug: "a changed till map doesn't ask the slot's earlier tills",
    edits: [
      {
        file: `${TILL}/create.ts`,
        search: "for (const till of earlierTillsOf(slot, config.maps)) {",
        replace: "for (const till of earlierTillsOf(slot, config.maps).slice(9)) {",
      },
    ],
  },
  {
    name: "failed-flush-goes-on",
    bug: "a till whose flush failed keeps its memory and says it is stored",
    edits: [
      {
        file: `${TILL}/desk.ts`,
        search: `const changes = this.#database.transaction(() => {
      alsoWrite?.();
      this.#written.flushing(now);
      return turn.write(now);
    });`,
        replace: `let changes: ReturnType<typeof turn.write> = [];
    try {
      changes = this.#database.transaction(() => {
        alsoWrite?.();
        this.#written.flushing(now);
        return turn.write(now);
      });
    } catch {}`,
      },
    ],
  },
];
