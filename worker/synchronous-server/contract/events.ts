/** A register's events, by asking. */

import { EventList } from "../../../protocol/register/events.ts";
import type { Operation } from "../../http/contract/operation.ts";
import { SETTLED_EVENT } from "./event-examples.ts";
import { EVENTS_QUERY } from "./list-queries.ts";

const EVENTS = { tag: "Events", asker: "register" } as const;

export const EVENT_OPERATIONS: readonly Operation[] = [
  {
    ...EVENTS,
    ...{ method: "get", path: "/v1/events", id: "listEvents" },
    summary:
      "What happened to trades, disputes and payouts, in the order of its sequence: what webhooks bring",
    query: EVENTS_QUERY,
    answers: {
      200: {
        description: "A page of events",
        schema: EventList,
        example: { events: [SETTLED_EVENT], last: 42 },
      },
    },
  },
];
