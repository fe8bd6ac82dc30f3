/**
 * What may be around a canary, taken off: base64 and base64url, hex, percent signs, escapes of JSON and HTML,
 * separators between digits, and compression. Each gives the bytes below it, to be searched and opened again; each
 * is lenient, since what is looked for may stand beside what is broken.
 */

export interface Layer {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** @returns what was compressed from this byte on, as far as it goes; undefined where nothing was. Node's zlib, mostly. */
export type Inflate = (bytes: Uint8Array) => Uint8Array | undefined;

/** Shorter runs hold too little to be looked at apart. */
const BASE64_CHARS_MIN = 10;
const HEX_CHARS_MIN = 16;
const SEPARATOR = 0;

export function layersOf(bytes: Uint8Array, inflate: Inflate): Layer[] {
  return [
    ...encoded(bytes),
    { name: "percent", bytes: unescaped(bytes, PERCENT, percentAt) },
    { name: "JSON", bytes: unescaped(bytes, BACKSLASH, jsonAt) },
    { name: "HTML", bytes: unescaped(bytes, AMPERSAND, entityAt) },
    ...compressed(bytes, inflate),
  ].filter((layer) => layer.bytes.length > 0);
}

const codes = (text: string) => Array.from(text, (char) => char.charCodeAt(0));
const table = (alphabet: string): Int8Array => {
  const values = new Int8Array(256).fill(-1);
  codes(alphabet).forEach((code, value) => {
    values[code] = value;
  });
  return values;
};
const BASE64 = table("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
BASE64[0x2d] = 62;
BASE64[0x5f] = 63;
const HEX = table("0123456789abcdef");
codes("ABCDEF").forEach((code, index) => {
  HEX[code] = 10 + index;
});

type Run = readonly [from: number, to: number];

/** Where a run begins is not where what was encoded begins: so each is decoded at every alignment. */
function encoded(bytes: Uint8Array): Layer[] {
  const runs = runsOf(bytes, BASE64, BASE64_CHARS_MIN, [[0, bytes.length]]);
  const hex = runsOf(bytes, HEX, HEX_CHARS_MIN, runs);
  return [
    ...[0, 1, 2, 3].map((skip) => ({ name: "base64", bytes: fromBase64Runs(bytes, runs, skip) })),
    ...[0, 1].map((skip) => ({ name: "hex", bytes: fromHexRuns(bytes, hex, skip) })),
  ];
}

function runsOf(
  bytes: Uint8Array,
  values: Int8Array,
  least: number,
  within: readonly Run[],
): Run[] {
  const runs: Run[] = [];
  for (const [from, to] of within) {
    for (let start = from; start + least <= to; ) {
      // From behind: one character outside the alphabet rules all runs out that it would be in.
      let outside = start + least - 1;
      while (outside >= start && (values[bytes[outside] as number] as number) >= 0) outside -= 1;
      if (outside >= start) {
        start = outside + 1;
        continue;
      }
      let end = start + least;
      while (end < to && (values[bytes[end] as number] as number) >= 0) end += 1;
      runs.push([start, end]);
      start = end + 1;
    }
  }
  return runs;
}

function fromBase64Runs(bytes: Uint8Array, runs: readonly Run[], skip: number): Uint8Array {
  const out = new Uint8Array(roomFor(runs));
  const value = (at: number, to: number) => (at < to ? (BASE64[bytes[at] as number] as number) : 0);
  let written = 0;
  for (const [from, to] of runs) {
    for (let at = from + skip; at < to; at += 4) {
      const [a, b] = [value(at, to), value(at + 1, to)];
      const [c, d] = [value(at + 2, to), value(at + 3, to)];
      out[written++] = (a << 2) | (b >> 4);
      out[written++] = (b << 4) | (c >> 2);
      out[written++] = (c << 6) | d;
    }
    out[written++] = SEPARATOR;
  }
  return out.subarray(0, written);
}

function fromHexRuns(bytes: Uint8Array, runs: readonly Run[], skip: number): Uint8Array {
  const out = new Uint8Array(roomFor(runs));
  let written = 0;
  for (const [from, to] of runs) {
    for (let at = from + skip; at + 1 < to; at += 2) {
      const [high, low] = [HEX[bytes[at] as number], HEX[bytes[at + 1] as number]];
      out[written++] = ((high as number) << 4) | (low as number);
    }
    out[written++] = SEPARATOR;
  }
  return out.subarray(0, written);
}

const roomFor = (runs: readonly Run[]) =>
  runs.reduce((room, [from, to]) => room + (to - from) + 4, 0);

const [PERCENT, BACKSLASH, AMPERSAND] = [0x25, 0x5c, 0x26] as const;

interface Escape {
  /** bytes that the escape takes */
  readonly length: number;
  /** the code point; or, of a percent sign, the byte */
  readonly code: number;
  readonly isByte?: true;
}

type ReadEscape = (bytes: Uint8Array, at: number) => Escape | undefined;

/** What stands further from any escape than a canary is long is searched as it is. */
const AROUND_BYTES = 160;

/** The surroundings of every escape, with all escapes in them taken away. */
function unescaped(bytes: Uint8Array, mark: number, read: ReadEscape): Uint8Array {
  const first = bytes.indexOf(mark);
  if (first < 0) return new Uint8Array();
  const out = new Uint8Array(bytes.length + 1);
  let written = 0;
  let copied = 0;
  let until = -1;
  for (let at = first; at >= 0 && at < bytes.length; at = bytes.indexOf(mark, at)) {
    const one = read(bytes, at);
    if (!one) {
      at += 1;
      continue;
    }
    // What lies between: the end of the last one's surroundings, and the start of this one's.
    const [end, start] = [Math.min(at, until), Math.max(copied, at - AROUND_BYTES)];
    if (end > copied) written += put(out, written, bytes.subarray(copied, end));
    if (start > Math.max(end, copied)) out[written++] = SEPARATOR;
    written += put(out, written, bytes.subarray(Math.max(start, end), at));
    if (one.isByte) out[written++] = one.code;
    else written += putUtf8(out, written, one.code);
    at += one.length;
    copied = at;
    until = at + AROUND_BYTES;
  }
  if (until >= 0) written += put(out, written, bytes.subarray(copied, until));
  return out.subarray(0, written);
}

function put(out: Uint8Array, at: number, bytes: Uint8Array): number {
  out.set(bytes, at);
  return bytes.length;
}

function putUtf8(out: Uint8Array, at: number, code: number): number {
  const text = code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
  return new TextEncoder().encodeInto(text, out.subarray(at)).written;
}

/** @param radix 10 or 16 @returns the number written in up to `most` digits from here, and how many there are */
function numberAt(bytes: Uint8Array, at: number, radix: 10 | 16, most: number) {
  let value = 0;
  let digits = 0;
  while (digits < most) {
    const digit = HEX[bytes[at + digits] ?? 0] as number;
    if (digit < 0 || digit >= radix) break;
    value = value * radix + digit;
    digits += 1;
  }
  return { value, digits };
}

function percentAt(bytes: Uint8Array, at: number): Escape | undefined {
  const { value, digits } = numberAt(bytes, at + 1, 16, 2);
  return digits === 2 ? { length: 3, code: value, isByte: true } : undefined;
}

const SHORT: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

function jsonAt(bytes: Uint8Array, at: number): Escape | undefined {
  const next = String.fromCharCode(bytes[at + 1] ?? 0);
  if (next === "x") {
    const { value, digits } = numberAt(bytes, at + 2, 16, 2);
    return digits === 2 ? { length: 4, code: value } : undefined;
  }
  if (next !== "u") {
    if (!/[\\"/nrtbf']/.test(next)) return undefined;
    return { length: 2, code: (SHORT[next] ?? next).charCodeAt(0) };
  }
  const { value, digits } = numberAt(bytes, at + 2, 16, 4);
  if (digits < 4) return undefined;
  const low = numberAt(bytes, at + 8, 16, 4);
  const isPair = value >= 0xd800 && value < 0xdc00 && bytes[at + 6] === BACKSLASH;
  if (!isPair || low.digits < 4) return { length: 6, code: value };
  return { length: 12, code: 0x10000 + ((value - 0xd800) << 10) + (low.value - 0xdc00) };
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", commat: "@", plus: "+" },
};

function entityAt(bytes: Uint8Array, at: number): Escape | undefined {
  const text = String.fromCharCode(...bytes.subarray(at + 1, at + 10));
  const named = /^([a-z]+);/.exec(text);
  if (named) {
    const meant = ENTITIES[named[1] ?? ""];
    return meant ? { length: named[0].length + 1, code: meant.charCodeAt(0) } : undefined;
  }
  const numbered = /^#(?:x([0-9a-f]+)|([0-9]+));?/i.exec(text);
  if (!numbered) return undefined;
  const [whole, hex, decimal] = numbered;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return { length: whole.length + 1, code };
}

const ZLIB_LEVELS = [0x01, 0x5e, 0x9c, 0xda];

/** gzip and zlib say so with their first bytes; they may begin anywhere. */
function compressed(bytes: Uint8Array, inflate: Inflate): Layer[] {
  const layers: Layer[] = [];
  const open = (name: string, at: number) => {
    const opened = inflate(bytes.subarray(at));
    if (opened) layers.push({ name, bytes: opened });
  };
  for (let at = bytes.indexOf(0x1f); at >= 0; at = bytes.indexOf(0x1f, at + 1))
    if (bytes[at + 1] === 0x8b && bytes[at + 2] === 8) open("gzip", at);
  for (let at = bytes.indexOf(0x78); at >= 0; at = bytes.indexOf(0x78, at + 1))
    if (ZLIB_LEVELS.includes(bytes[at + 1] ?? 0)) open("zlib", at);
  return layers;
}

const GROUPING = table(" -./()");
/** As in "81 / 90": with more between two digits, they are not of one number. */
const GROUPING_BYTES_MAX = 3;

/** Digits that were written in groups, together again. @returns nothing where there are none */
export function joinedDigits(bytes: Uint8Array): Uint8Array {
  let out: Uint8Array | undefined;
  let written = 0;
  let copied = 0;
  let last = -1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x30 && byte <= 0x39) {
      if (last >= 0 && at > last + 1) {
        out ??= new Uint8Array(bytes.length);
        written += put(out, written, bytes.subarray(copied, last + 1));
        copied = at;
      }
      last = at;
    } else if (last >= 0 && ((GROUPING[byte] as number) < 0 || at - last > GROUPING_BYTES_MAX)) {
      last = -1;
    }
  }
  if (!out) return new Uint8Array();
  return out.subarray(0, written + put(out, written, bytes.subarray(copied)));
}
