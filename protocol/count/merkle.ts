/**
 * The tree of RFC 6962 §2.1: leaves under H(0x00 ‖ data), nodes under H(0x01 ‖ left ‖ right), so that no node
 * can be taken for a leaf. Pure, over hashes in one flat array of 32 bytes each.
 */

import { assert } from "../assert.ts";
import { concatBytes } from "../signing/encoding.ts";
import { sha256Now } from "../signing/sha256.ts";

export const HASH_BYTES = 32;
/** More levels than a tree of as many leaves as there are safe integers. */
export const PATH_MAX = 53;

type Bytes = Uint8Array<ArrayBuffer>;

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

export function leafHash(...data: Uint8Array[]): Bytes {
  return sha256Now(concatBytes(LEAF, ...data));
}

function nodeHash(left: Uint8Array, right: Uint8Array): Bytes {
  return sha256Now(concatBytes(NODE, left, right));
}

/** From the leaves' hashes up to the root alone. The last of an odd level goes up as it is. */
export function treeOf(leaves: Uint8Array): Uint8Array[] {
  assert(leaves.length % HASH_BYTES === 0, "leaves are whole hashes");
  if (leaves.length === 0) return [sha256Now(new Uint8Array())];
  const levels = [leaves];
  for (let level = leaves; level.length > HASH_BYTES; ) {
    level = levelAbove(level);
    levels.push(level);
  }
  return levels;
}

function levelAbove(below: Uint8Array): Bytes {
  const size = below.length / HASH_BYTES;
  const above = new Uint8Array(Math.ceil(size / 2) * HASH_BYTES);
  for (let at = 0; at < size; at += 2) {
    const left = hashAt(below, at);
    const made = at + 1 < size ? nodeHash(left, hashAt(below, at + 1)) : left;
    above.set(made, (at / 2) * HASH_BYTES);
  }
  return above;
}

export function hashAt(level: Uint8Array, index: number): Uint8Array {
  return level.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
}

export function rootOf(levels: readonly Uint8Array[]): Uint8Array {
  const root = levels.at(-1);
  assert(root, "a tree has a root");
  return root;
}

/** The audit path of RFC 6962 §2.1.1, from the leaf up. */
export function pathOf(levels: readonly Uint8Array[], index: number): Uint8Array[] {
  const path: Uint8Array[] = [];
  let at = index;
  for (const level of levels.slice(0, -1)) {
    const sibling = at % 2 === 0 ? at + 1 : at - 1;
    if (sibling * HASH_BYTES < level.length) path.push(hashAt(level, sibling));
    at = Math.floor(at / 2);
  }
  return path;
}

/** The root that a leaf and its path come to, by RFC 9162 §2.1.3.2. @returns undefined when they fit no tree of this size */
export function rootFromPath(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
): Uint8Array | undefined {
  if (index >= size) return undefined;
  let hash = leaf;
  let [at, last] = [index, size - 1];
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}
