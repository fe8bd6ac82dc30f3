/**
 * The Courier: one per register. Takes the events of its tills and of the register itself, gives each the register's
 * next sequence, tells them to whoever asks, and brings them to the register's webhook endpoints. Who asks has been
 * authorised by Register. On no money path; all that it must do by itself its alarm does.
 */

import type { RegisterId, WebhookId } from "../../../protocol/ids.ts";
import { EVENTS_AGAIN_MS } from "../../../protocol/limits.ts";
import type { Refusal } from "../../../protocol/problem.ts";
import type { EventList } from "../../../protocol/register/events.ts";
import type {
  ChangeWebhook,
  CreateWebhook,
  ReplayEvents,
  RotateWebhook,
  WebhookAttempts,
  WebhookList,
  WebhookView,
} from "../../../protocol/register/webhooks.ts";
import type { Result } from "../../../protocol/result.ts";
import { clockNow } from "../../objects/clock.ts";
import { Database } from "../../objects/database.ts";
import { WokenObject } from "../../objects/woken-object.ts";
import { errorName, log } from "../../watching/log.ts";
import { tellWatch } from "../../watching/tell-watch.ts";
import type { SynchronousEnv } from "../env.ts";
import { RegisterAlarm } from "../register/alarm.ts";
import type { Tills } from "../register/funds.ts";
import type { Use } from "../register/used-keys.ts";
import type { EndpointAnswer } from "./endpoints/endpoint-desk.ts";
import type { EventsPage } from "./event-store.ts";
import { eventView } from "./event-view.ts";
import type { Source, SourceName, Told } from "./sources.ts";
import { CourierWorks } from "./works.ts";

type Answer<T> = Promise<Result<T, Refusal>>;

/** What an act is asked with. */
export interface Act<Body> {
  readonly endpoint: WebhookId;
  readonly body: Body;
  readonly use: Use;
}

export class Courier extends WokenObject<SynchronousEnv> {
  readonly database: Database;
  readonly #works: CourierWorks;
  readonly #alarm: RegisterAlarm;

  constructor(ctx: DurableObjectState, env: SynchronousEnv) {
    super(ctx, env);
    this.database = new Database(ctx.storage);
    this.#alarm = new RegisterAlarm(ctx.storage);
    this.#works = new CourierWorks(this.database, this.#alarm, env);
    void ctx.blockConcurrencyWhile(() => this.#alarm.wake());
  }

  /** From a till or Register: there is something new. What is taken is stored before this is answered. */
  async news(name: SourceName): Promise<Told> {
    this.database.meter.hop();
    const listening = this.#works.listening();
    // Whoever asks one day gets it then: until somebody listens nothing is stored here [EV6].
    if (!listening.on) return { listening, isAll: true };
    const isAll = await this.#works.intake.take(name);
    await this.#deliverSoon();
    return { listening: this.#works.listening(), isAll };
  }

  // #region register server ↦ Courier

  /** [EV5] What had happened before the question is in it, but of a till that doesn't answer now. */
  async events(tills: Tills, page: EventsPage): Promise<EventList> {
    this.#begin();
    await this.#takeAll(tills);
    await this.#deliverSoon();
    return this.#list(tills.register, page);
  }

  async endpoints(tills: Tills): Promise<WebhookList> {
    return this.#works.desk.list(this.#record(tills));
  }

  async endpoint(tills: Tills, id: WebhookId): Answer<WebhookView> {
    return this.#works.desk.read(this.#record(tills), id);
  }

  async attempts(tills: Tills, id: WebhookId): Answer<WebhookAttempts> {
    this.#record(tills);
    return this.#works.desk.attempts(id);
  }

  async create(tills: Tills, body: CreateWebhook, use: Use): Answer<EndpointAnswer> {
    // What happened before it was made is known before, and isn't sent.
    const record = this.#record(tills);
    await this.#takeAll(tills);
    return this.#changed(tills, await this.#works.desk.create(record, body, use));
  }

  async change(tills: Tills, { endpoint, body, use }: Act<ChangeWebhook>): Answer<EndpointAnswer> {
    const record = this.#record(tills);
    return this.#changed(tills, await this.#works.desk.change(record, endpoint, body, use));
  }

  async rotate(tills: Tills, { endpoint, body, use }: Act<RotateWebhook>): Answer<EndpointAnswer> {
    return this.#works.desk.rotate(this.#record(tills), endpoint, body, use);
  }

  async replay(tills: Tills, { endpoint, body, use }: Act<ReplayEvents>): Answer<EndpointAnswer> {
    const record = this.#record(tills);
    await this.#takeAll(tills);
    return this.#changed(tills, await this.#works.desk.replay(record, endpoint, body, use));
  }

  async remove(tills: Tills, id: WebhookId, use: Use): Answer<EndpointAnswer> {
    return this.#changed(tills, await this.#works.desk.remove(this.#record(tills), id, use));
  }

  // #region time ↦ Courier

  override async alarm(): Promise<void> {
    this.#alarm.fired();
    const record = this.database.hasTables() ? this.#works.endpoints.record() : undefined;
    if (!record) return;
    await this.#tellSources(tillsOf(record));
    await this.#works.deliveries.work();
    tellWatch(this.env, "synchronous-server", this.ctx, clockNow());
  }

  #list(register: RegisterId, { after, limit, types }: EventsPage): EventList {
    const { events: store } = this.#works;
    const found = store.page({ after, limit: limit + 1, types });
    const events = found.slice(0, limit).map((event) => eventView(register, event));
    const last = store.last();
    const next = events.at(-1)?.sequence;
    return found.length > limit ? { events, next: `${next}`, last } : { events, last };
  }

  /** After an act: whoever begins or ceases to listen is told to the tills before it is answered, if they answer. */
  async #changed<T>(tills: Tills, done: Result<T, Refusal>): Answer<T> {
    if (!done.ok) return done;
    this.#works.noteListening();
    await this.#tellSources(tills);
    await this.#deliverSoon();
    return done;
  }

  /** Until every source has heard the newest word. */
  async #tellSources(tills: Tills): Promise<void> {
    const { version, told } = this.#works.endpoints.record() ?? { version: 0, told: 0 };
    if (told >= version) return;
    if (await this.#takeAll(tills)) this.#works.noteTold(version);
    else await this.#alarm.arm(clockNow() + EVENTS_AGAIN_MS);
  }

  /** Nobody waits for it. The alarm is there before it begins, and goes on with what a stop interrupts. */
  async #deliverSoon(): Promise<void> {
    if (!this.#works.listening().on) return;
    await this.#alarm.arm(clockNow() + EVENTS_AGAIN_MS);
    this.ctx.waitUntil(this.#works.deliveries.work());
  }

  /** @returns whether all answered, and had no more */
  async #takeAll({ register, tills }: Tills): Promise<boolean> {
    const sources: Source[] = [...tills, "register"];
    const taken = sources.map((source) => this.#works.intake.take({ register, source }));
    let isAll = true;
    for (const one of await Promise.allSettled(taken)) {
      isAll &&= one.status === "fulfilled" && one.value;
      if (one.status === "fulfilled") continue;
      log("storage_unavailable", { where: "events", error: errorName(one.reason) });
    }
    return isAll;
  }

  #record(tills: Tills) {
    this.#begin();
    return this.#works.recordOf(tills);
  }

  /** Only a register that there is gets this far. */
  #begin(): void {
    this.database.meter.hop();
    this.#works.begin();
  }
}

function tillsOf({ register, tills }: { register: RegisterId; tills: number }): Tills {
  return { register, tills: Array.from({ length: tills }, (_, till) => till) };
}
