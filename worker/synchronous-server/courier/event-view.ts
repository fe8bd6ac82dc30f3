/** An event as the register is shown it, by webhook and by GET: the same bytes in both [EV4]. Pure. */

import * as v from "valibot";
import { eventIdFrom, modeOf, type RegisterId } from "../../../protocol/ids.ts";
import {
  DisputeEventType,
  PayoutEventType,
  type RegisterEvent,
  type TradeEventType,
} from "../../../protocol/register/events.ts";
import type { StoredEvent } from "./event-store.ts";

export function eventView(register: RegisterId, event: StoredEvent): RegisterEvent {
  const { sequence, type, at } = event;
  const envelope = {
    ...{ id: eventIdFrom(register, sequence), object: "event", mode: modeOf(register), register },
    ...{ sequence, timestamp: new Date(at).toISOString() },
  } as const;
  // What is stored is our own: the ids in it were parsed where they came in.
  return { type, ...envelope, data: dataOf(event) } as RegisterEvent;
}

function dataOf({ type, subject, status, ref }: StoredEvent): object {
  if (v.is(DisputeEventType, type)) return { trade: subject, status };
  if (v.is(PayoutEventType, type)) return { payout: subject, status };
  const named = ref === null ? {} : { [isOfCapture(type) ? "capture" : "refund"]: ref };
  return { trade: subject, status, ...named };
}

function isOfCapture(type: TradeEventType): boolean {
  return type === "trade.captured" || type === "trade.capture_refused";
}
