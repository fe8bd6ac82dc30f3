// Base64url has one spelling per value, whether a text is decoded or only looked at.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromBase64Url, isBase64UrlOf, toBase64Url } from "../../../protocol/signing/encoding.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const anyText = fc.array(fc.constantFrom(...LETTERS, "=", "+", "/", " "), { maxLength: 9 });

describe("base64url", () => {
  test("every value comes back from its text", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        const text = toBase64Url(bytes);
        expect(fromBase64Url(text)).toEqual(new Uint8Array(bytes));
        expect(isBase64UrlOf(text, bytes.length)).toBe(true);
        expect(isBase64UrlOf(text, bytes.length + 1)).toBe(false);
      }),
    );
  });

  test("a text that is decoded is the one that its bytes are written as", () => {
    fc.assert(
      fc.property(anyText, (characters) => {
        const text = characters.join("");
        const bytes = fromBase64Url(text);
        expect(bytes === undefined || toBase64Url(bytes) === text).toBe(true);
      }),
    );
  });

  test("of all last characters only those with no stray bits are taken", () => {
    const taken = (head: string) => [...LETTERS].filter((last) => fromBase64Url(`${head}${last}`));
    expect(taken("A").join("")).toBe("AQgw");
    expect(taken("AA").join("")).toBe("AEIMQUYcgkosw048");
    expect(taken("AAA")).toHaveLength(64);
    expect(taken("")).toHaveLength(0);
  });

  test("looking at a text finds what decoding finds", () => {
    fc.assert(
      fc.property(anyText, fc.nat(8), (characters, bytes) => {
        const text = characters.join("");
        expect(isBase64UrlOf(text, bytes)).toBe(fromBase64Url(text)?.length === bytes);
      }),
    );
  });
});
