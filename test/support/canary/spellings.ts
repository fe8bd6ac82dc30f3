/**
 * Everything that a canary may look like without any container around it: each text in UTF-8 and UTF-16, each of
 * these as bytes, as hex, and as base64 and base64url in all three alignments. What is put around it (JSON, percent
 * signs, base64 once more, compression) is taken off by layers.ts.
 */

import { fromBase32Hex, toBase64Url } from "../../../protocol/signing/encoding.ts";
import type { Canary } from "./canary.ts";

export interface Needle {
  readonly canary: Canary;
  /** how it was written, for the finding */
  readonly form: string;
  readonly bytes: Uint8Array;
  /** false: letters of ASCII match in either case */
  readonly exact: boolean;
  /** digits so few that they must stand alone to be it */
  readonly alone: boolean;
}

type Form = Omit<Needle, "canary">;

const UTF8 = new TextEncoder();
const LATIN1 = new TextDecoder("latin1");
/** Of a long token any part gives it away: this one is looked for. */
const TOKEN_PART = { from: 12, chars: 32 };

export function needlesOf(canary: Canary): Needle[] {
  // Letters match in either case where they may: then several forms are one.
  const nameOf = ({ bytes, exact }: Form) =>
    exact
      ? String(bytes)
      : LATIN1.decode(bytes).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const different = new Map(formsOf(canary).map((form) => [nameOf(form), form]));
  return [...different.values()].map((form) => ({ canary, ...form }));
}

function formsOf({ spelling, value }: Canary): Form[] {
  if (spelling === "pin") return textForms(value).map((form) => ({ ...form, alone: isRaw(form) }));
  if (spelling === "number") {
    const digits = value.replace(/\D/g, "");
    return [value, digits].flatMap(textForms);
  }
  if (spelling === "text") return inEitherCase(value).flatMap(textForms);
  if (spelling === "id") {
    const own = value.slice(value.lastIndexOf("_") + 1);
    return [...inEitherCase(own).flatMap(textForms), ...byteForms(fromBase32Hex(own), "bytes")];
  }
  // Of several parts with dots between them the longest; from a multiple of four on, so that it is whole bytes too.
  const [whole = ""] = value.split(".").sort((a, b) => b.length - a.length);
  const { from, chars } = TOKEN_PART;
  const part = whole.length > from + chars ? whole.slice(from, from + chars) : whole;
  return [...exactly(textForms(part)), ...byteForms(bytesOfBase64Url(part), "bytes")];
}

const isRaw = ({ form }: Form) => !/hex|base64/.test(form);

const exactly = (forms: readonly Form[]) => forms.map((form) => ({ ...form, exact: true }));

/** ASCII letters match in either case anyway: but not inside base64, and others never do. */
function inEitherCase(text: string): string[] {
  const spelled = [text, text.toLowerCase(), text.toUpperCase()];
  return [...new Set(spelled.flatMap((one) => [one.normalize("NFC"), one.normalize("NFD")]))];
}

function textForms(text: string): Form[] {
  return [
    ...byteForms(UTF8.encode(text), "UTF-8"),
    ...byteForms(utf16(text, "little"), "UTF-16LE"),
    ...byteForms(utf16(text, "big"), "UTF-16BE"),
    ...(text.includes(" ") ? byteForms(UTF8.encode(text.replaceAll(" ", "+")), "form") : []),
  ];
}

function byteForms(bytes: Uint8Array | undefined, name: string): Form[] {
  if (!bytes) throw new Error("a canary that can't be decoded");
  const isText = name !== "bytes";
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [
    { form: name, bytes, exact: !isText, alone: false },
    { form: `${name}, hex`, bytes: UTF8.encode(hex), exact: false, alone: false },
    ...[0, 1, 2].flatMap((before) => base64Forms(bytes, before, name)),
  ];
}

/** @param before how many bytes, modulo 3, stand before it in what was encoded */
function base64Forms(bytes: Uint8Array, before: number, name: string): Form[] {
  const shifted = new Uint8Array(before + bytes.length);
  shifted.set(bytes, before);
  // Only the characters that are made of these bytes alone.
  const [first, last] = [Math.ceil((before * 8) / 6), Math.floor((shifted.length * 8) / 6)];
  const url = toBase64Url(shifted).slice(first, last);
  const standard = url.replaceAll("-", "+").replaceAll("_", "/");
  return [...new Set([url, standard])].map((text) => ({
    form: `${name}, base64 in alignment ${before}`,
    bytes: UTF8.encode(text),
    exact: true,
    alone: false,
  }));
}

function utf16(text: string, order: "little" | "big"): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++)
    view.setUint16(i * 2, text.charCodeAt(i), order === "little");
  return new Uint8Array(view.buffer);
}

function bytesOfBase64Url(text: string): Uint8Array {
  // One cut off by a file's page may have a digit too many for whole bytes.
  const whole = text.length % 4 === 1 ? text.slice(0, -1) : text;
  const binary = atob(whole.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
