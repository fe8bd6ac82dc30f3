// A webhook as a shop's server gets it: the request, signed by an endpoint's keys, with overrides.

import { type EventId, eventIdFrom, registerIdFrom } from "../../../protocol/ids.ts";
import { toUtf8 } from "../../../protocol/signing/encoding.ts";
import { importSigningSeed } from "../../../protocol/signing/signature.ts";
import {
  importWebhookSecret,
  webhookContent,
  webhookSecretText,
  webhookSignatures,
} from "../../../protocol/signing/webhook-signature.ts";
import { NOW } from "./realm.ts";

export const WEBHOOK_REGISTER = registerIdFrom("test", new Uint8Array(8).fill(7));
export const WEBHOOK_EVENT = eventIdFrom(WEBHOOK_REGISTER, 1);
/** of the pair behind `v1a` */
export const WEBHOOK_SEED = "A".repeat(43);
export const WEBHOOK_SECRET = webhookSecretText(new Uint8Array(32).fill(9));
export const WEBHOOK_OTHER_SECRET = webhookSecretText(new Uint8Array(32).fill(8));

export function anEvent(sequence = 1, overrides: object = {}) {
  return {
    ...{
      type: "trade.settled",
      id: eventIdFrom(WEBHOOK_REGISTER, sequence) as EventId,
      object: "event",
    },
    ...{ mode: "test", register: WEBHOOK_REGISTER, sequence },
    timestamp: "2026-11-23T05:00:00.000Z",
    data: { trade: `trd_test_${"0".repeat(61)}`, status: "settled" },
    ...overrides,
  };
}

interface Sent {
  /** as an object, or as the body's own text */
  readonly event?: unknown;
  /** ms since the epoch */
  readonly at?: number;
  readonly id?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function aWebhook({
  event = anEvent(),
  at = NOW,
  id = WEBHOOK_EVENT,
  headers = {},
}: Sent = {}): Promise<Request> {
  const body = toUtf8(typeof event === "string" ? event : JSON.stringify(event));
  const timestamp = `${Math.floor(at / 1000)}`;
  const secret = (await importWebhookSecret(WEBHOOK_SECRET))!;
  const pair = { secret, signingKey: await importSigningSeed(WEBHOOK_SEED) };
  const signature = await webhookSignatures(webhookContent(id, timestamp, body), [pair]);
  return new Request("https://shop.example/webhooks", {
    method: "POST",
    headers: {
      ...{ "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature },
      "content-type": "application/json",
      ...headers,
    },
    body,
  });
}
