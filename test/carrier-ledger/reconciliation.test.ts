// The pure parts of reconciliation: what two counts say of an hour as time goes by, hashes in order, and a day's leaves
// that are collected some pages at a time.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Digest, digestOf, NOTHING } from "../../protocol/count/set-hash.ts";
import { IN_FLIGHT_MS } from "../../protocol/limits.ts";
import {
  compared,
  type HourState,
  isInFlight,
  isOverdue,
  isQuiet,
} from "../../worker/carrier-server/reconciliation/compare.ts";
import {
  DayCollection,
  type ReceiptBranch,
} from "../../worker/carrier-server/reconciliation/day-collection.ts";
import {
  indexOfHash,
  joined,
  sortHashes,
} from "../../worker/carrier-server/reconciliation/hash-list.ts";
import { JPY, tradeNamed } from "./branch-facts.ts";

const sale = (name: string): Digest =>
  digestOf({
    ...{ trade: tradeNamed(name), attempt: 1, kind: "settled", amount: 5, currency: JPY, at: 0 },
  });

const KEY = "reg_test_0000000000000/0/7";

/** Looks in turn: what the carrier and the till had, and how many ms after the one before. */
function looks(...seen: (readonly [Digest, Digest | null, number])[]) {
  let now = 1_000_000;
  let state: HourState | undefined;
  for (const [carrier, till, ms] of seen) {
    now += ms;
    state = compared(state, { key: KEY, carrier, till }, now);
  }
  if (!state) throw new Error("there was a look");
  return {
    agrees: state.agrees,
    inFlight: isInFlight(state, now),
    overdue: isOverdue(state, now),
    quiet: isQuiet(state, now),
  };
}

describe("two counts of an hour", () => {
  const [one, two] = [sale("one"), sale("two")];

  it("[LE62] that differ are in flight for 60 s, and overdue from then on", () => {
    expect(looks([one, NOTHING, 0])).toMatchObject({ agrees: false, inFlight: true });
    const late = looks([one, NOTHING, 0], [one, NOTHING, IN_FLIGHT_MS - 1]);
    expect(late).toMatchObject({ inFlight: true, overdue: false });
    const over = looks([one, NOTHING, 0], [one, NOTHING, IN_FLIGHT_MS]);
    expect(over).toEqual({ agrees: false, inFlight: false, overdue: true, quiet: true });
  });

  it("[LE62] that were equal in between begin anew", () => {
    const seen = looks(
      [one, NOTHING, 0],
      [one, one, IN_FLIGHT_MS / 2],
      [two, one, IN_FLIGHT_MS / 2],
    );
    expect(seen).toMatchObject({ agrees: false, inFlight: true, overdue: false });
  });

  it("[LE63] that change while they differ are overdue, and not quiet", () => {
    const seen = looks([one, NOTHING, 0], [two, NOTHING, IN_FLIGHT_MS]);
    expect(seen).toEqual({ agrees: false, inFlight: false, overdue: true, quiet: false });
  });

  it("[LE62] one of which isn't told are never overdue, and begin anew once it is", () => {
    const away = looks([one, NOTHING, 0], [one, null, 10 * IN_FLIGHT_MS]);
    expect(away).toMatchObject({ agrees: false, inFlight: true, overdue: false });
    const back = looks([one, null, 0], [one, NOTHING, 10 * IN_FLIGHT_MS]);
    expect(back).toMatchObject({ inFlight: true, overdue: false, quiet: false });
    expect(looks([one, null, 0], [one, one, 1])).toMatchObject({ agrees: true, overdue: false });
  });
});

describe("hashes", () => {
  const hashes = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 40 });
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

  it("[LE65] are sorted by their bytes, and none is lost", () => {
    fc.assert(
      fc.property(hashes, (list) => {
        const sorted = hex(sortHashes(joined(list)));
        expect(sorted.match(/.{64}/g) ?? []).toEqual(list.map(hex).sort());
      }),
    );
  });

  it("[LE66] are found where they are, and no others", () => {
    fc.assert(
      fc.property(hashes, fc.uint8Array({ minLength: 32, maxLength: 32 }), (list, other) => {
        const sorted = sortHashes(joined(list));
        for (const one of list) {
          const at = indexOfHash(sorted, one) ?? Number.NaN;
          expect(hex(sorted.subarray(at * 32, at * 32 + 32))).toBe(hex(one));
        }
        const known = list.some((one) => hex(one) === hex(other));
        expect(indexOfHash(sorted, other) !== undefined).toBe(known);
      }),
    );
  });
});

it("[LE65] a day's leaves come from every page of every branch, some pages at a time, under one key", async () => {
  const keys = new Set<string>();
  const branch = (mark: number): ReceiptBranch => ({
    firstReceiptAt: async () => 0,
    receiptPage: async ({ saltKey, after }) => {
      keys.add(saltKey);
      const page = Number(after?.within ?? 0);
      const leaves = new Uint8Array(32).fill(mark + page);
      const next = { table: "outcomes", trade: "", within: page + 1 } as const;
      return page < 4 ? { leaves, next } : { leaves };
    },
  });
  const collection = new DayCollection("2026-11-22", [branch(10), branch(20)]);
  let goes = 1;
  let collected = await collection.goOn(3);
  for (; !collected; goes++) collected = await collection.goOn(3);
  expect(goes).toBe(4);
  expect(keys).toEqual(new Set([collected.saltKey]));
  const marks = Array.from({ length: 10 }, (_, at) => collected.leaves[at * 32]);
  expect(marks).toEqual([10, 11, 12, 13, 14, 20, 21, 22, 23, 24]);
});
