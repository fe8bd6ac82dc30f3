// Shares of a secret: enough of them restore it, whichever they are; fewer are as good as none.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { combineShares, splitSecret } from "../../cli/shares.ts";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

describe("shares", () => {
  it("[RG18] any that are enough restore the secret, in any order", () => {
    const cases = fc.record({
      secret: fc.uint8Array({ minLength: 1, maxLength: 40 }),
      needed: fc.integer({ min: 2, max: 6 }),
      more: fc.integer({ min: 0, max: 4 }),
      order: fc.infiniteStream(fc.nat()),
    });
    fc.assert(
      fc.property(cases, ({ secret, needed, more, order }) => {
        const shares = splitSecret(secret, { shares: needed + more, needed, random });
        const chosen = shares
          .map((share) => ({ share, at: order.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .slice(0, needed)
          .map(({ share }) => share);
        expect(combineShares(chosen)).toEqual(new Uint8Array(secret));
      }),
      { numRuns: 60 },
    );
  });

  it("[RG18] one too few say nothing: every secret is as likely as before", () => {
    // Two of three bytes that are needed: with each value of the third, another secret, and all 256 of them.
    const shares = splitSecret(Uint8Array.of(42), { shares: 3, needed: 3, random });
    const secrets = Array.from({ length: 256 }, (_, guess) => {
      const third = { number: 3, bytes: Uint8Array.of(guess) };
      return combineShares([...shares.slice(0, 2), third])[0];
    });
    expect(new Set(secrets).size).toBe(256);
  });

  it.each([
    [5, 1],
    [2, 3],
    [256, 3],
    [2.5, 2],
    [Number.NaN, 2],
  ])("refuses to make %d shares of which %d are needed", (shares, needed) => {
    expect(() => splitSecret(Uint8Array.of(1), { shares, needed, random })).toThrow("shares");
  });

  it("refuses one share twice, none, and shares of different lengths", () => {
    const [a, b] = splitSecret(random(4), { shares: 2, needed: 2, random });
    if (!a || !b) throw new Error("there are two");
    expect(() => combineShares([a, a])).toThrow("once");
    expect(() => combineShares([])).toThrow("once");
    expect(() => combineShares([a, { ...b, bytes: random(5) }])).toThrow("different");
  });
});
