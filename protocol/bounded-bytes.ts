/**
 * A body's bytes, as far as there may be so many: what is larger is given up unread, so that nobody fills a memory. Pure:
 * it reads what it is handed, and nothing else.
 */

import { concatBytes } from "./signing/encoding.ts";

/** @returns the bytes, or undefined as soon as there are more than `max`: the rest is never read */
export async function bytesUpTo(
  max: number,
  body: ReadableStream<Uint8Array> | null,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (;;) {
    const read = await reader?.read();
    if (!read || read.done) return concatBytes(...parts);
    length += read.value.byteLength;
    if (length > max) {
      void reader?.cancel().catch(() => undefined);
      return undefined;
    }
    parts.push(read.value);
  }
}
