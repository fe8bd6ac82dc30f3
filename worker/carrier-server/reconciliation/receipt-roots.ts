/**
 * The daily roots over all receipts: made once a day is over, signed, kept for ever with the leaves, so that a
 * proof can be asked for at any time [LE65], [LE66]. A day that fails on the way is begun again: nothing of it
 * was published, and its salts' key is made anew.
 */

import { assert } from "../../../protocol/assert.ts";
import { HASH_BYTES, pathOf, rootOf, treeOf } from "../../../protocol/count/merkle.ts";
import {
  boundsOf,
  type Day,
  dayOf,
  type ReceiptProof,
  type ReceiptRoot,
  type SignedReceiptRoot,
} from "../../../protocol/count/receipt-root.ts";
import { RECEIPT_ROOT_GRACE_MS } from "../../../protocol/limits.ts";
import { type Refusal, refusal } from "../../../protocol/problem.ts";
import { err, ok, type Result } from "../../../protocol/result.ts";
import { toBase64Url } from "../../../protocol/signing/encoding.ts";
import { type Hash, importHmacKey, sign } from "../../../protocol/signing/signature.ts";
import type { SignedReceipt } from "../../../protocol/signing/signed-objects.ts";
import { saltedLeaf } from "../branch/receipt-pages.ts";
import type { Deployment } from "../deployment.ts";
import { DayCollection, type ReceiptBranch } from "./day-collection.ts";
import { indexOfHash, sortHashes } from "./hash-list.ts";
import type { RootStore } from "./root-store.ts";

export class ReceiptRoots {
  readonly #store: RootStore;
  readonly #branches: readonly ReceiptBranch[];
  /** the first day with a receipt, once there is one */
  #first: Day | undefined;
  #collection: DayCollection | undefined;
  #tree: { readonly day: Day; readonly levels: readonly Uint8Array[] } | undefined;

  constructor(store: RootStore, branches: readonly ReceiptBranch[]) {
    this.#store = store;
    this.#branches = branches;
  }

  /** The first day without a root, and when it may be made. @returns undefined while there is no receipt at all */
  async next(): Promise<{ day: Day; dueAt: number } | undefined> {
    const last = this.#store.lastDay();
    const day = last === undefined ? await this.#firstDay() : dayOf(boundsOf(last).end);
    return day === undefined
      ? undefined
      : { day, dueAt: boundsOf(day).end + RECEIPT_ROOT_GRACE_MS };
  }

  /** Some of the work at a time. @param now ms since the epoch @returns whether the root is made */
  async make(day: Day, now: number, { trust, signing }: Deployment): Promise<boolean> {
    const { not_before, not_after } = signing.certificate.payload;
    assert(now >= not_before && now <= not_after, "[SG8] the signing key is certified for now");
    if (this.#collection?.day !== day) this.#collection = new DayCollection(day, this.#branches);
    const collected = await this.#collection.goOn();
    if (!collected) return false;
    this.#collection = undefined;
    const { saltKey } = collected;
    const leaves = sortHashes(collected.leaves);
    const payload: ReceiptRoot = {
      typ: "warifu/receipt-root/1",
      iss: trust.realm,
      aud: "everyone",
      mode: trust.mode,
      kid: signing.kid,
      day,
      size: leaves.length / HASH_BYTES,
      root: toBase64Url(rootOf(treeOf(leaves))) as Hash,
      time: now,
    };
    const signed = { ...(await sign(payload, signing.key)), certificate: signing.certificate };
    this.#store.write(signed, saltKey, leaves);
    return true;
  }

  /** @param now ms since the epoch */
  async root(day: Day, now: number): Promise<Result<SignedReceiptRoot, Refusal>> {
    const root = this.#store.root(day);
    return root ? ok(root.signed) : err(await this.#missing(day, now));
  }

  /** The same refusal for every receipt that isn't in the tree: it says nothing of others. */
  async proof(receipt: SignedReceipt, now: number): Promise<Result<ReceiptProof, Refusal>> {
    const day = dayOf(receipt.payload.time);
    const root = this.#store.root(day);
    if (!root) return err(await this.#missing(day, now));
    const { salt, leaf } = await saltedLeaf(await importHmacKey(root.saltKey), receipt);
    const levels = this.#levels(day);
    const { size } = root.signed.payload;
    const index = indexOfHash(levels[0] ?? new Uint8Array(), leaf);
    if (size === 0 || index === undefined) return err(refusal("receipt_not_found"));
    const path = pathOf(levels, index).map((hash) => toBase64Url(hash) as Hash);
    return ok({ day, salt: toBase64Url(salt) as Hash, index, size, path });
  }

  async #missing(day: Day, now: number): Promise<Refusal> {
    const next = (await this.next())?.day ?? dayOf(now);
    const pending = day >= next && day <= dayOf(now);
    return refusal(pending ? "receipt_root_pending" : "receipt_not_found");
  }

  async #firstDay(): Promise<Day | undefined> {
    if (this.#first !== undefined) return this.#first;
    const times = await Promise.all(this.#branches.map((branch) => branch.firstReceiptAt()));
    const known = times.filter((time) => time !== undefined);
    this.#first = known.length === 0 ? undefined : dayOf(Math.min(...known));
    return this.#first;
  }

  /** The tree of the day that was asked for last stays in memory. */
  #levels(day: Day): readonly Uint8Array[] {
    if (this.#tree?.day === day) return this.#tree.levels;
    const levels = treeOf(this.#store.leaves(day));
    this.#tree = { day, levels };
    return levels;
  }
}
