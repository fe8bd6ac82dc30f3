// workerd has base64url of its own: it says what our fallback says, for what is strict and what isn't.
import fc from "fast-check";
import { expect, test } from "vitest";
import { fromBase64Url, toBase64Url } from "../../../protocol/signing/encoding.ts";

interface Native {
  toBase64?: unknown;
}

/** What `act` gives where the engine has neither. */
function withoutNative<T>(act: () => T): T {
  const prototype = Uint8Array.prototype as Native;
  const to = Object.getOwnPropertyDescriptor(prototype, "toBase64") ?? {};
  const from = Object.getOwnPropertyDescriptor(Uint8Array, "fromBase64") ?? {};
  Reflect.deleteProperty(prototype, "toBase64");
  Reflect.deleteProperty(Uint8Array, "fromBase64");
  try {
    return act();
  } finally {
    Object.defineProperty(prototype, "toBase64", to);
    Object.defineProperty(Uint8Array, "fromBase64", from);
  }
}

test("the engine has its own here", () => {
  expect("toBase64" in Uint8Array.prototype && "fromBase64" in Uint8Array).toBe(true);
  expect(withoutNative(() => "toBase64" in Uint8Array.prototype)).toBe(false);
});

test("bytes are written alike with and without it", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = toBase64Url(bytes);
      expect(withoutNative(() => toBase64Url(bytes))).toBe(text);
      expect(fromBase64Url(text)).toEqual(withoutNative(() => fromBase64Url(text)));
    }),
  );
});

test("any text is read alike, or refused", () => {
  const anyText = fc.string({ unit: fc.constantFrom(..."AQgwz09-_=+/ \n\u00e9"), maxLength: 12 });
  fc.assert(
    fc.property(anyText, (text) => {
      expect(fromBase64Url(text)).toEqual(withoutNative(() => fromBase64Url(text)));
    }),
  );
});
