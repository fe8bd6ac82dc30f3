// Comparing secrets: the same answer as ===, and no early end.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areEqualBytes, areEqualTexts } from "../../../protocol/signing/constant-time.ts";

describe("[RQ14] comparing secrets", () => {
  it("says of any two byte strings whether they are the same", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        expect(areEqualBytes(a, b)).toBe(Buffer.from(a).equals(b));
        expect(areEqualBytes(a, a.slice())).toBe(true);
      }),
    );
  });

  it("tells apart two that differ in one bit, wherever it is", () => {
    const bits = fc.tuple(fc.uint8Array({ minLength: 1 }), fc.nat(), fc.nat(7));
    fc.assert(
      fc.property(bits, ([a, index, bit]) => {
        const b = a.slice();
        const at = index % a.length;
        b[at] = (b[at] ?? 0) ^ (1 << bit);
        expect(areEqualBytes(a, b)).toBe(false);
      }),
    );
  });

  it("reads every byte, however early two differ", () => {
    let read = 0;
    const counted = new Proxy(new Uint8Array(32), {
      get(target, name) {
        if (typeof name === "string" && /^\d+$/.test(name)) read += 1;
        return Reflect.get(target, name, target);
      },
    });
    expect(areEqualBytes(counted, new Uint8Array(32).fill(1))).toBe(false);
    expect(read).toBe(32);
  });

  it("says of texts what === says", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (a, b) => {
        expect(areEqualTexts(a, b)).toBe(a === b);
        expect(areEqualTexts(a, a)).toBe(true);
      }),
    );
  });
});
