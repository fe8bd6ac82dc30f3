/**
 * Text forms of bytes: base64url (RFC 4648 §5, keys and signatures), base32hex (RFC 4648 §7, ids: its
 * text order is the order of the bytes, so ids that begin with a time sort by time) and hex.
 * Decoders are strict: one text per value. A lenient one would give one id two spellings.
 */

const BASE32HEX = "0123456789abcdefghijklmnopqrstuv";

export function toBase32Hex(bytes: Uint8Array): string {
  let text = "";
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32HEX.charAt((buffer >>> bits) & 31);
    }
    buffer &= (1 << bits) - 1;
  }
  return bits > 0 ? text + BASE32HEX.charAt((buffer << (5 - bits)) & 31) : text;
}

/** @returns the bytes, or undefined when the text isn't the one spelling of any bytes. */
export function fromBase32Hex(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const char of text) {
    const value = BASE32HEX.indexOf(char);
    if (value < 0) return undefined;
    buffer = (buffer << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (buffer >>> bits) & 255;
    }
    buffer &= (1 << bits) - 1;
  }
  return bits < 5 && buffer === 0 ? bytes : undefined;
}

/** Base32 for people (Crockford's): no letter that could be taken for a digit, and none for another. */
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export function toCrockford(bytes: Uint8Array): string {
  return [...toBase32Hex(bytes)].map((char) => CROCKFORD.charAt(BASE32HEX.indexOf(char))).join("");
}

/** @param text as it was typed: in any case, with blanks and hyphens, O for 0, I and L for 1 */
export function fromCrockford(text: string): Uint8Array<ArrayBuffer> | undefined {
  const plain = text.toUpperCase().replaceAll(/[\s-]/g, "");
  const read = plain.replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  const values = [...read].map((char) => CROCKFORD.indexOf(char));
  if (values.includes(-1)) return undefined;
  return fromBase32Hex(values.map((value) => BASE32HEX.charAt(value)).join(""));
}

/** In groups of four, as people read and copy codes. */
export function inGroups(text: string): string {
  return text.match(/.{1,4}/g)?.join("-") ?? "";
}

/** The engine's own (ES2026), where it has them: several times as fast. Engines of 2025 don't. */
interface Native {
  toBase64?(options: typeof URL_SAFE): string;
}
interface NativeReader {
  fromBase64?(text: string, options: typeof URL_SAFE): Uint8Array<ArrayBuffer>;
}
const URL_SAFE = { alphabet: "base64url", omitPadding: true } as const;

export function toBase64Url(bytes: Uint8Array): string {
  const text = (bytes as Native).toBase64?.(URL_SAFE);
  return text ?? toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Whether the text is the one unpadded base64url spelling of this many bytes. Decodes nothing. */
export function isBase64UrlOf(text: string, bytes: number): boolean {
  return text.length === Math.ceil((bytes * 4) / 3) && isCanonicalBase64Url(text);
}

function isCanonicalBase64Url(text: string): boolean {
  const rest = text.length % 4;
  if (rest === 1 || !/^[A-Za-z0-9_-]*$/.test(text)) return false;
  // Decoding drops the low bits of the last character that no byte has: only zeros there are the one spelling.
  const unused = rest === 2 ? 0b1111 : rest === 3 ? 0b11 : 0;
  return (BASE64URL.indexOf(text.charAt(text.length - 1)) & unused) === 0;
}

/** @returns the bytes, or undefined when the text isn't unpadded canonical base64url. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!isCanonicalBase64Url(text)) return undefined;
  const bytes = (Uint8Array as NativeReader).fromBase64?.(text, URL_SAFE);
  if (bytes) return bytes;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

/** RFC 4648 §4, with padding. */
export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** @returns the bytes, or undefined when the text isn't their one padded spelling. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const [, digits = "", padding = ""] = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(text) ?? [];
  if (digits + padding !== text || text.length % 4 !== 0) return undefined;
  return fromBase64Url(digits.replaceAll("+", "-").replaceAll("/", "_"));
}

export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

export function toUtf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
}

export function concatBytes(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
