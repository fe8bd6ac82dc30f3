/**
 * Compares the carrier's count with the tills': every hour that changed and every hour that differed, then
 * looks into what has differed for too long, and freezes that till [LE62] to [LE64]. Asks, and writes what it
 * heard in one transaction; an answer that doesn't come leaves everything to be asked again.
 */

import type { Counted } from "../../../protocol/count/bisection.ts";
import {
  type Digest,
  type HourDigests,
  type HourKey,
  mergedHours,
  NOTHING,
  parseHourKey,
} from "../../../protocol/count/set-hash.ts";
import { IN_FLIGHT_MS } from "../../../protocol/limits.ts";
import type { Database } from "../../objects/database.ts";
import { log } from "../../watching/log.ts";
import type { ChangedHours } from "../branch/count/count.ts";
import { within } from "../branch/delivery.ts";
import type { CountQuestion, Reconciled, TillName } from "../carrier.ts";
import { compared, type HourState, isOverdue, isQuiet } from "./compare.ts";
import { type Counters, examine, type Finding, isBorneOut } from "./examine.ts";
import { heardTills } from "./heard-tills.ts";
import type { ReconciliationStore } from "./store.ts";

/** A branch, as far as it is asked here. */
export interface CountingBranch {
  changedHours(change: number): Promise<ChangedHours>;
  hourDigests(keys: HourKey[]): Promise<HourDigests>;
  countMovements(question: CountQuestion): Promise<Counted>;
  recount(keys: HourKey[]): Promise<void>;
}

export interface Sides {
  /** by their numbers */
  readonly branches: readonly CountingBranch[];
  readonly tills: Reconciled;
}

// An object may make a thousand calls in one go: what is left over waits for the next look.
const DIFFERING_PER_LOOK = 200;
const LOOKED_INTO_PER_LOOK = 4;
const AUDITED_AT_ONCE = 100;
/** A till that hangs must not keep the others from being compared. */
const TILL_ANSWERS_WITHIN_MS = 10_000;

export class Comparison {
  readonly #database: Database;
  readonly #store: ReconciliationStore;
  readonly #sides: Sides;

  constructor(database: Database, store: ReconciliationStore, sides: Sides) {
    this.#database = database;
    this.#store = store;
    this.#sides = { ...sides, tills: heardTills(sides.tills) };
  }

  /** @param now ms since the epoch @returns whether there is more to look at, at once */
  async look(now: number): Promise<boolean> {
    const changed = await this.#changed();
    const keys = new Set(this.#store.someDiffering(DIFFERING_PER_LOOK));
    for (const { keys: news } of changed) for (const key of news) keys.add(key);
    const states = await this.#compare([...keys], now);
    this.#database.transaction(() => {
      for (const state of states) this.#store.writeHour(state);
      for (const { branch, change } of changed) this.#store.writeChange(branch, change);
    });
    const due = this.#store.differing().filter((state) => isOverdue(state, now));
    const unknown = due.filter((state) => !this.#isKnown(state));
    for (const state of unknown.slice(0, LOOKED_INTO_PER_LOOK))
      await this.#lookInto(state, now).catch(() => logUnanswered(tillOf(state.key)));
    return changed.some(({ more }) => more);
  }

  /**
   * Hours that are over, counted afresh from both sides' rows, whatever was kept of them: some hundred at a time.
   * @param hours since the epoch @returns the last key that was counted, undefined when all are
   */
  async audit(hours: { from: number; end: number }, after: HourKey, now: number) {
    const states = this.#store.hoursBetween(hours, after, AUDITED_AT_ONCE);
    for (const state of states) {
      // What differs is looked into anyway. A till that doesn't answer keeps no other from being counted.
      if (state.agrees) await this.#audit(state, now).catch(() => logUnanswered(tillOf(state.key)));
    }
    return states.length < AUDITED_AT_ONCE ? undefined : states.at(-1)?.key;
  }

