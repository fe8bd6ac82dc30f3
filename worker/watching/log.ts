/**
 * The one way in which the servers say something to whoever runs them: a line of JSON with its level, an event and fields
 * of closed sets. Never a message of a library's, which may hold what came in; never a secret, an account or a person. A
 * line about a request has its `request_id`, which the page, the terminal and the shop were told.
 */

import type { ProblemCode } from "../../protocol/problem.ts";
import { count } from "./metrics.ts";

type Level = "error" | "warn";

/** What can be said, and how bad it is: `error` wants to be looked at, `warn` mends itself. */
const EVENTS = {
  alarm_not_set: "error",
  alert_not_told: "error",
  branch_unanswered: "error",
  carrier_unavailable: "error",
  certificate_not_brought: "warn",
  crashed: "error",
  confirm_failed: "error",
  credit_refused: "error",
  credit_unanswered: "warn",
  disputes_not_asked: "warn",
  flush_failed: "error",
  metrics_not_taken: "warn",
  outcome_refused: "error",
  payout_return_not_told: "warn",
  rate_limit_missing: "error",
  reconciliation_failed: "error",
  reconciliation_mismatch: "error",
  refused: "error",
  revoked_key_used: "warn",
  storage_unavailable: "error",
  till_count_unanswered: "warn",
  trade_not_ours: "error",
} as const satisfies Record<string, Level>;

export type LogEvent = keyof typeof EVENTS;

/** All that a line may say beside its event. */
export interface LogFields {
  readonly request_id?: string | undefined;
  /** of several */
  readonly requests?: readonly string[];
  readonly code?: ProblemCode;
  /** an error's name */
  readonly error?: string;
  /** the text of an assertion: our own words */
  readonly invariant?: string | undefined;
  /** what storage says of itself, which names no values */
  readonly message?: string;
  /** what was being done */
  readonly where?: "credit" | "lend" | "events" | "keys";
  readonly stack?: readonly string[] | undefined;
  /** how many attempts, or trades, it is about */
  readonly attempts?: number;
  readonly trades?: number;
  readonly miscounted?: number;
  /** `register/till`, and with the hour behind it: public names of a shop's shards */
  readonly till?: string;
  readonly hour?: string;
  /** a rate limit's name */
  readonly limit?: string;
  /** an alert's */
  readonly alert?: string;
  /** a register's public id, and that of one of its API keys */
  readonly register?: string;
  readonly key?: string;
}

/** Says it, and counts that it was said: rules of alerts may look at that. */
export function log(event: LogEvent, fields: LogFields = {}): void {
  const level = EVENTS[event];
  count("said", event);
  const line = JSON.stringify({ level, event, ...fields });
  if (level === "error") console.error(line);
  else console.warn(line);
}

/** Of an error: its name, and its text where that is our own. */
export function said(error: unknown): Pick<LogFields, "error" | "invariant"> {
  const isOurs = error instanceof Error && error.name === "InvariantError";
  return { error: errorName(error), ...(isOurs ? { invariant: error.message } : {}) };
}

/** What may be said of an error that isn't ours. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
