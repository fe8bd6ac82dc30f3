/**
 * What can go wrong, each kind with how often: per message, per commit, or per second of the world. A world
 * may be given fewer kinds, which is how a failure is shrunk. Counts what it did. Nothing goes wrong before it begins, nor once healed.
 */

import type { Random } from "./random.ts";

/** Probability per message, per commit, write or alarm, or, from `kill` on, per turn of the chaos task. */
const CHANCES = {
  "lose request": 0.02,
  "lose answer": 0.02,
  "repeat message": 0.02,
  "delay message": 0.02,
  "kill before commit": 0.03,
  "kill after commit": 0.03,
  "fail write": 0.015,
  "late alarm": 0.05,
  kill: 0.3,
  "jump clock": 0.04,
  "change till map": 0.02,
} as const;

export type FaultKind = keyof typeof CHANCES;
export const FAULT_KINDS = Object.keys(CHANCES) as FaultKind[];

export class Faults {
  readonly counts = new Map<FaultKind, number>();
  #on = false;
  readonly #kinds: ReadonlySet<FaultKind>;
  readonly #random: Random;

  constructor(kinds: readonly FaultKind[], random: Random) {
    this.#kinds = new Set(kinds);
    this.#random = random;
  }

  /** Whether it happens now; counted if it does. */
  strikes(kind: FaultKind): boolean {
    if (!this.#on || !this.#kinds.has(kind) || !this.#random.chance(CHANCES[kind])) return false;
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    return true;
  }

  begin(): void {
    this.#on = true;
  }

  heal(): void {
    this.#on = false;
  }

  get isHealed(): boolean {
    return !this.#on;
  }
}
