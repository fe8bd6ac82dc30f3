/**
 * The Courier: one per register. Takes the events of its tills and of the register itself, gives each the register's
 * next sequence, and tells them to whoever asks. Who asks has been authorised by Register. Decides nothing of money, and
 * is on no money path.
 */

import { DurableObject } from "cloudflare:workers";
import type { RegisterId } from "../../../protocol/ids.ts";
import type { EventList } from "../../../protocol/register/events.ts";
import { Database } from "../../objects/database.ts";
import type { SynchronousEnv } from "../env.ts";
import type { Tills } from "../register/funds.ts";
import { EVENTS_MIGRATION, EventStore, type EventsPage } from "./event-store.ts";
import { eventView } from "./event-view.ts";
import { Intake } from "./intake.ts";
import type { Source, SourceName } from "./sources.ts";

const MIGRATIONS = [EVENTS_MIGRATION];

export class Courier extends DurableObject<SynchronousEnv> {
  readonly database: Database;
  readonly #events: EventStore;
  readonly #intake: Intake;

  constructor(ctx: DurableObjectState, env: SynchronousEnv) {
    super(ctx, env);
    this.database = new Database(ctx.storage);
    this.#events = new EventStore(this.database);
    this.#intake = new Intake({
      ...{ store: this.#events, env },
      listening: () => ({ version: 0, on: false }),
    });
    if (this.database.hasTables()) this.database.migrate(MIGRATIONS);
  }

  /** From a till or Register: there is something new. Answered once it is stored. */
  async news(name: SourceName): Promise<void> {
    this.#begin();
    await this.#intake.take(name);
  }

  /** [EV5] What had happened before the question is in it, but of a till that doesn't answer now. */
  async events(tills: Tills, page: EventsPage): Promise<EventList> {
    this.#begin();
    await this.#takeAll(tills);
    return this.#list(tills.register, page);
  }

  #list(register: RegisterId, { after, limit, types }: EventsPage): EventList {
    const found = this.#events.page({ after, limit: limit + 1, types });
    const events = found.slice(0, limit).map((event) => eventView(register, event));
    const last = this.#events.last();
    const next = events.at(-1)?.sequence;
    return found.length > limit ? { events, next: `${next}`, last } : { events, last };
  }

  async #takeAll({ register, tills }: Tills): Promise<void> {
    const sources: Source[] = [...tills, "register"];
    const taken = sources.map((source) => this.#intake.take({ register, source }));
    for (const one of await Promise.allSettled(taken)) {
      if (one.status === "fulfilled") continue;
      const name = one.reason instanceof Error ? one.reason.name : "unknown";
      console.error(JSON.stringify({ code: "storage_unavailable", where: "events", error: name }));
    }
  }

  /** Only a register that there is gets this far. */
  #begin(): void {
    this.database.meter.hop();
    if (!this.database.hasTables()) this.database.migrate(MIGRATIONS);
  }
}
