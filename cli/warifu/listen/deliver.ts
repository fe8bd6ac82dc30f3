/** One event brought to a shop's endpoint as Warifu brings it: Standard Webhooks, no redirect followed, 15 s. */

import { WEBHOOK_MS } from "../../../protocol/limits.ts";
import { toUtf8 } from "../../../protocol/signing/encoding.ts";
import {
  WEBHOOK_HEADERS,
  type WebhookKeys,
  webhookContent,
  webhookSignatures,
} from "../../../protocol/signing/webhook-signature.ts";
import type { RegisterEvent } from "../../../register-server/index.ts";

export interface Notice {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Delivered {
  /** of HTTP; undefined where nothing answered */
  readonly status?: number;
  readonly ms: number;
}

/** @param now ms since the epoch: the time that it says of itself */
export async function noticeOf(
  event: RegisterEvent,
  keys: WebhookKeys,
  now: number,
): Promise<Notice> {
  const body = toUtf8(JSON.stringify(event));
  const timestamp = `${Math.floor(now / 1000)}`;
  const signature = await webhookSignatures(webhookContent(event.id, timestamp, body), [keys]);
  return {
    body,
    headers: {
      "content-type": "application/json",
      "user-agent": "Warifu",
      [WEBHOOK_HEADERS.id]: event.id,
      [WEBHOOK_HEADERS.timestamp]: timestamp,
      [WEBHOOK_HEADERS.signature]: signature,
    },
  };
}

export async function deliver(to: string, { body, headers }: Notice): Promise<Delivered> {
  const began = performance.now();
  const ms = () => Math.round(performance.now() - began);
  try {
    const signal = AbortSignal.timeout(WEBHOOK_MS);
    const response = await fetch(to, { method: "POST", body, headers, redirect: "manual", signal });
    await response.body?.cancel();
    return { status: response.status, ms: ms() };
  } catch {
    return { ms: ms() };
  }
}

export function isReceipt({ status }: Delivered): boolean {
  return status !== undefined && status >= 200 && status < 300;
}
