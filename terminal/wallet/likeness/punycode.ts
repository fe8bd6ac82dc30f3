/**
 * The letters behind `xn--` (RFC 3492), decoding alone: browsers write an origin in ASCII, and what a shopper
 * takes it for is in its letters. A label that is no Punycode stays as it is.
 */

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE = 128;
const CODE_MAX = 0x10ffff;

/** @param host as the browser writes it */
export function lettersOf(host: string): string {
  return host
    .split(".")
    .map((label) => (label.startsWith("xn--") ? (decode(label.slice(4)) ?? label) : label))
    .join(".");
}

function decode(text: string): string | undefined {
  const basic = text.lastIndexOf("-");
  const output = [...text.slice(0, Math.max(0, basic))].map((char) => char.charCodeAt(0));
  let code = FIRST_CODE;
  let bias = FIRST_BIAS;
  let at = 0;
  let next = basic + 1;
  while (next < text.length) {
    const read = readDelta(text, next, bias);
    if (!read) return undefined;
    next = read.next;
    const count = output.length + 1;
    bias = adapted(
      read.delta,
      count,
      at === 0 && code === FIRST_CODE && output.length === Math.max(0, basic),
    );
    at += read.delta;
    code += Math.floor(at / count);
    at %= count;
    if (code > CODE_MAX) return undefined;
    output.splice(at, 0, code);
    at++;
  }
  return String.fromCodePoint(...output);
}

function readDelta(
  text: string,
  start: number,
  bias: number,
): { delta: number; next: number } | undefined {
  let delta = 0;
  let weight = 1;
  for (let next = start, k = BASE; next < text.length; next++, k += BASE) {
    const digit = Number.parseInt(text[next] ?? "", BASE);
    if (Number.isNaN(digit)) return undefined;
    // a to z are 0 to 25 and the digits 26 to 35, the other way round than in parseInt.
    const value = (digit + 26) % BASE;
    delta += value * weight;
    if (!Number.isSafeInteger(delta)) return undefined;
    const threshold = Math.min(T_MAX, Math.max(T_MIN, k - bias));
    if (value < threshold) return { delta, next: next + 1 };
    weight *= BASE - threshold;
  }
  return undefined;
}

function adapted(delta: number, count: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? DAMP : 2));
  rest += Math.floor(rest / count);
  let k = 0;
  while (rest > ((BASE - T_MIN) * T_MAX) / 2) {
    rest = Math.floor(rest / (BASE - T_MIN));
    k += BASE;
  }
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
