/** An event as it is sent: its bytes, the same each time, signed for this try by the endpoint's keys [EV10], [EV17]. */

import type { RegisterId } from "../../../../protocol/ids.ts";
import { toUtf8 } from "../../../../protocol/signing/encoding.ts";
import {
  WEBHOOK_HEADERS,
  type WebhookKeys,
  webhookContent,
  webhookSignatures,
} from "../../../../protocol/signing/webhook-signature.ts";
import type { StoredEvent } from "../event-store.ts";
import { eventView } from "../event-view.ts";
import type { SignedEvent } from "./send-event.ts";

/** @param keys those that sign now, the current ones first @param now ms since the epoch */
export async function signEvent(
  register: RegisterId,
  event: StoredEvent,
  keys: readonly WebhookKeys[],
  now: number,
): Promise<SignedEvent> {
  const view = eventView(register, event);
  const body = toUtf8(JSON.stringify(view));
  const timestamp = `${Math.floor(now / 1000)}`;
  const signature = await webhookSignatures(webhookContent(view.id, timestamp, body), keys);
  return {
    body,
    headers: {
      "Content-Type": "application/json",
      "User-Agent": "Warifu",
      [WEBHOOK_HEADERS.id]: view.id,
      [WEBHOOK_HEADERS.timestamp]: timestamp,
      [WEBHOOK_HEADERS.signature]: signature,
    },
  };
}
