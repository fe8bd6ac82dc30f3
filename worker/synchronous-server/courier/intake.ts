/**
 * Taking events from their sources: each is asked from where it is known, until it has no more [EV3]. One question at a
 * time per source; who asks while one is under way is answered by the next, which began after he came.
 */

import { EVENTS_PER_TAKE } from "../../../protocol/limits.ts";
import { objectNamed } from "../../objects/placed.ts";
import type { SynchronousEnv } from "../env.ts";
import { tillName } from "../till/name.ts";
import type { EventStore } from "./event-store.ts";
import type { EventsQuestion, Listening, Source, SourceEvents, SourceName } from "./sources.ts";

/** Takes of one go: what a till has beyond them (years of sales, asked for the first time) is taken with the next. */
const TAKES_MAX = 10;

interface Works {
  readonly store: EventStore;
  readonly env: Pick<SynchronousEnv, "TILL" | "REGISTER">;
  readonly listening: () => Listening;
}

interface Running {
  readonly now: Promise<boolean>;
  next: Promise<boolean> | undefined;
}

export class Intake {
  readonly #works: Works;
  readonly #running = new Map<Source, Running>();

  constructor(works: Works) {
    this.#works = works;
  }

  /** @returns whether all there is has been taken. @throws when the source doesn't answer */
  take(name: SourceName): Promise<boolean> {
    const { source } = name;
    const running = this.#running.get(source);
    if (running) {
      running.next ??= running.now.catch(() => false).then(() => this.take(name));
      return running.next;
    }
    const now = this.#take(name).finally(() => this.#running.delete(source));
    this.#running.set(source, { now, next: undefined });
    return now;
  }

  async #take(name: SourceName): Promise<boolean> {
    const { store, listening } = this.#works;
    for (let takes = 0; takes < TAKES_MAX; takes++) {
      const after = store.place(name.source);
      const question = { after, limit: EVENTS_PER_TAKE, listening: listening() };
      const answer = await this.#ask(name, question);
      store.take(name.source, after, answer);
      if (!answer.more) return true;
    }
    return false;
  }

  async #ask({ register, source }: SourceName, question: EventsQuestion): Promise<SourceEvents> {
    const { TILL, REGISTER } = this.#works.env;
    return source === "register"
      ? objectNamed(REGISTER, register).events(question)
      : objectNamed(TILL, tillName(register, source)).events(question);
  }
}
