/**
 * The register's acts on its endpoints: made, changed, rotated, replayed, removed; each once under its idempotency key,
 * for ever [MS3]. A repeat is told what the first was, its secret among it, which is made again rather than kept.
 */

import {
  type EventId,
  modeOf,
  parseEventId,
  type RegisterId,
  type WebhookId,
  webhookIdFrom,
} from "../../../../protocol/ids.ts";
import { WEBHOOK_OVERLAP_MS, WEBHOOKS_MAX } from "../../../../protocol/limits.ts";
import { type Refusal, refusal } from "../../../../protocol/problem.ts";
import type {
  ChangeWebhook,
  CreateWebhook,
  ReplayEvents,
  RotateWebhook,
  WebhookAttempts,
  WebhookList,
  WebhookView,
} from "../../../../protocol/register/webhooks.ts";
import { err, ok, type Result } from "../../../../protocol/result.ts";
import { fromBase64Url } from "../../../../protocol/signing/encoding.ts";
import { hashOf } from "../../../../protocol/signing/signature.ts";
import { mayBeCalled } from "../../../http/outbound/public-place.ts";
import { clockNow } from "../../../objects/clock.ts";
import type { Database } from "../../../objects/database.ts";
import type { Use, UsedKeys } from "../../register/used-keys.ts";
import type { DeliveryStore } from "../delivery/delivery-store.ts";
import { FROM_HERE } from "../delivery/progress.ts";
import type { EventStore } from "../event-store.ts";
import type { KeyMaker } from "./endpoint-keys.ts";
import type { CourierRecord, Endpoint, EndpointStore } from "./endpoint-store.ts";
import { endpointView } from "./endpoint-view.ts";

export interface EndpointWorks {
  readonly database: Database;
  readonly events: EventStore;
  readonly endpoints: EndpointStore;
  readonly deliveries: DeliveryStore;
  readonly used: UsedKeys;
  readonly keys: KeyMaker;
  /** development alone: places on this machine */
  readonly local: boolean;
}

export interface EndpointAnswer {
  readonly view: WebhookView & { readonly secret?: string };
  readonly replayed: boolean;
}

type Answer = Promise<Result<EndpointAnswer, Refusal>>;

/** What an act stores under its key: the answer, and the number of the keys whose secret is in it. */
interface Kept {
  readonly view: WebhookView;
  readonly keys?: number;
}

const URL_REFUSED = refusal("webhook_url_refused", {
  param: "/url",
  detail:
    "https, at a public name; in development alone also http, at this machine's own addresses",
});

export class EndpointDesk {
  readonly #works: EndpointWorks;

  constructor(works: EndpointWorks) {
    this.#works = works;
  }

  async list(record: CourierRecord): Promise<WebhookList> {
    const all = this.#works.endpoints.all();
    return { endpoints: await Promise.all(all.map((one) => this.#view(record, one))) };
  }

  async read(record: CourierRecord, id: WebhookId): Promise<Result<WebhookView, Refusal>> {
    const endpoint = this.#works.endpoints.read(id);
    return endpoint ? ok(await this.#view(record, endpoint)) : err(refusal("webhook_not_found"));
  }

  attempts(id: WebhookId): Result<WebhookAttempts, Refusal> {
    const { endpoints, deliveries } = this.#works;
    if (!endpoints.read(id)) return err(refusal("webhook_not_found"));
    return ok({ attempts: deliveries.logged(id, deliveries.progress(id)?.attempts ?? 0) });
  }

  async create(record: CourierRecord, asked: CreateWebhook, use: Use): Answer {
    const { url, types = [], description } = asked;
    const now = clockNow();
    const endpoint: Endpoint = {
      ...{ id: await idOf(record.register, use.key), url, types, status: "enabled", since: now },
      ...(description === undefined ? {} : { description }),
      ...{ keys: 1, formerUntil: 0, created: now, updated: now },
    };
    const shown = await this.#shown(record, endpoint);
    return this.#once(record, endpoint.id, use, () => {
      const { endpoints, events, deliveries } = this.#works;
      if (!this.#mayBeCalled(url)) return err(URL_REFUSED);
      if (endpoints.all().length >= WEBHOOKS_MAX) return err(refusal("too_many_webhooks"));
      const write = () => {
        endpoints.write(endpoint);
        deliveries.writeProgress(endpoint.id, { ...FROM_HERE, cursor: events.last(), attempts: 0 });
      };
      return ok({ write, kept: () => ({ view: shown(), keys: 1 }) });
    });
  }

  async change(record: CourierRecord, id: WebhookId, asked: ChangeWebhook, use: Use): Answer {
    return this.#act(record, id, use, (endpoint) => {
      if (asked.url !== undefined && !this.#mayBeCalled(asked.url)) return err(URL_REFUSED);
      const { reason, ...before } = endpoint;
      const after: Endpoint = { ...before, ...asked, updated: clockNow() };
      const isStill = after.status === "disabled" && reason !== undefined;
      return ok({ after: isStill ? { ...after, reason } : after });
    });
  }

  /** [EV17] */
  async rotate(record: CourierRecord, id: WebhookId, asked: RotateWebhook, use: Use): Answer {
    const { overlap_ms = WEBHOOK_OVERLAP_MS } = asked;
    return this.#act(record, id, use, (endpoint) => {
      const now = clockNow();
      const keys = endpoint.keys + 1;
      return ok({
        after: { ...endpoint, keys, formerUntil: now + overlap_ms, updated: now },
        keys,
      });
    });
  }

