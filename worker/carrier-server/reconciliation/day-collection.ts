/**
 * Collects the leaves of one day from every branch, some pages at a time, since an object may make a thousand
 * calls in one go. In memory alone: one that is dropped on the way is begun again, under another key.
 */

import { HASH_BYTES } from "../../../protocol/count/merkle.ts";
import { boundsOf, type Day } from "../../../protocol/count/receipt-root.ts";
import { toBase64Url } from "../../../protocol/signing/encoding.ts";
import type { ReceiptCursor, ReceiptPage, ReceiptQuestion } from "../branch/receipt-pages.ts";
import { joined } from "./hash-list.ts";

const PAGES_AT_ONCE = 300;

/** A branch, as far as it is asked here. */
export interface ReceiptBranch {
  firstReceiptAt(): Promise<number | undefined>;
  receiptPage(question: ReceiptQuestion): Promise<ReceiptPage>;
}

export class DayCollection {
  readonly day: Day;
  readonly #branches: readonly ReceiptBranch[];
  readonly #saltKey = toBase64Url(crypto.getRandomValues(new Uint8Array(HASH_BYTES)));
  readonly #pages: Uint8Array[] = [];
  /** the branch that is being read */
  #branch = 0;
  #after: ReceiptCursor | undefined;

  constructor(day: Day, branches: readonly ReceiptBranch[]) {
    this.day = day;
    this.#branches = branches;
  }

  /** @returns undefined while there is more */
  async goOn(pages = PAGES_AT_ONCE): Promise<{ saltKey: string; leaves: Uint8Array } | undefined> {
    for (let left = pages; left > 0; left--) {
      const branch = this.#branches[this.#branch];
      if (!branch) return { saltKey: this.#saltKey, leaves: joined(this.#pages) };
      const after = this.#after ? { after: this.#after } : {};
      const asked = { ...boundsOf(this.day), saltKey: this.#saltKey, ...after };
      const page = await branch.receiptPage(asked);
      this.#pages.push(page.leaves);
      this.#after = page.next;
      if (!page.next) this.#branch += 1;
    }
    return undefined;
  }
}
