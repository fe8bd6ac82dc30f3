/** A register's webhook endpoints, and what is sent to them. */

import * as v from "valibot";
import { EventId } from "../../../protocol/ids.ts";
import { DisputeNews, PayoutEvent, TradeEvent } from "../../../protocol/register/events.ts";
import {
  ChangeWebhook,
  CreateWebhook,
  ReplayEvents,
  RotateWebhook,
  WebhookAttempts,
  WebhookList,
  WebhookView,
  WebhookWithSecret,
} from "../../../protocol/register/webhooks.ts";
import { WEBHOOK_HEADERS } from "../../../protocol/signing/webhook-signature.ts";
import type { Operation, Webhook } from "../../http/contract/operation.ts";
import { DISPUTE_EVENT, ENDPOINT, PAYOUT_EVENT, SETTLED_EVENT } from "./event-examples.ts";

const WEBHOOK = { tag: "Webhooks", asker: "register" } as const;
const ONE = { ...WEBHOOK, path: "/v1/webhook-endpoints/{endpoint}" } as const;
const { url } = ENDPOINT;
const WITH_SECRET = { ...ENDPOINT, secret: `whsec_${"A".repeat(43)}=` };

export const WEBHOOK_OPERATIONS: readonly Operation[] = [
  {
    ...WEBHOOK,
    ...{ method: "get", path: "/v1/webhook-endpoints", id: "listWebhooks" },
    summary: "The register's webhook endpoints, the oldest first",
    answers: {
      200: { description: "All", schema: WebhookList, example: { endpoints: [ENDPOINT] } },
    },
  },
  {
    ...WEBHOOK,
    ...{ method: "post", path: "/v1/webhook-endpoints", id: "createWebhook" },
    summary: "Have events sent to an address; its secret is in this answer alone",
    ...{ keyed: true, body: CreateWebhook, example: { url, types: ["trade.settled"] } },
    answers: {
      200: {
        description: "The one that this key made before",
        schema: WebhookWithSecret,
        example: WITH_SECRET,
      },
      201: { description: "Made", schema: WebhookWithSecret, example: WITH_SECRET },
    },
    problems: ["webhook_url_refused", "too_many_webhooks"],
  },
  {
    ...ONE,
    ...{ method: "get", id: "getWebhook", summary: "One endpoint, and how it does" },
    answers: { 200: { description: "The endpoint", schema: WebhookView, example: ENDPOINT } },
    problems: ["webhook_not_found"],
  },
  {
    ...ONE,
    ...{ method: "post", id: "changeWebhook" },
    summary: "Another address, other types, disabled or enabled again; what isn't named stays",
    ...{ keyed: true, body: ChangeWebhook, example: { status: "enabled" } },
    answers: {
      200: { description: "As it is from now on", schema: WebhookView, example: ENDPOINT },
    },
    problems: ["webhook_not_found", "webhook_url_refused"],
  },
  {
    ...ONE,
    ...{ method: "delete", id: "deleteWebhook", summary: "Nothing more is sent to it" },
    keyed: true,
    answers: { 200: { description: "As it was, deleted", schema: WebhookView, example: ENDPOINT } },
    problems: ["webhook_not_found"],
  },
  {
    ...ONE,
    ...{ method: "post", path: `${ONE.path}/secret`, id: "rotateWebhookSecret" },
    summary: "Another secret and key pair; the former ones sign too for `overlap_ms`",
    ...{ keyed: true, body: RotateWebhook, example: { overlap_ms: 86_400_000 } },
    answers: {
      200: {
        description: "The new secret, in this answer alone",
        schema: WebhookWithSecret,
        example: WITH_SECRET,
      },
    },
    problems: ["webhook_not_found"],
  },
  {
    ...ONE,
    ...{ method: "post", path: `${ONE.path}/replays`, id: "replayEvents" },
    summary: "Send one event again, or everything after a sequence",
    ...{ keyed: true, body: ReplayEvents, example: { after: 40 } },
    answers: {
      200: { description: "They are on their way", schema: WebhookView, example: ENDPOINT },
    },
    problems: ["webhook_not_found", "event_not_found"],
  },
  {
    ...ONE,
    ...{ method: "get", path: `${ONE.path}/attempts`, id: "listWebhookAttempts" },
    summary: "The latest tries, the last one first: how each went, and nothing of what was sent",
    answers: { 200: { description: "The log", schema: WebhookAttempts } },
    problems: ["webhook_not_found"],
  },
];

const SIGNED_HEADERS = {
  [WEBHOOK_HEADERS.id]: {
    schema: EventId,
    description: "The event's id, the same with each try",
    required: true,
  },
  [WEBHOOK_HEADERS.timestamp]: {
    schema: v.pipe(v.string(), v.maxLength(12), v.regex(/^\d+$/)),
    description: "The second of this try",
    required: true,
  },
  [WEBHOOK_HEADERS.signature]: {
    schema: v.pipe(
      v.string(),
      v.maxLength(400),
      v.regex(/^v1a?,[A-Za-z0-9+/=]+( |v1a?,|[A-Za-z0-9+/=])*$/),
    ),
    description: "Standard Webhooks: `v1` and `v1a` of `id.timestamp.body`, a blank between two",
    required: true,
  },
};

export const WEBHOOKS: readonly Webhook[] = [
  {
    ...{ name: "trade", id: "onTradeEvent", tag: "Webhooks" },
    summary: "Something happened to a trade",
    ...{ body: TradeEvent, example: SETTLED_EVENT, headers: SIGNED_HEADERS },
  },
  {
    ...{ name: "payout", id: "onPayoutEvent", tag: "Webhooks" },
    summary: "Something happened to a payout",
    ...{ body: PayoutEvent, example: PAYOUT_EVENT, headers: SIGNED_HEADERS },
  },
  {
    ...{ name: "dispute", id: "onDisputeEvent", tag: "Webhooks" },
    summary: "A payer opened a dispute, or something happened to one",
    ...{ body: DisputeNews, example: DISPUTE_EVENT, headers: SIGNED_HEADERS },
  },
];