  /** [EV19] */
  async replay(record: CourierRecord, id: WebhookId, asked: ReplayEvents, use: Use): Answer {
    const { events, deliveries } = this.#works;
    return this.#act(record, id, use, (endpoint) => {
      if ("event" in asked) {
        const sequence = sequenceIn(record.register, asked.event);
        const stored = sequence === undefined ? undefined : events.read(sequence);
        if (!stored) return err(refusal("event_not_found", { param: "/event" }));
        const { subject } = stored;
        const wait = { sequence: stored.sequence, subject, tries: 0, due: 0 };
        return ok({ after: endpoint, also: () => deliveries.wait(id, wait) });
      }
      const after = { ...endpoint, since: 0 };
      return ok({ after, also: () => this.#goBack(id, Math.min(asked.after, events.last())) });
    });
  }

  async remove(record: CourierRecord, id: WebhookId, use: Use): Answer {
    const { endpoints, deliveries } = this.#works;
    const endpoint = endpoints.read(id);
    const shown = endpoint && (await this.#shown(record, endpoint, true));
    return this.#once(record, id, use, () => {
      if (!shown || !endpoints.read(id)) return err(refusal("webhook_not_found"));
      const view = shown();
      const write = () => {
        endpoints.remove(id);
        deliveries.remove(id);
      };
      return ok({ write, kept: () => ({ view }) });
    });
  }

  /** Everything after this sequence is sent anew; what waits from before it goes at once. */
  #goBack(id: WebhookId, cursor: number): void {
    const { deliveries } = this.#works;
    const progress = deliveries.progress(id);
    deliveries.beginAgain(id, cursor);
    if (progress) deliveries.writeProgress(id, { ...progress, ...FROM_HERE, cursor });
  }

  #mayBeCalled(url: string): boolean {
    return mayBeCalled(new URL(url), this.#works.local);
  }

  async #view(record: CourierRecord, endpoint: Endpoint, isDeleted = false): Promise<WebhookView> {
    return (await this.#shown(record, endpoint, isDeleted))();
  }

  /** Its view at the moment that it is asked for: what has to be awaited is awaited before. */
  async #shown(record: CourierRecord, endpoint: Endpoint, isDeleted = false) {
    const signing = await this.signing(record, endpoint);
    const publicKeys = signing.map(({ publicKeyText }) => publicKeyText);
    const progress = () => this.#works.deliveries.progress(endpoint.id);
    return () =>
      endpointView(record.register, { endpoint, progress: progress(), publicKeys, isDeleted });
  }

  /** The keys that sign now, the current ones first. */
  signing({ seed }: CourierRecord, { id, keys, formerUntil }: Endpoint) {
    const numbers = clockNow() < formerUntil ? [keys, keys - 1] : [keys];
    return Promise.all(numbers.map((number) => this.#works.keys.keys(seed, { id, number })));
  }

  /** An act on an endpoint that there is. @param decide in the turn in which it is stored */
  async #act(record: CourierRecord, id: WebhookId, use: Use, decide: Decide): Answer {
    const { endpoints, deliveries } = this.#works;
    // Its keys are made before the turn, in which nothing is awaited.
    const known = endpoints.read(id);
    const plan = known && decide(known);
    const shown = plan?.ok ? await this.#shown(record, plan.value.after) : undefined;
    return this.#once(record, id, use, () => {
      const endpoint = endpoints.read(id);
      if (!endpoint) return err(refusal("webhook_not_found"));
      const decided = decide(endpoint);
      if (!decided.ok) return decided;
      const { after, keys, also } = decided.value;
      const isBack = endpoint.status === "disabled" && after.status === "enabled";
      const write = () => {
        endpoints.write(after);
        also?.();
        const progress = deliveries.progress(id);
        if (!isBack || !progress) return;
        deliveries.beginAgain(id);
        deliveries.writeProgress(id, { ...progress, ...FROM_HERE });
      };
      // Another act came in between: the same may be asked again.
      if (!shown || endpoint.updated !== known?.updated) return err(refusal("storage_unavailable"));
      const more = keys === undefined ? {} : { keys };
      return ok({ write, kept: () => ({ view: shown(), ...more }) });
    });
  }

  async #once(
    { seed }: CourierRecord,
    id: WebhookId,
    use: Use,
    decide: () => Result<{ write: () => void; kept: () => Kept }, Refusal>,
  ): Answer {
    const { used, database, keys } = this.#works;
    const repeat = used.repeatOf(use);
    if (repeat?.refused) return err(repeat.refused);
    const decided = repeat?.answer ? undefined : decide();
    if (decided && !decided.ok) return decided;
    const replayed = decided === undefined;
    const kept = decided
      ? database.transaction(() => {
          decided.value.write();
          const made = decided.value.kept();
          used.add(use, made);
          return made;
        })
      : (JSON.parse(repeat?.answer ?? "{}") as Kept);
    if (kept.keys === undefined) return ok({ view: kept.view, replayed });
    const { secretText } = await keys.keys(seed, { id, number: kept.keys });
    return ok({ view: { ...kept.view, secret: secretText }, replayed });
  }
}

type Decide = (endpoint: Endpoint) => Result<
  {
    readonly after: Endpoint;
    /** its secret is in the answer */
    readonly keys?: number;
    readonly also?: () => void;
  },
  Refusal
>;

/** The same key makes the same endpoint. */
async function idOf(register: RegisterId, key: string): Promise<WebhookId> {
  const hash = fromBase64Url(await hashOf({ act: "create_webhook", register, key }));
  return webhookIdFrom(modeOf(register), (hash ?? new Uint8Array()).subarray(0, 10));
}

function sequenceIn(register: RegisterId, event: EventId): number | undefined {
  const parsed = parseEventId(event);
  return parsed.register === register ? parsed.sequence : undefined;
}
