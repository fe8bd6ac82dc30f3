/** A try as the endpoint's log has it [EV18]. Pure. */

import { eventIdFrom, type RegisterId } from "../../../../protocol/ids.ts";
import type { WebhookAttempt } from "../../../../protocol/register/webhooks.ts";
import type { After, Tried } from "./after-round.ts";

export function attemptOf(register: RegisterId, tried: Tried, after: After): WebhookAttempt {
  const { event, at, took, status, failure } = tried;
  const waits = after.waiting.find(({ sequence }) => sequence === event.sequence);
  return {
    ...{ event: eventIdFrom(register, event.sequence), sequence: event.sequence },
    ...{ at, took, tries: event.tries + 1, delivered: failure === undefined },
    ...(status === undefined ? {} : { status }),
    ...(failure === undefined ? {} : { failure }),
    ...(failure === undefined || !waits ? {} : { next: Math.max(waits.due, at) }),
  };
}
