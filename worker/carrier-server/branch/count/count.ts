/**
 * The branch's half of reconciliation: what it has counted by till and hour, and the same counted afresh from
 * its rows. The count is the table of hours plus what the accounts' rows still hold, which is kept in memory
 * and read again after a cold start [LE61].
 */

import { type Counted, countOf } from "../../../../protocol/count/bisection.ts";
import {
  digestOf,
  type HourDigests,
  type HourKey,
  mergedHours,
  minus,
  NOTHING,
  parseHourKey,
  plus,
  sumOf,
} from "../../../../protocol/count/set-hash.ts";
import { type AccountId, tillIdRange } from "../../../../protocol/ids.ts";
import type { CountQuestion } from "../../carrier.ts";
import type { Account } from "../ledger.ts";
import type { CountStore } from "./count-store.ts";

/** Each may be of another till, and each till is asked. */
const CHANGES_MAX = 200;

export interface ChangedHours {
  readonly keys: readonly HourKey[];
  /** of the last of them: what the next question says */
  readonly change: number;
  /** there are more: ask again at once */
  readonly more: boolean;
}

export class BranchCount {
  readonly #store: CountStore;
  /** accounts whose rows hold some of the count */
  readonly #inAccounts = new Map<AccountId, HourDigests>();
  #recovered = false;

  constructor(store: CountStore) {
    this.#store = store;
  }

  /** After the transaction that stored them. */
  stored(accounts: readonly Account[]): void {
    for (const { id, counted } of accounts) {
      if (Object.keys(counted).length === 0) this.#inAccounts.delete(id);
      else this.#inAccounts.set(id, counted);
    }
  }

  /** Accounts whose rows hold some of the count, those of before a cold start too. */
  accountsToHandOver(): AccountId[] {
    this.#recover();
    return [...this.#inAccounts.keys()];
  }

  /** @param change of the last answer, 0 at first @returns hours that changed since, and the next `change` */
  changedAfter(change: number): ChangedHours {
    const changed = this.#store.changedAfter(change, CHANGES_MAX);
    const keys = [...changed.map(({ key }) => key), ...Object.keys(this.#held())];
    return {
      keys: [...new Set(keys)],
      change: changed.at(-1)?.change ?? change,
      more: changed.length === CHANGES_MAX,
    };
  }

  digests(keys: readonly HourKey[]): HourDigests {
    const held = this.#held();
    const total = (key: HourKey) => plus(this.#store.read(key), held[key] ?? NOTHING);
    return Object.fromEntries(keys.map((key) => [key, total(key)]));
  }

  count({ from, end, hour, until }: CountQuestion): Counted {
    return countOf(this.#store.movements({ from, end }, hour).filter(({ at }) => at <= until));
  }

  /** [LE64] What was mended counts from now on. Inside a transaction only. */
  recount(keys: readonly HourKey[]): void {
    const held = this.#held();
    for (const key of keys) {
      const { register, till, hour } = parseHourKey(key);
      const movements = this.#store.movements(tillIdRange(register, till), hour);
      this.#store.write(key, minus(sumOf(movements.map(digestOf)), held[key] ?? NOTHING));
    }
  }

  #held(): HourDigests {
    this.#recover();
    return mergedHours(this.#inAccounts.values());
  }

  #recover(): void {
    if (this.#recovered) return;
    for (const { id, counted } of this.#store.inAccounts()) this.#inAccounts.set(id, counted);
    this.#recovered = true;
  }
}
