/**
 * Events and webhook endpoints. What an endpoint is brought and what the iterator reads are the same events in the same
 * form: a shop that polls misses nothing, and one that does both does the same thing twice.
 */

import * as v from "valibot";
import { WebhookId } from "../../protocol/ids.ts";
import { EventList, type EventType, type RegisterEvent } from "../../protocol/register/events.ts";
import {
  WebhookAttempts,
  WebhookList,
  WebhookView,
  WebhookWithSecret,
} from "../../protocol/register/webhooks.ts";
import { callsOf, queryOf } from "../http/calls.ts";
import { exchange } from "../http/exchange.ts";
import type { IncomingRequest } from "../http/incoming.ts";
import type { Channel } from "../http/try-once.ts";
import { WarifuError } from "../http/warifu-error.ts";
import type { CallOptions, WriteOptions } from "../trades/create-trade.ts";
import { verifyWebhook, type WebhookEvent, type WebhookExpectations } from "./verify-webhook.ts";

export interface EventOptions extends CallOptions {
  /** only these; all if left out */
  readonly types?: readonly EventType[];
}

/** What a page of events is to come with, as it is now: their `trades`, their `payouts`, each once. */
type EventExpansion = "trade" | "payout";

export interface EventPageOptions extends EventOptions {
  /** the sequence before the first; 0 if left out */
  readonly after?: number;
  /** 1 to 500; 100 if left out */
  readonly limit?: number;
  readonly expand?: readonly EventExpansion[];
}

export interface EventCalls {
  /** A page, in the order of its sequence. @throws WarifuError */
  list(options?: EventPageOptions): Promise<EventList>;
  /**
   * Every event after this sequence that there is now, page by page: store the last one's sequence with what you did of
   * it, and go on from there the next time. @throws WarifuError
   */
  after(sequence: number, options?: EventOptions): AsyncGenerator<RegisterEvent, void, undefined>;
}

export interface WebhookRequest {
  /** https, on a public name */
  readonly url: string;
  /** all, those to come among them, if left out */
  readonly types?: readonly EventType[];
  /** your own word for it */
  readonly description?: string;
}

export interface WebhookChange extends Partial<WebhookRequest> {
  readonly status?: "enabled" | "disabled";
}

export interface RotateOptions extends WriteOptions {
  /** how long the former secret signs too, ms; 24 h if left out, 7 days at most */
  readonly overlap?: number;
}

/** One event by its id, or everything after a sequence. */
export type ReplayRequest = { readonly event: string } | { readonly after: number };

export interface WebhookCalls {
  /**
   * @param request its body unread: a Request, or Node's IncomingMessage
   * @param expected by createWarifu's `webhookSecret` if left out
   * @throws WarifuError `webhook_…`: answer 401 and do nothing
   */
  verify(request: IncomingRequest, expected?: WebhookExpectations): Promise<WebhookEvent>;
  /** Its `secret` is in this answer, and in none after it. @throws WarifuError `webhook_url_refused` */
  create(request: WebhookRequest, options?: WriteOptions): Promise<WebhookWithSecret>;
  /** @throws WarifuError */
  list(options?: CallOptions): Promise<WebhookView[]>;
  /** @throws WarifuError `webhook_not_found` */
  get(endpoint: string, options?: CallOptions): Promise<WebhookView>;
  /** What isn't named stays. Enabled again, it gets all that it missed. @throws WarifuError */
  change(endpoint: string, change: WebhookChange, options?: WriteOptions): Promise<WebhookView>;
  /** @throws WarifuError `webhook_not_found` */
  remove(endpoint: string, options?: WriteOptions): Promise<WebhookView>;
  /** Another secret; the former one signs too for a while. @throws WarifuError */
  rotateSecret(endpoint: string, options?: RotateOptions): Promise<WebhookWithSecret>;
  /** Sends again. @throws WarifuError `event_not_found` */
  replay(endpoint: string, what: ReplayRequest, options?: WriteOptions): Promise<WebhookView>;
  /** The latest tries, the last one first. @throws WarifuError */
  listAttempts(endpoint: string, options?: CallOptions): Promise<WebhookAttempts["attempts"]>;
}

const PATH = "/v1/webhook-endpoints";

export function eventCalls(channel: Channel): EventCalls {
  const list = async (options: EventPageOptions = {}) => {
    const { after, limit, types, expand } = options;
    const query = { after, limit, types: types?.join(","), expand: expand?.join(",") };
    const path = `/v1/events${queryOf(query)}`;
    return exchange(channel, { method: "GET", path, signal: options.signal }, EventList);
  };
  return {
    list,
    async *after(sequence, options = {}) {
      for (let after: number | undefined = sequence; after !== undefined; ) {
        const page: EventList = await list({ ...options, after });
        yield* page.events;
        after = page.next === undefined ? undefined : Number(page.next);
      }
    },
  };
}

export function webhookCalls(
  channel: Channel,
  { now, newKey }: { readonly now: () => number; readonly newKey: () => string },
  secret: string | readonly string[] = [],
): WebhookCalls {
  const { get, post, remove } = callsOf(channel, newKey);
  return {
    verify: (request, expected = { secret }) => verifyWebhook(request, { now: now(), ...expected }),
    create: async (request, options) => post(PATH, request, WebhookWithSecret, options),
    list: async (options) => (await get(PATH, WebhookList, options)).endpoints,
    get: async (endpoint, options) => get(pathOf(endpoint), WebhookView, options),
    change: async (endpoint, change, options) =>
      post(pathOf(endpoint), change, WebhookView, options),
    remove: async (endpoint, options) => remove(pathOf(endpoint), WebhookView, options),
    rotateSecret: async (endpoint, { overlap, ...options } = {}) => {
      const body = overlap === undefined ? {} : { overlap_ms: overlap };
      return post(`${pathOf(endpoint)}/secret`, body, WebhookWithSecret, options);
    },
    replay: async (endpoint, what, options) =>
      post(`${pathOf(endpoint)}/replays`, what, WebhookView, options),
    listAttempts: async (endpoint, options) =>
      (await get(`${pathOf(endpoint)}/attempts`, WebhookAttempts, options)).attempts,
  };
}

/** It stands in an address: only an id gets there. */
function pathOf(endpoint: string): string {
  const id = v.safeParse(WebhookId, endpoint);
  if (id.success) return `${PATH}/${id.output}`;
  throw new WarifuError("webhook_not_found", "not a webhook endpoint's id", { param: "endpoint" });
}
