/**
 * Webhook endpoints: messages between register server and synchronous server. Requests are strict, answers are open, as
 * in messages.ts. A secret is in the two answers that make one, and nowhere else [EV17].
 */

import * as v from "valibot";
import { listUpTo, textUpTo } from "../bounds.ts";
import { EventId, Mode, RegisterId, WebhookId } from "../ids.ts";
import {
  EVENT_TYPES_MAX,
  WEBHOOK_ATTEMPTS_KEPT,
  WEBHOOK_DESCRIPTION_CHARS_MAX,
  WEBHOOK_OVERLAP_MAX_MS,
  WEBHOOK_URL_CHARS_MAX,
  WEBHOOKS_MAX,
} from "../limits.ts";
import { shownText, Time } from "../signing/signed-objects.ts";
import { EventType } from "./events.ts";

/** https, or http to this machine in development; which places may be called only the server knows [EV13]. */
export const WebhookUrl = v.pipe(
  v.string(),
  v.maxLength(WEBHOOK_URL_CHARS_MAX),
  v.regex(
    /^https?:\/\/[!"$-.0->A-Z\x5b-~]+([/?][!"$-~]*)?$/,
    "no address without user, password and fragment",
  ),
  v.check((text) => URL.canParse(text), "not an address"),
);

/** None: all there are, and all that are to come. */
const EventTypes = v.pipe(v.array(EventType), v.maxLength(EVENT_TYPES_MAX));

const Description = shownText(WEBHOOK_DESCRIPTION_CHARS_MAX);

/** POST /v1/webhook-endpoints. */
export const CreateWebhook = v.strictObject({
  url: WebhookUrl,
  types: v.exactOptional(EventTypes),
  /** the shop's own word for it */
  description: v.exactOptional(Description),
});
export type CreateWebhook = v.InferOutput<typeof CreateWebhook>;

/** A list without elements has no unknown member either. */
const noList = v.check((body: unknown) => !Array.isArray(body), "not an object");

/** POST /v1/webhook-endpoints/:endpoint: what isn't named stays. */
export const ChangeWebhook = v.pipe(
  v.unknown(),
  noList,
  v.strictObject({
    url: v.exactOptional(WebhookUrl),
    types: v.exactOptional(EventTypes),
    description: v.exactOptional(Description),
    status: v.exactOptional(v.picklist(["enabled", "disabled"])),
  }),
);
export type ChangeWebhook = v.InferOutput<typeof ChangeWebhook>;

/** POST /v1/webhook-endpoints/:endpoint/secret: the former one signs on for `overlap_ms`. */
export const RotateWebhook = v.pipe(
  v.unknown(),
  noList,
  v.strictObject({
    overlap_ms: v.exactOptional(
      v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(WEBHOOK_OVERLAP_MAX_MS)),
    ),
  }),
);
export type RotateWebhook = v.InferOutput<typeof RotateWebhook>;

/** POST /v1/webhook-endpoints/:endpoint/replays: one event, or everything after a sequence. */
export const ReplayEvents = v.union([
  v.strictObject({ event: EventId }),
  v.strictObject({ after: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
]);
export type ReplayEvents = v.InferOutput<typeof ReplayEvents>;

const WEBHOOK = {
  id: WebhookId,
  object: v.literal("webhook_endpoint"),
  mode: Mode,
  register: RegisterId,
  url: textUpTo(WEBHOOK_URL_CHARS_MAX),
  types: listUpTo(EVENT_TYPES_MAX, textUpTo(60)),
  description: v.exactOptional(textUpTo(WEBHOOK_DESCRIPTION_CHARS_MAX)),
  status: v.picklist(["enabled", "disabled", "deleted"]),
  /** why it is disabled, where nobody asked for it [EV16] */
  reason: v.exactOptional(v.picklist(["gone", "failing"])),
  /** since when no try had a receipt */
  failing_since: v.exactOptional(Time),
  /** until when it is left alone [EV15] */
  resting_until: v.exactOptional(Time),
  /** Ed25519, `whpk_…`: what `v1a` verifies under, the current one first */
  public_keys: listUpTo(2, textUpTo(60)),
  created: Time,
  updated: Time,
};

export const WebhookView = v.object(WEBHOOK);
export type WebhookView = v.InferOutput<typeof WebhookView>;

/** Answer to the creation and to a rotation. */
export const WebhookWithSecret = v.object({
  ...WEBHOOK,
  /** `whsec_…`: what `v1` verifies under */
  secret: textUpTo(100),
});
export type WebhookWithSecret = v.InferOutput<typeof WebhookWithSecret>;

/** GET /v1/webhook-endpoints. */
export const WebhookList = v.object({ endpoints: listUpTo(WEBHOOKS_MAX, WebhookView) });
export type WebhookList = v.InferOutput<typeof WebhookList>;

export const WebhookFailure = v.picklist([
  /** it isn't a place that may be called, or nobody says whether it is */
  "address_refused",
  "unresolved",
  /** no connection, or no answer that is one */
  "unreachable",
  "timeout",
  "redirected",
  /** 410 */
  "gone",
  /** any other status */
  "refused",
]);
export type WebhookFailure = v.InferOutput<typeof WebhookFailure>;

export const WebhookAttempt = v.object({
  event: EventId,
  sequence: v.number(),
  at: Time,
  /** how long it took, ms */
  took: v.number(),
  /** how many tries the event has had, this one too */
  tries: v.number(),
  delivered: v.boolean(),
  /** of HTTP, where there was an answer */
  status: v.exactOptional(v.number()),
  failure: v.exactOptional(WebhookFailure),
  /** when it is tried again; absent once it is delivered or given up */
  next: v.exactOptional(Time),
});
export type WebhookAttempt = v.InferOutput<typeof WebhookAttempt>;

/** GET /v1/webhook-endpoints/:endpoint/attempts: the latest first. */
export const WebhookAttempts = v.object({
  attempts: listUpTo(WEBHOOK_ATTEMPTS_KEPT, WebhookAttempt),
});
export type WebhookAttempts = v.InferOutput<typeof WebhookAttempts>;
