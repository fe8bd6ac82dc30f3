/**
 * Delivering: for each enabled endpoint rounds of tries, one round at a time, until nothing is due; each round's end is
 * one commit. What a stop interrupts is sent again: at least once [EV12].
 */

import type { RegisterId, WebhookId } from "../../../../protocol/ids.ts";
import { EVENTS_AGAIN_MS, WEBHOOK_FRESH_EVENTS } from "../../../../protocol/limits.ts";
import { clockNow } from "../../../objects/clock.ts";
import type { Database } from "../../../objects/database.ts";
import { observe } from "../../../watching/metrics.ts";
import type { Endpoint, EndpointStore } from "../endpoints/endpoint-store.ts";
import type { EventStore, StoredEvent } from "../event-store.ts";
import { afterRound, type Tried } from "./after-round.ts";
import { attemptOf } from "./attempt-view.ts";
import type { DeliveryStore } from "./delivery-store.ts";
import { type Picture, planRound, type Round } from "./plan-round.ts";
import type { Progress, Waiting } from "./progress.ts";
import type { Sending } from "./send-event.ts";

interface Works {
  readonly database: Database;
  readonly events: EventStore;
  readonly endpoints: EndpointStore;
  readonly store: DeliveryStore;
  /** One try. Never throws. */
  readonly send: (endpoint: Endpoint, event: StoredEvent) => Promise<Sending>;
  /** @param moment ms since the epoch */
  readonly arm: (moment: number) => void;
}

/** Of one go: an endpoint that always has more lets the object's alarm go on with it. */
const ROUNDS_MAX = 100;

export class Deliveries {
  readonly #works: Works;
  readonly #running = new Map<WebhookId, Promise<void>>();
  /** endpoints that have news since their round was planned */
  readonly #news = new Set<WebhookId>();

  constructor(works: Works) {
    this.#works = works;
  }

  /** Each endpoint on its own: a slow one keeps no other waiting. Resolves when nothing is due. */
  async work(): Promise<void> {
    const enabled = this.#works.endpoints.all().filter(({ status }) => status === "enabled");
    await Promise.all(enabled.map(({ id }) => this.#start(id)));
  }

  #start(id: WebhookId): Promise<void> {
    this.#news.add(id);
    const running = this.#running.get(id) ?? this.#run(id).finally(() => this.#ended(id));
    this.#running.set(id, running);
    return running;
  }

  /** What came between its last look and its end begins it anew. */
  async #ended(id: WebhookId): Promise<void> {
    this.#running.delete(id);
    if (this.#news.has(id)) await this.#start(id);
  }

  async #run(id: WebhookId): Promise<void> {
    for (let rounds = 0; rounds < ROUNDS_MAX; rounds++) {
      this.#news.delete(id);
      const endpoint = this.#works.endpoints.read(id);
      const picture = endpoint?.status === "enabled" ? this.#picture(endpoint) : undefined;
      if (!endpoint || !picture) return;
      const round = planRound(picture, clockNow());
      if (round.lanes.length > 0) await this.#round(endpoint, picture.progress, round);
      else {
        this.#finish(endpoint, picture.progress, round, [], []);
        if (this.#news.has(id)) continue;
        if (round.wake !== undefined) this.#works.arm(round.wake);
        return;
      }
    }
    this.#works.arm(clockNow());
  }

  #picture({ id, types, since }: Endpoint): Picture | undefined {
    const { events, store } = this.#works;
    const progress = store.progress(id);
    if (!progress) return undefined;
    const last = events.last();
    const page = { after: progress.cursor, limit: WEBHOOK_FRESH_EVENTS, types };
    const found = events.page(page);
    const seen = found.length < page.limit ? last : (found.at(-1)?.sequence ?? last);
    return {
      progress,
      waiting: store.waiting(id),
      fresh: found.filter(({ at }) => at >= since),
      seen,
    };
  }

  async #round(endpoint: Endpoint, progress: Progress, round: Round): Promise<void> {
    // Whatever stops this, the alarm begins again.
    this.#works.arm(clockNow() + EVENTS_AGAIN_MS);
    const tried: Tried[] = [];
    const unsent: Waiting[] = [];
    await Promise.all(
      round.lanes.map(async (lane) => {
        for (const [at, event] of lane.entries()) {
          const one = await this.#try(endpoint, event);
          tried.push(one);
          if (one.failure === undefined) continue;
          unsent.push(...lane.slice(at + 1));
          return;
        }
      }),
    );
    this.#finish(endpoint, progress, round, tried, unsent);
  }

  async #try(endpoint: Endpoint, event: Waiting): Promise<Tried> {
    const stored = this.#works.events.read(event.sequence);
    const began = clockNow();
    if (stored && event.tries === 0) observe("webhook_ms", Math.max(0, began - stored.at));
    const sending: Sending = stored
      ? await this.#works.send(endpoint, stored)
      : { failure: "unreachable" };
    const at = clockNow();
    return { event, at, took: at - began, ...sending };
  }

  /** One commit. What was changed meanwhile (a replay, another address, its end) stands. */
  #finish(
    { id }: Endpoint,
    planned: Progress,
    { cursor, parked }: Round,
    tried: readonly Tried[],
    unsent: readonly Waiting[],
  ): void {
    const { database, store, endpoints } = this.#works;
    const endpoint = endpoints.read(id);
    const progress = store.progress(id);
    if (!endpoint || !progress) return;
    const isMoved = progress.cursor !== planned.cursor;
    if (tried.length === 0 && parked.length === 0 && (isMoved || cursor === progress.cursor))
      return;
    const after = afterRound(progress, tried, unsent);
    const { register } = endpoints.record() as { register: RegisterId };
    database.transaction(() => {
      for (const sequence of after.over) store.waitNoMore(id, sequence);
      for (const one of [...after.waiting, ...parked])
        if (!isMoved || one.sequence <= progress.cursor) store.wait(id, one);
      for (const [at, one] of tried.entries())
        store.log(id, progress.attempts + at, attemptOf(register, one, after));
      const attempts = progress.attempts + tried.length;
      const place = isMoved ? progress.cursor : cursor;
      store.writeProgress(id, { ...after.progress, cursor: place, attempts });
      if (!after.disabled) return;
      endpoints.write({ ...endpoint, status: "disabled", reason: after.disabled });
    });
  }
}
