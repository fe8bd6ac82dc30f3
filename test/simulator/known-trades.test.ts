// The trades that a till remembers: as their rows are, and no more of them than it may hold.

import { describe, expect, it } from "vitest";
import type { TradeId } from "../../protocol/ids.ts";
import { KnownTrades } from "../../worker/synchronous-server/till/known-trades.ts";
import type { TradeRecord } from "../../worker/synchronous-server/till/trade-record.ts";

const recordAt = (id: string, updated: number) => ({ id, updated }) as unknown as TradeRecord;
const idOf = (number: number) => `trade ${number}` as TradeId;

function aMemory() {
  const rows = new Map<string, TradeRecord>();
  const read: string[] = [];
  const known = new KnownTrades((id) => {
    read.push(id);
    return rows.get(id);
  });
  return { rows, read, known };
}

describe("what a till remembers of its trades", () => {
  it("is read once, and is what was written last", () => {
    const { rows, read, known } = aMemory();
    rows.set(idOf(1), recordAt(idOf(1), 1));
    known.read(idOf(1));
    expect(known.read(idOf(1))?.updated).toBe(1);
    expect(read).toEqual([idOf(1)]);
    known.stored(recordAt(idOf(1), 2));
    expect(known.read(idOf(1))?.updated).toBe(2);
  });

  it("isn't that there is none: a trade may be made at any time", () => {
    const { rows, known } = aMemory();
    expect(known.read(idOf(1))).toBeUndefined();
    rows.set(idOf(1), recordAt(idOf(1), 1));
    expect(known.read(idOf(1))?.updated).toBe(1);
  });

  it("is of the last 64: others are read from their rows again", () => {
    const { rows, read, known } = aMemory();
    for (let number = 0; number <= 64; number++) {
      rows.set(idOf(number), recordAt(idOf(number), number));
      known.read(idOf(number));
    }
    read.length = 0;
    known.read(idOf(1));
    expect(read).toEqual([]);
    known.read(idOf(0));
    expect(read).toEqual([idOf(0)]);
  });
});
