/** A register's events, by asking. */

import * as v from "valibot";
import { EVENT_TYPES_MAX } from "../../../protocol/limits.ts";
import { EventList } from "../../../protocol/register/events.ts";
import type { Operation } from "../../http/contract/operation.ts";
import { LIMIT } from "../../http/contract/paging.ts";
import { SETTLED_EVENT } from "./event-examples.ts";

const EVENTS = { tag: "Events", asker: "register" } as const;

export const EVENT_OPERATIONS: readonly Operation[] = [
  {
    ...EVENTS,
    ...{ method: "get", path: "/v1/events", id: "listEvents" },
    summary:
      "What happened to trades, disputes and payouts, in the order of its sequence: what webhooks bring",
    query: {
      after: {
        schema: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
        description: "The sequence before the first event of the page; 0 unless said otherwise",
      },
      limit: LIMIT,
      types: {
        schema: v.pipe(
          v.string(),
          v.maxLength(40 * EVENT_TYPES_MAX),
          v.regex(/^[a-z_]+\.[a-z_]+(,[a-z_]+\.[a-z_]+)*$/),
        ),
        description: "Only these types, a comma between two; all unless said otherwise",
      },
    },
    answers: {
      200: {
        description: "A page of events",
        schema: EventList,
        example: { events: [SETTLED_EVENT], last: 42 },
      },
    },
  },
];