  /** Found before, and nothing has changed since. */
  #isKnown({ key, quietSince }: HourState): boolean {
    const found = this.#store.mismatch(key);
    return found !== undefined && quietSince <= found.foundAt;
  }

  async #audit(state: HourState, now: number): Promise<void> {
    if (await isBorneOut(state, this.#counters)) return;
    const finding = await examine(state, this.#counters, undefined);
    if (isFound(finding)) await this.#freeze(state.key, finding, now);
  }

  /** [LE64] Both sides count afresh, the till goes on, and its mismatches are no more. */
  async thaw(till: TillName, keys: HourKey[]): Promise<void> {
    for (const branch of this.#sides.branches) await branch.recount(keys);
    await this.#sides.tills.thawTill(till, keys);
  }

  async #changed() {
    const asked = this.#sides.branches.map(async (one, branch) => {
      const answer = await one.changedHours(this.#store.changeOf(branch));
      return { branch, ...answer };
    });
    return Promise.all(asked);
  }

  /** The tills are asked first: they may name hours that the carrier doesn't know of. */
  async #compare(keys: readonly HourKey[], now: number): Promise<HourState[]> {
    const byTill = Map.groupBy(keys, tillOf);
    const heard = await Promise.all([...byTill.values()].map((own) => this.#askTill(own)));
    const tills = new Map<HourKey, Digest | null>(heard.flat());
    const all = [...tills.keys()];
    const counts = await Promise.all(this.#sides.branches.map((one) => one.hourDigests(all)));
    const carrier = mergedHours(counts);
    return all.flatMap((key) => {
      const known = this.#store.hour(key);
      const pair = { key, carrier: carrier[key] ?? NOTHING, till: tills.get(key) ?? null };
      if (!known && pair.carrier.count === 0 && pair.till?.count === 0) return [];
      return [compared(known, pair, now)];
    });
  }

  async #askTill(keys: readonly HourKey[]): Promise<[HourKey, Digest | null][]> {
    const [first = ""] = keys;
    const { register, till } = parseHourKey(first);
    try {
      const asked = this.#sides.tills.tillDigests({ register, till }, [...keys]);
      const heard = await within(asked, TILL_ANSWERS_WITHIN_MS);
      // [LE89] An hour that it leaves out isn't one in which nothing moved.
      const all = new Set([...keys, ...Object.keys(heard)]);
      return [...all].map((key) => [key, heard[key] ?? null]);
    } catch {
      logUnanswered(tillOf(first));
      return keys.map((key) => [key, null]);
    }
  }

  async #lookInto(state: HourState, now: number): Promise<void> {
    // A busy till's counts never stand still: what is young is left out, and looked into later.
    const quiet = isQuiet(state, now);
    const until = quiet ? undefined : now - IN_FLIGHT_MS;
    const finding = await examine(state, this.#counters, until);
    if (isFound(finding)) await this.#freeze(state.key, finding, now);
    else
      this.#database.transaction(() =>
        this.#store.writeHour({ ...state, since: now, quietSince: now }),
      );
  }

  async #freeze(key: HourKey, { trades, miscounted }: Finding, now: number): Promise<void> {
    const { register, till } = parseHourKey(key);
    const known = this.#store.mismatch(key);
    const frozenSince = known
      ? known.frozenSince
      : await this.#sides.tills.freezeTill({ register, till });
    const found = { key, trades, miscounted, foundAt: known?.foundAt ?? now, frozenSince };
    this.#database.transaction(() => this.#store.writeMismatch(found));
    if (known) return;
    const differing = { trades: trades.length, miscounted: miscounted.length };
    log("reconciliation_mismatch", { hour: key, ...differing });
  }

  get #counters(): Counters {
    return {
      branches: this.#sides.branches.map((one) => (question) => one.countMovements(question)),
      till: (question) => this.#sides.tills.tillCount(question),
    };
  }
}

function logUnanswered(till: string): void {
  log("till_count_unanswered", { till });
}

function isFound({ trades, miscounted }: Finding): boolean {
  return trades.length + miscounted.length > 0;
}

function tillOf(key: HourKey): string {
  return key.slice(0, key.lastIndexOf("/"));
}
