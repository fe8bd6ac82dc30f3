/** Hashes one after the other in one array of bytes: joined, sorted, found. Pure. */

import { HASH_BYTES, hashAt } from "../../../protocol/count/merkle.ts";

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function sortHashes(list: Uint8Array): Uint8Array<ArrayBuffer> {
  const hashes = Array.from({ length: list.length / HASH_BYTES }, (_, at) => hashAt(list, at));
  return joined(hashes.sort(compareHashes));
}

/** @returns where the hash is in the sorted list, undefined where it isn't */
export function indexOfHash(sorted: Uint8Array, hash: Uint8Array): number | undefined {
  let [low, high] = [0, sorted.length / HASH_BYTES];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (compareHashes(hashAt(sorted, middle), hash) < 0) low = middle + 1;
    else high = middle;
  }
  const found = hashAt(sorted, low);
  return found.length === HASH_BYTES && compareHashes(found, hash) === 0 ? low : undefined;
}

function compareHashes(a: Uint8Array, b: Uint8Array): number {
  for (const [at, byte] of a.entries()) {
    const difference = byte - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
