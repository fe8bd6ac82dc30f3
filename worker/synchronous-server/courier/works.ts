/** What works inside a Courier, put together: its tables, the intake of events, the endpoints' desk, the deliveries. */

import { assert } from "../../../protocol/assert.ts";
import { toBase64Url } from "../../../protocol/signing/encoding.ts";
import { clockNow } from "../../objects/clock.ts";
import type { Database } from "../../objects/database.ts";
import type { SynchronousEnv } from "../env.ts";
import type { RegisterAlarm } from "../register/alarm.ts";
import type { Tills } from "../register/funds.ts";
import { USED_KEYS_MIGRATION, UsedKeys } from "../register/used-keys.ts";
import { Deliveries } from "./delivery/deliveries.ts";
import { DELIVERIES_MIGRATION, DeliveryStore } from "./delivery/delivery-store.ts";
import { type Sending, sendEvent } from "./delivery/send-event.ts";
import { signEvent } from "./delivery/sign-event.ts";
import { webhookNetworkOf } from "./delivery/webhook-network.ts";
import { EndpointDesk } from "./endpoints/endpoint-desk.ts";
import { KeyMaker } from "./endpoints/endpoint-keys.ts";
import {
  type CourierRecord,
  ENDPOINTS_MIGRATION,
  type Endpoint,
  EndpointStore,
} from "./endpoints/endpoint-store.ts";
import { EVENTS_MIGRATION, EventStore, type StoredEvent } from "./event-store.ts";
import { Intake } from "./intake.ts";
import type { Listening } from "./sources.ts";

const MIGRATIONS = [
  EVENTS_MIGRATION,
  ENDPOINTS_MIGRATION,
  DELIVERIES_MIGRATION,
  USED_KEYS_MIGRATION,
];

const SEED_BYTES = 32;

export class CourierWorks {
  readonly events: EventStore;
  readonly endpoints: EndpointStore;
  readonly intake: Intake;
  readonly desk: EndpointDesk;
  readonly deliveries: Deliveries;
  readonly #database: Database;
  readonly #env: SynchronousEnv;

  constructor(database: Database, alarm: RegisterAlarm, env: SynchronousEnv) {
    this.#database = database;
    this.#env = env;
    const events = new EventStore(database);
    const endpoints = new EndpointStore(database);
    const store = new DeliveryStore(database);
    this.events = events;
    this.endpoints = endpoints;
    this.intake = new Intake({ store: events, env, listening: () => this.listening() });
    this.desk = new EndpointDesk({
      ...{ database, events, endpoints, deliveries: store },
      ...{ used: new UsedKeys(database), keys: new KeyMaker(), local: env.LOCAL_ORIGINS === "on" },
    });
    this.deliveries = new Deliveries({
      ...{ database, events, endpoints, store },
      send: (endpoint, event) => this.#send(endpoint, event),
      arm: (moment) => void alarm.arm(moment),
    });
    if (database.hasTables()) database.migrate(MIGRATIONS);
  }

  begin(): void {
    if (!this.#database.hasTables()) this.#database.migrate(MIGRATIONS);
  }

  /** The Courier's own row, made with the first that asks for its endpoints. */
  recordOf({ register, tills }: Tills): CourierRecord {
    const known = this.endpoints.record();
    if (known && known.tills >= tills.length) return known;
    const seed = known?.seed ?? toBase64Url(crypto.getRandomValues(new Uint8Array(SEED_BYTES)));
    const { version = 0, told = 0 } = known ?? {};
    const record = { register, tills: tills.length, seed, version, told };
    this.#database.transaction(() => this.endpoints.writeRecord(record));
    return record;
  }

  listening(): Listening {
    const known = this.#database.hasTables() ? this.endpoints.record() : undefined;
    const { version = 0 } = known ?? {};
    return { version, on: version % 2 === 1 };
  }

  /** Odd versions are those with an enabled endpoint: each change of whether there is one counts. */
  noteListening(): void {
    const record = this.endpoints.record();
    const isOn = this.endpoints.all().some(({ status }) => status === "enabled");
    if (!record || isOn === this.listening().on) return;
    const changed = { ...record, version: record.version + 1 };
    this.#database.transaction(() => this.endpoints.writeRecord(changed));
  }

  /** Every source has heard this version. */
  noteTold(version: number): void {
    const record = this.endpoints.record();
    if (!record || record.told >= version) return;
    this.#database.transaction(() => this.endpoints.writeRecord({ ...record, told: version }));
  }

  async #send(endpoint: Endpoint, event: StoredEvent): Promise<Sending> {
    const record = this.endpoints.record();
    assert(record, "[EV17] a Courier with endpoints has its seed");
    const keys = await this.desk.signing(record, endpoint);
    const signed = await signEvent(record.register, event, keys, clockNow());
    return sendEvent(endpoint.url, signed, webhookNetworkOf(this.#env));
  }
}
