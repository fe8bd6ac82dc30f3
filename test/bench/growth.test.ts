// What growth and soak rest on: trades that look like those of their till, and memory that is held.
import { describe, expect, test } from "vitest";
import { growthOf, residentIn } from "../../bench/measure/memory.ts";
import { idsLike } from "../../bench/ours/fill.ts";
import { formatTradeId, parseTradeId, registerIdFrom } from "../../protocol/ids.ts";

describe("copied trades", () => {
  const register = registerIdFrom("test", new Uint8Array(8).fill(7));
  const time = new Uint8Array(6);
  const parts = { mode: "test", register, till: 3, time } as const;
  const id = formatTradeId({ ...parts, hash: new Uint8Array(16), tag: new Uint8Array(6) });

  test("are of the same register and till, and sort by time", () => {
    const ids = idsLike(id, 1_700_000_000_000, 50);
    expect(new Set(ids).size).toBe(50);
    expect(ids.toSorted()).toEqual(ids);
    for (const one of ids) {
      const { register: of, till } = parseTradeId(one as typeof id);
      expect([one.length, of, till]).toEqual([id.length, register, 3]);
    }
  });
});

describe("memory", () => {
  test("is what the kernel says is resident", () => {
    expect(residentIn("Name:\tworkerd\nVmRSS:\t    2048 kB\n")).toBe(2_097_152);
  });

  test("that comes and goes is no growth, what stays is", () => {
    expect(growthOf([1, 5, 9, 3, 8, 4, 3, 9, 5])).toBe(0);
    expect(growthOf([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe(3);
    expect(growthOf([1, 2])).toBe(0);
  });
});
