/**
 * A listing: one item of a price list, the list's signed head, and the path between them. Pure: makes listings of
 * whole lists, and says whether an item is in its list.
 */

import * as v from "valibot";
import { HASH_BYTES, leafHash, pathOf, rootFromPath, rootOf, treeOf } from "../count/merkle.ts";
import { PRICE_LIST_PATH_MAX } from "../limits.ts";
import { concatBytes, fromBase64Url, toBase64Url } from "../signing/encoding.ts";
import { canonicalBytes, Hash } from "../signing/signature.ts";
import { PricedItem, SignedPriceList } from "./price-list.ts";

export const Listing = v.strictObject({
  list: SignedPriceList,
  item: PricedItem,
  /** the item's place in the list, from 0 */
  index: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** from the leaf up */
  path: v.pipe(v.array(Hash), v.maxLength(PRICE_LIST_PATH_MAX)),
});
export type Listing = v.InferOutput<typeof Listing>;

function leafOf(item: PricedItem): Uint8Array<ArrayBuffer> {
  return leafHash(canonicalBytes(item));
}

function treeOfItems(items: readonly PricedItem[]): Uint8Array[] {
  return treeOf(concatBytes(...items.map(leafOf)));
}

/** What the head of a list of these items says of them. */
export function commitmentTo(items: readonly PricedItem[]): { size: number; root: Hash } {
  return { size: items.length, root: hashText(rootOf(treeOfItems(items))) };
}

/** @returns undefined where the list has no such item */
export function listingOf(
  list: SignedPriceList,
  items: readonly PricedItem[],
  id: string,
): Listing | undefined {
  const index = items.findIndex((item) => item.id === id);
  const item = items[index];
  if (!item) return undefined;
  return { list, item, index, path: pathOf(treeOfItems(items), index).map(hashText) };
}

/** [PL3] Whether the item is the list's, to the byte. Says nothing of the list's signature. */
export function isInList({ list, item, index, path }: Listing): boolean {
  const hashes = path.map((text) => fromBase64Url(text));
  const whole = hashes.flatMap((hash) => (hash?.length === HASH_BYTES ? [hash] : []));
  const made = rootFromPath(leafOf(item), index, list.payload.size, whole);
  return made !== undefined && hashText(made) === list.payload.root;
}

function hashText(hash: Uint8Array): Hash {
  return toBase64Url(hash) as Hash;
}
