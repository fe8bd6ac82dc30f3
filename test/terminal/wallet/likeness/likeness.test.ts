// What is taken for another shop, and what isn't: two tables of pairs, and what holds for any text.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RegisterId } from "../../../../protocol/ids.ts";
import { mixesAlphabets, skeletonOf } from "../../../../terminal/wallet/likeness/confusables.ts";
import { isHostLike } from "../../../../terminal/wallet/likeness/hosts.ts";
import { likenessOf, type ShopFace } from "../../../../terminal/wallet/likeness/likeness.ts";
import { isNear, slips } from "../../../../terminal/wallet/likeness/near-words.ts";
import { lettersOf } from "../../../../terminal/wallet/likeness/punycode.ts";
import { isNameLike } from "../../../../terminal/wallet/likeness/shop-names.ts";
import {
  INNOCENT_HOSTS,
  INNOCENT_NAMES,
  LOOKALIKE_HOSTS,
  LOOKALIKE_NAMES,
} from "./lookalike-pairs.ts";

const KNOWN: ShopFace = {
  register: "reg_test_0000000000001" as RegisterId,
  name: "Kami paper goods",
  origin: "https://kamipaper.example",
};

const asking = (some: Partial<ShopFace>): ShopFace => ({
  register: "reg_test_0000000000002" as RegisterId,
  name: "Another shop",
  origin: "https://another.example",
  ...some,
});

describe("pairs", () => {
  it.each(LOOKALIKE_HOSTS)("[PG7] %s is taken for %s", (one, other) => {
    expect(isHostLike(one, other)).toBe(true);
  });

  it.each(LOOKALIKE_NAMES)("[PG7] the name %s is taken for %s", (one, other) => {
    expect(isNameLike(one, other)).toBe(true);
  });

  it.each(INNOCENT_HOSTS)("[PG7] %s is another host than %s", (one, other) => {
    expect(isHostLike(one, other)).toBe(false);
  });

  it.each(INNOCENT_NAMES)("[PG7] the name %s is another's than %s", (one, other) => {
    expect(isNameLike(one, other)).toBe(false);
  });

  it("are enough of each, and no pair is of one text", () => {
    const alike = [...LOOKALIKE_HOSTS, ...LOOKALIKE_NAMES];
    const innocent = [...INNOCENT_HOSTS, ...INNOCENT_NAMES];
    expect(alike.length).toBeGreaterThanOrEqual(40);
    expect(innocent.length).toBeGreaterThanOrEqual(40);
    for (const [one, other] of [...alike, ...innocent]) expect(one).not.toBe(other);
  });
});

describe("a likeness", () => {
  it("[PG7] is of the address first, then of the name", () => {
    const origin = "https://kamipapr.example";
    expect(likenessOf(asking({ origin }), [KNOWN])).toEqual({ kind: "origin", known: KNOWN });
    const name = "KAMI Paper-Goods";
    expect(likenessOf(asking({ name }), [KNOWN])).toEqual({ kind: "name", known: KNOWN });
    expect(likenessOf(asking({}), [KNOWN])).toBeUndefined();
  });

  it("[PG7] is never of a shop with itself, at whatever address it is", () => {
    const itself = { ...KNOWN, origin: "https://kami-paper.example" };
    expect(likenessOf(itself, [KNOWN])).toBeUndefined();
  });

  it("[PG7] is not of two shops at one very address: whoever proved it lets both", () => {
    expect(likenessOf(asking({ origin: KNOWN.origin, name: KNOWN.name }), [KNOWN])).toBeUndefined();
  });

  it("[PG7] is of nobody in particular where one word mixes alphabets", () => {
    expect(likenessOf(asking({ name: "Nоrd Café" }), [])).toEqual({ kind: "mixed" });
    expect(likenessOf(asking({ name: "Норд Café 東京" }), [])).toBeUndefined();
    const origin = new URL("https://nоrd.example").origin;
    expect(likenessOf(asking({ origin }), [])).toEqual({ kind: "mixed" });
  });
});

const HOST = fc
  .array(fc.stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,4})?$/), { minLength: 2, maxLength: 4 })
  .map((labels) => labels.join("."));

describe("whatever the texts", () => {
  it("[PG7] a skeleton's skeleton is itself, and case and full width make none", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(skeletonOf(skeletonOf(text))).toBe(skeletonOf(text));
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9 ]+$/), (text) => {
        const wide = [...text].map((char) =>
          char === " " ? char : String.fromCharCode(char.charCodeAt(0) + 0xfee0),
        );
        expect(skeletonOf(wide.join(""))).toBe(skeletonOf(text));
      }),
    );
  });

  it("[PG7] names are like each other both ways, and so are words", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.stringMatching(/^[a-e]{4,8}( [a-e]{2})?$/),
    );
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(isNameLike(one, other)).toBe(isNameLike(other, one));
        expect(isNear(one, other)).toBe(isNear(other, one));
      }),
    );
  });

  it("[PG7] a host is not like itself or what is below it", () => {
    fc.assert(
      fc.property(HOST, (host) => {
        expect(isHostLike(host, host)).toBe(false);
        expect(isHostLike(`pay.${host}`, host)).toBe(false);
      }),
    );
  });

  it("[PG7] one slip in a long word is near, whichever it is", () => {
    const word = fc.stringMatching(/^[a-z]{9,14}$/);
    fc.assert(
      fc.property(word, fc.nat(8), fc.constantFrom("x", "q"), (text, at, letter) => {
        const one = skeletonOf(text);
        const [start, rest] = [one.slice(0, at), one.slice(at)];
        expect(isNear(one, start + rest.slice(1))).toBe(true);
        expect(isNear(one, start + letter + rest)).toBe(true);
        expect(slips(one, start + letter + rest)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("[PG7] Punycode is read as the browser wrote it, and no text breaks the reading", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[а-яa-zあ-ん]{1,12}$/), (label) => {
        const host = new URL(`http://${label}.example`).hostname;
        expect(lettersOf(host)).toBe(`${label.normalize("NFKC")}.example`);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9-]{0,20}$/), (text) => {
        expect(lettersOf(`xn--${text}.example`)).toMatch(/\.example$/);
      }),
    );
  });

  it("[PG7] one alphabet is never called a mixture", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9 é]*$/), (text) => {
        expect(mixesAlphabets(text)).toBe(false);
      }),
    );
  });
});
