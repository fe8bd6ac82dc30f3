// The search finds a canary in any surroundings, in any writing, and nothing where there is none: so a sweep can fail.
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toBase32Hex } from "../../protocol/signing/encoding.ts";
import type { Canary, Kind } from "../support/canary/canary.ts";
import { inflate, openedBody } from "../support/canary/inflate.ts";
import { aPerson, canary } from "../support/canary/plant.ts";
import { CanarySearch } from "../support/canary/search.ts";

const person = aPerson();
const account = `acc_test_${toBase32Hex(crypto.getRandomValues(new Uint8Array(10)))}`;
const device = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
const KINDS: readonly Kind[] = ["card", "name", "email", "phone", "address", "pin"];
const ALL: readonly Canary[] = [
  ...KINDS.map((kind) => canary(kind, person[kind as keyof typeof person], "here")),
  canary("account", account, "here"),
  canary("device", device, "here"),
];
const searching = new CanarySearch(ALL, inflate);
const search = (bytes: Uint8Array) => searching.find(bytes);
const found = (bytes: Uint8Array) => [...new Set(search(bytes).map((hit) => hit.canary.kind))];

const percent = (text: string) => [...Buffer.from(text)].map((byte) => `%${hexOf(byte)}`).join("");
const hexOf = (byte: number) => byte.toString(16).padStart(2, "0");
const escaped = (text: string) =>
  text.replace(/./gs, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
const entities = (text: string) => [...text].map((char) => `&#${char.codePointAt(0)};`).join("");
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

/** Bytes that begin where a canary is, and how they are written. */
const FORMS: Readonly<Record<string, (text: string) => Uint8Array>> = {
  raw: (text) => Buffer.from(text),
  "in capitals": (text) => Buffer.from(text.toUpperCase()),
  "UTF-16LE": (text) => Buffer.from(text, "utf16le"),
  "UTF-16BE": utf16be,
  hex: (text) => Buffer.from(Buffer.from(text).toString("hex")),
  "hex in capitals": (text) => Buffer.from(Buffer.from(text).toString("hex").toUpperCase()),
  "hex of UTF-16": (text) => Buffer.from(utf16be(text).toString("hex")),
  "a URL's component": (text) => Buffer.from(encodeURIComponent(text)),
  "each byte by percent": (text) => Buffer.from(percent(text)),
  "by percent twice": (text) => Buffer.from(encodeURIComponent(percent(text))),
  "a form's field": (text) => Buffer.from(new URLSearchParams({ "": text }).toString().slice(1)),
  "JSON escapes": (text) => Buffer.from(escaped(text)),
  "JSON in JSON": (text) => Buffer.from(JSON.stringify(JSON.stringify({ x: escaped(text) }))),
  "HTML entities": (text) => Buffer.from(entities(text)),
  "base64 in base64": (text) =>
    Buffer.from(Buffer.from(`x${Buffer.from(text).toString("base64")}`).toString("base64url")),
};

/** What may be put around any of them. */
const WRAPS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  nothing: (bytes) => bytes,
  base64: (bytes) => Buffer.from(Buffer.from(bytes).toString("base64")),
  base64url: (bytes) => Buffer.from(Buffer.from(bytes).toString("base64url")),
  "a JWS's payload": (bytes) =>
    Buffer.from(`eyJhbGciOiJFZERTQSJ9.${Buffer.from(bytes).toString("base64url")}.c2lnbmF0dXJl`),
  gzip: (bytes) => gzipSync(bytes),
  zlib: (bytes) => deflateSync(bytes),
  "gzip in base64": (bytes) => Buffer.from(gzipSync(bytes).toString("base64")),
};

/** No surroundings that go on with the canary's own digits or letters: a PIN stands alone. */
const around = fc
  .uint8Array({ maxLength: 60 })
  .map((bytes) => Buffer.concat([bytes, Buffer.from("|")]));
/** A key's letters are not the same in capitals. */
const written = (form: string) =>
  ALL.filter(({ spelling }) => spelling !== "token" || form !== "in capitals");
