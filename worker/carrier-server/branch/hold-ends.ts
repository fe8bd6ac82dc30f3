/**
 * When holds end, in memory: for each account the first of its holds' ends, so that the branch's alarm can be
 * set to the first of all. Storage has the truth (the accounts' holds column); this only says when to look.
 */

import type { AccountId } from "../../../protocol/ids.ts";
import type { Account } from "./ledger.ts";

export class HoldEnds {
  readonly #firstOf = new Map<AccountId, number>();

  keep({ id, holds }: Pick<Account, "id" | "holds">): void {
    if (holds.length === 0) this.#firstOf.delete(id);
    else this.#firstOf.set(id, Math.min(...holds.map(({ until }) => until)));
  }

  /** @returns ms since the epoch, undefined where nothing is held */
  next(): number | undefined {
    let first: number | undefined;
    for (const until of this.#firstOf.values())
      if (first === undefined || until < first) first = until;
    return first;
  }

  /** Accounts that have a hold whose time is over. @param now ms since the epoch */
  over(now: number): AccountId[] {
    return [...this.#firstOf].flatMap(([id, until]) => (until <= now ? [id] : []));
  }
}
