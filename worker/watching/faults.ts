/**
 * What kind of fault an error is, that an object's call ended with: too many requests, an object or its storage that can't
 * be reached just now, or a mistake of ours. Nothing is wrong with the request in the first two.
 */

import { count } from "./metrics.ts";

export type Fault = "overloaded" | "storage" | "mistake";

/** What objects that were moved or stopped throw is marked so. */
const UNREACHED = ["retryable", "durableObjectReset"];

/** What SQLite says of a disk that is full or fails; it crosses from an object to here in the message. */
const DISK_FAILED = /\bSQLITE_(FULL|IOERR|NOMEM|CANTOPEN|READONLY)\b/;

export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return "mistake";
  const marks = error as unknown as Record<string, unknown>;
  if (marks.overloaded === true) return "overloaded";
  const unreached = UNREACHED.some((mark) => marks[mark] === true);
  return unreached || DISK_FAILED.test(error.message) ? "storage" : "mistake";
}

export function countFault(error: unknown): void {
  count("faults", faultOf(error));
}
