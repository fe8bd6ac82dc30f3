/** Opens what was compressed, with Node's zlib: whatever there is of it, since the rest may be missing. */

import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
} from "node:zlib";
import type { Inflate } from "./layers.ts";

const MOST = { maxOutputLength: 64 << 20 };
const CUT_OFF = { ...MOST, finishFlush: constants.Z_SYNC_FLUSH };

const GZIP = 0x1f;
const GZIP_HEADER_BYTES = 10;
const [HAS_CRC, HAS_EXTRA, HAS_NAME, HAS_COMMENT] = [2, 4, 8, 16] as const;

/** gzip and zlib, told apart by their first byte. Whatever comes behind them is left alone. */
export const inflate: Inflate = (bytes) => {
  if (bytes[0] !== GZIP) return tried(() => inflateSync(bytes, CUT_OFF));
  return tried(() => inflateRawSync(bytes.subarray(gzipHeaderBytes(bytes)), CUT_OFF));
};

/** RFC 1952: gunzip itself takes nothing that has something else behind it. */
function gzipHeaderBytes(bytes: Uint8Array): number {
  const flags = bytes[3] ?? 0;
  let at = GZIP_HEADER_BYTES;
  if (flags & HAS_EXTRA) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const flag of [HAS_NAME, HAS_COMMENT]) if (flags & flag) at = bytes.indexOf(0, at) + 1;
  return flags & HAS_CRC ? at + 2 : at;
}

/** A body as its Content-Encoding says; one that can't be opened is left as it is. */
export function openedBody(body: Uint8Array, encoding: string | undefined): Uint8Array {
  const codings = (encoding ?? "").toLowerCase().split(",").reverse();
  return codings.reduce((bytes, coding) => opened(bytes, coding.trim()) ?? bytes, body);
}

function opened(bytes: Uint8Array, coding: string): Uint8Array | undefined {
  if (coding === "gzip" || coding === "x-gzip") return tried(() => gunzipSync(bytes, CUT_OFF));
  if (coding === "br") {
    const finishFlush = constants.BROTLI_OPERATION_FLUSH;
    return tried(() => brotliDecompressSync(bytes, { ...MOST, finishFlush }));
  }
  if (coding !== "deflate") return undefined;
  return tried(() => inflateSync(bytes, CUT_OFF)) ?? tried(() => inflateRawSync(bytes, CUT_OFF));
}

function tried(open: () => Uint8Array): Uint8Array | undefined {
  try {
    const bytes = open();
    return bytes.length > 0 ? bytes : undefined;
  } catch {
    return undefined;
  }
}