const hidden = (
  canaries: readonly Canary[],
  form: (text: string) => Uint8Array,
  wrap: (bytes: Uint8Array) => Uint8Array,
) =>
  fc
    .tuple(fc.constantFrom(...canaries), around, fc.integer({ min: 0, max: 3 }))
    .map(([one, noise, shift]) => {
      const inside = Buffer.concat([
        noise,
        Buffer.alloc(shift, "|"),
        form(one.value),
        Buffer.from("|"),
      ]);
      return {
        one,
        bytes: Buffer.concat([noise, Buffer.from("|"), wrap(inside), Buffer.from("|"), noise]),
      };
    });

describe("the search for canaries", () => {
  describe.each(Object.entries(FORMS))("finds any of them as %s", (name, form) => {
    it.each(Object.entries(WRAPS))("in %s", (_wrap, wrap) => {
      const check = fc.property(hidden(written(name), form, wrap), ({ one, bytes }) => {
        expect(found(bytes)).toContain(one.kind);
      });
      fc.assert(check, { numRuns: 25 });
    });
  });

  it.each([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
    ["deflate", deflateRawSync],
  ] as const)("finds one in a body with Content-Encoding %s", (encoding, compress) => {
    const body = compress(Buffer.from(`{"note":"${person.email}"}`));
    expect(found(openedBody(body, encoding))).toEqual(["email"]);
    expect(found(openedBody(gzipSync(body), `${encoding}, gzip`))).toEqual(["email"]);
  });

  it("finds a card and a telephone number however their digits are grouped", () => {
    const digits = person.card;
    const groups = digits.match(/.{4}/g) ?? [];
    for (const text of [groups.join(" "), groups.join("-"), groups.join("."), groups.join("%20")])
      expect(found(Buffer.from(`<${text}>`))).toEqual(["card"]);
    const national = person.phone.replace(/\D/g, "").replace(/^81/, "");
    expect(found(Buffer.from(`tel:+81${national}`))).toEqual(["phone"]);
    expect(found(Buffer.from(`(+81) ${national.slice(0, 2)} / ${national.slice(2)}`))).toEqual([
      "phone",
    ]);
  });

  it("finds an id and a key by their bytes too", () => {
    const raw = Buffer.from(device, "base64url");
    expect(found(raw)).toEqual(["device"]);
    expect(found(Buffer.from(raw.toString("hex")))).toEqual(["device"]);
    expect(found(Buffer.concat([Buffer.from("x"), raw]).subarray(1))).toEqual(["device"]);
    expect(found(Buffer.from(account.slice(9)))).toEqual(["account"]);
    expect(found(Buffer.from(account.toUpperCase()))).toEqual(["account"]);
  });

  it("takes six digits for a PIN where they stand alone, and not in a longer number or an opaque text", () => {
    const { pin } = person;
    for (const text of [`pin=${pin}`, `{"pin":"${pin}"}`, `pin_${pin}x`, pin])
      expect(found(Buffer.from(text))).toEqual(["pin"]);
    const opaque = "k".repeat(12);
    for (const text of [`1${pin}`, `${pin}0`, `${opaque}${pin}${opaque}`])
      expect(found(Buffer.from(text))).toEqual([]);
  });

  it("finds nothing in what was made without them", () => {
    const strangers = fc.uint8Array({ maxLength: 4_000 }).map((bytes) => {
      const text = Buffer.from(bytes).toString("base64url");
      return Buffer.from(`{"a":"${text}","b":"${Buffer.from(bytes).toString("hex")}"}`);
    });
    const empty = (bytes: Uint8Array) => {
      expect(search(bytes)).toEqual([]);
    };
    fc.assert(fc.property(strangers, empty));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 4_000 }), empty));
    const another = aPerson();
    expect(found(Buffer.from(JSON.stringify(another)))).toEqual([]);
  });

  it("says where one was, and not what it is", () => {
    const [hit] = search(gzipSync(Buffer.from(JSON.stringify({ to: person.email }))));
    expect(hit?.form).toBe("gzip › UTF-8");
    expect(hit?.canary.planted).toBe("here");
  });
});
