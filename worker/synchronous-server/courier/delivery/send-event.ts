/**
 * One try of one event at an endpoint [EV13]: to a public place, within a time, no redirect followed, and of the answer
 * nothing read but its status. Says how it went by a name, and never with what stood there.
 */

import { WEBHOOK_MS } from "../../../../protocol/limits.ts";
import type { WebhookFailure } from "../../../../protocol/register/webhooks.ts";
import { type OutboundNetwork, placeRefusal } from "../../../http/outbound/public-place.ts";

export interface SignedEvent {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Sending {
  /** of HTTP, where there was an answer */
  readonly status?: number;
  /** undefined: there is a receipt */
  readonly failure?: WebhookFailure;
}

const GONE = 410;

export async function sendEvent(
  to: string,
  { body, headers }: SignedEvent,
  network: OutboundNetwork,
): Promise<Sending> {
  const url = new URL(to);
  const limit = new AbortController();
  const { signal } = limit;
  // Ended with the try: left running, it would keep the object from sleeping.
  const timer = setTimeout(() => limit.abort(), network.limitMs ?? WEBHOOK_MS);
  try {
    const refused = await placeRefusal(url, network, signal);
    if (refused) return { failure: refused };
    const init = { method: "POST", headers, body, redirect: "manual", signal } as const;
    const response = await Promise.race([network.fetch(url, init), over(signal)]);
    // Not awaited: who never ends his answer isn't waited for.
    response.body?.cancel().catch(() => undefined);
    return sendingOf(response);
  } catch {
    return { failure: signal.aborted ? "timeout" : "unreachable" };
  } finally {
    clearTimeout(timer);
  }
}

/** A fetch may not heed its signal. */
function over(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("the time is over")));
  });
}

function sendingOf({ status, ok }: Response): Sending {
  if (ok) return { status };
  if (status === GONE) return { status, failure: "gone" };
  return { status, failure: status >= 300 && status < 400 ? "redirected" : "refused" };
}
