/**
 * Proofs of one account, one after another: what each is found to be is counted before the next one's PIN is
 * stretched. The turn alone keeps the count; this keeps a flood of guesses from taking the ledger's time.
 */

import type { AccountId } from "../../../../protocol/ids.ts";

export class OneByOne {
  readonly #last = new Map<AccountId, Promise<unknown>>();

  async run<T>(id: AccountId, act: () => Promise<T>): Promise<T> {
    const before = this.#last.get(id) ?? Promise.resolve();
    const own = before.then(act, act);
    this.#last.set(id, own);
    try {
      return await own;
    } finally {
      if (this.#last.get(id) === own) this.#last.delete(id);
    }
  }
}
