/**
 * When holds end, in memory: for each account the first of its holds' ends, so that the branch's alarm can be
 * set to the first of all. Storage has the truth (the accounts' holds column); this only says when to look.
 */

import type { AccountId } from "../../../../protocol/ids.ts";
import type { Account } from "../ledger.ts";

/** Accounts in one turn of the alarm: many holds of a sale that end together must not make one huge commit. */
const TURN_MAX = 200;

export class HoldEnds {
  readonly #firstOf = new Map<AccountId, number>();
  /** looked for only when it is needed: each flush asks, and few change it */
  #first: number | undefined;
  #isKnown = true;

  keep({ id, holds }: Pick<Account, "id" | "holds">): void {
    const before = this.#firstOf.get(id);
    const first = holds.length === 0 ? undefined : Math.min(...holds.map(({ until }) => until));
    if (first === before) return;
    if (first === undefined) this.#firstOf.delete(id);
    else this.#firstOf.set(id, first);
    this.#isKnown = false;
  }

  /** @returns ms since the epoch, undefined where nothing is held */
  next(): number | undefined {
    if (this.#isKnown) return this.#first;
    this.#first = undefined;
    for (const until of this.#firstOf.values())
      if (this.#first === undefined || until < this.#first) this.#first = until;
    this.#isKnown = true;
    return this.#first;
  }

  /** Accounts that have a hold whose time is over, as many as go together. @param now ms since the epoch */
  over(now: number): AccountId[] {
    const over: AccountId[] = [];
    for (const [id, until] of this.#firstOf) {
      if (until <= now) over.push(id);
      if (over.length === TURN_MAX) break;
    }
    return over;
  }
}
