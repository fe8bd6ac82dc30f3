/**
 * Thousands of needles in one pass: the first four bytes at each position, with ASCII letters in lower case, choose
 * the few needles that are compared there. So a sweep costs the bytes swept, not bytes × needles.
 */

import type { Needle } from "./spellings.ts";

export interface Match {
  readonly needle: Needle;
  readonly at: number;
}

const FLAG_BITS = 20;
const PREFIX_BYTES = 4;
/** Six digits in a longer run of an opaque text are chance; in a word of their own they are not. */
const WORD_MAX = 20;

export class Matcher {
  readonly #flags = new Uint8Array(1 << FLAG_BITS);
  readonly #needles = new Map<number, Needle[]>();

  add(needles: Iterable<Needle>): void {
    for (const needle of needles) {
      if (needle.bytes.length < 6) throw new Error(`too short to be looked for: ${needle.form}`);
      const prefix = prefixAt(folded(needle.bytes), 0);
      this.#flags[flagOf(prefix)] = 1;
      const same = this.#needles.get(prefix);
      if (same) same.push(needle);
      else this.#needles.set(prefix, [needle]);
    }
  }

  find(bytes: Uint8Array): Match[] {
    const low = folded(bytes);
    const found: Match[] = [];
    if (low.length < PREFIX_BYTES) return found;
    let prefix = prefixAt(low, 0);
    for (let at = 0; ; at++) {
      if (this.#flags[flagOf(prefix)] === 1) this.#compare(prefix, bytes, low, at, found);
      if (at + PREFIX_BYTES >= low.length) return found;
      prefix = (prefix >>> 8) | ((low[at + PREFIX_BYTES] as number) << 24);
    }
  }

  #compare(prefix: number, bytes: Uint8Array, low: Uint8Array, at: number, found: Match[]): void {
    for (const needle of this.#needles.get(prefix | 0) ?? []) {
      const hay = needle.exact ? bytes : low;
      if (!startsWith(hay, at, needle)) continue;
      if (needle.alone && !standsAlone(low, at, needle.bytes.length)) continue;
      found.push({ needle, at });
    }
  }
}

function startsWith(hay: Uint8Array, at: number, { bytes, exact }: Needle): boolean {
  if (at + bytes.length > hay.length) return false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (hay[at + i] !== (exact ? byte : LOWER[byte])) return false;
  }
  return true;
}

const LOWER = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte,
);

function folded(bytes: Uint8Array): Uint8Array {
  const low = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) low[i] = LOWER[bytes[i] as number] as number;
  return low;
}

function prefixAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getInt32(at, true);
}

const flagOf = (prefix: number) => Math.imul(prefix, 0x9e3779b1) >>> (32 - FLAG_BITS);

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isWord = (byte: number | undefined) =>
  isDigit(byte) || (byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || byte === 0x5f));

function standsAlone(low: Uint8Array, at: number, length: number): boolean {
  if (isDigit(low[at - 1]) || isDigit(low[at + length])) return false;
  let from = at;
  let to = at + length;
  while (isWord(low[from - 1]) && to - from <= WORD_MAX) from -= 1;
  while (isWord(low[to]) && to - from <= WORD_MAX) to += 1;
  return to - from <= WORD_MAX;
}
