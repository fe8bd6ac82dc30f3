/** Looks for canaries in bytes, below whatever was put around them. Pure; says where each was found, and never its value. */

import type { Canary } from "./canary.ts";
import { type Inflate, joinedDigits, layersOf } from "./layers.ts";
import { Matcher } from "./matcher.ts";
import { needlesOf } from "./spellings.ts";

export interface Hit {
  readonly canary: Canary;
  /** how it was written, from the outside in: `gzip › JSON › UTF-8, hex` */
  readonly form: string;
  /** in the innermost of these, bytes from its start */
  readonly at: number;
}

/** Layers within layers; two would do for anything that we make. */
const DEPTH_MAX = 5;

export class CanarySearch {
  readonly #all = new Matcher();
  readonly #numbers = new Matcher();
  readonly #inflate: Inflate;

  /** @param inflate what opens compressed bytes, where there is something */
  constructor(canaries: Iterable<Canary> = [], inflate: Inflate = () => undefined) {
    this.#inflate = inflate;
    for (const canary of canaries) this.add(canary);
  }

  add(canary: Canary): void {
    const needles = needlesOf(canary);
    this.#all.add(needles);
    if (canary.spelling === "number") this.#numbers.add(needles);
  }

  find(bytes: Uint8Array): Hit[] {
    return this.#below(bytes, []);
  }

  #below(bytes: Uint8Array, around: readonly string[]): Hit[] {
    const hits = look(this.#all, bytes, around);
    hits.push(...look(this.#numbers, joinedDigits(bytes), [...around, "digits in groups"]));
    if (around.length >= DEPTH_MAX) return hits;
    for (const { name, bytes: inner } of layersOf(bytes, this.#inflate))
      hits.push(...this.#below(inner, [...around, name]));
    return hits;
  }
}

function look(matcher: Matcher, bytes: Uint8Array, around: readonly string[]): Hit[] {
  return matcher.find(bytes).map(({ needle, at }) => {
    return { canary: needle.canary, form: [...around, needle.form].join(" › "), at };
  });
}
