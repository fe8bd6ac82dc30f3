/**
 * A webhook as it arrived, verified by Standard Webhooks. It takes the request itself and reads the body's own bytes, so
 * that nobody can verify what a framework made of them. Nothing of it is parsed before its signature holds [EV11].
 */

import * as v from "valibot";
import { WEBHOOK_BYTES_MAX, WEBHOOK_TOLERANCE_MS } from "../../protocol/limits.ts";
import { RegisterEvent } from "../../protocol/register/events.ts";
import {
  importWebhookSecret,
  readWebhookPublicKey,
  WEBHOOK_HEADERS,
  webhookContent,
  webhookSignatureHolds,
} from "../../protocol/signing/webhook-signature.ts";
import { bodyOf, headerOf, type IncomingRequest } from "../http/incoming.ts";
import { WarifuError } from "../http/warifu-error.ts";

/** Of a type that is newer than this SDK: a receipt is all that it asks for. */
export interface UnknownEvent {
  readonly type: "unknown";
  /** its type, as the server names it */
  readonly name: string;
  readonly id: string;
  readonly sequence: number;
}

export type WebhookEvent = RegisterEvent | UnknownEvent;

export interface WebhookExpectations {
  /** `whsec_…`, as the endpoint's creation or rotation told it; several while one takes another's place */
  readonly secret?: string | readonly string[];
  /** `whpk_…` of the endpoint: verifies `v1a`, and can sign nothing */
  readonly publicKey?: string | readonly string[];
  /** ms since the epoch */
  readonly now?: number;
}

/**
 * @param request as the framework got it, its body unread: a Request, or Node's IncomingMessage
 * @returns the event @throws WarifuError `webhook_…`: answer 401 and do nothing
 */
export async function verifyWebhook(
  request: IncomingRequest,
  { secret = [], publicKey = [], now = Date.now() }: WebhookExpectations,
): Promise<WebhookEvent> {
  const by = await keysOf([secret].flat(), [publicKey].flat());
  const { id, timestamp, signature } = headersOf(request);
  const distance = Math.abs(now - Number(timestamp) * 1000);
  if (!/^\d{1,12}$/.test(timestamp) || distance > WEBHOOK_TOLERANCE_MS + 999)
    throw new WarifuError("webhook_stale", "its time is more than 5 minutes from now");
  const body = await bytesOf(request);
  const content = webhookContent(id, timestamp, body);
  if (!(await webhookSignatureHolds(content, signature, by)))
    throw new WarifuError("webhook_forged", "no signature of it is by this key");
  return eventIn(body, id);
}

async function keysOf(secretTexts: readonly string[], publicKeyTexts: readonly string[]) {
  const secrets = await Promise.all(secretTexts.map(importWebhookSecret));
  const publicKeys = publicKeyTexts.map(readWebhookPublicKey);
  const known = { secrets: secrets.filter(isThere), publicKeys: publicKeys.filter(isThere) };
  const given = secretTexts.length + publicKeyTexts.length;
  if (given > 0 && known.secrets.length + known.publicKeys.length === given) return known;
  throw new WarifuError("webhook_key_malformed", "give a secret whsec_… or a publicKey whpk_…");
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}

function headersOf(request: IncomingRequest) {
  const id = headerOf(request, WEBHOOK_HEADERS.id);
  const timestamp = headerOf(request, WEBHOOK_HEADERS.timestamp);
  const signature = headerOf(request, WEBHOOK_HEADERS.signature);
  if (id && timestamp && signature) return { id, timestamp, signature };
  throw new WarifuError("webhook_malformed", "it lacks a webhook- header");
}

async function bytesOf(request: IncomingRequest): Promise<Uint8Array<ArrayBuffer>> {
  const body = await bodyOf(request, WEBHOOK_BYTES_MAX);
  if (body === "read_before")
    throw new WarifuError("webhook_body_read", "verify it before anything else reads its body");
  if (body === "too_large")
    throw new WarifuError("webhook_malformed", "its body is too large to be one of ours");
  return body;
}

const Known = v.object({ id: v.string(), type: v.string(), sequence: v.number() });

/** Its signature holds: it is ours. */
function eventIn(body: Uint8Array, id: string): WebhookEvent {
  const json = parsed(body);
  const event = v.safeParse(RegisterEvent, json);
  const known = event.success ? event.output : v.safeParse(Known, json).output;
  if (!known || (known as { id?: unknown }).id !== id)
    throw new WarifuError("webhook_malformed", "it isn't an event, or another one than it says");
  if (event.success) return event.output;
  const { type: name, sequence } = v.parse(Known, json);
  return { type: "unknown", name, id, sequence };
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(body));
  } catch {
    return undefined;
  }
}
