/**
 * What was changed on which day, as data [AP2]: the way from an older request to today's, and from today's answer to
 * the older one. Answers are named by their `object`, so that a change reaches a list and whatever holds one too;
 * requests by their address. Functions are pure. What is signed is never changed: nobody but its signer could.
 */

import type { ApiVersion } from "../../../protocol/api-version.ts";

export type Members = Readonly<Record<string, unknown>>;

export interface VersionChange {
  /** The version that came with it: who asks for an older one gets it undone. */
  readonly since: ApiVersion;
  readonly what: string;
  /** by the method and address of the operation, in OpenAPI's spelling */
  readonly requests?: Readonly<Record<string, (older: Members) => Members>>;
  /** by the `object` of the answer, or of a part of it */
  readonly answers?: Readonly<Record<string, (todays: Members) => Members>>;
}

/** The oldest first. */
export const VERSION_CHANGES: readonly VersionChange[] = [
  {
    since: "2026-11-23",
    what: "A trade's `payer` is called `payer_tag`: it names a pseudonym, and no payer",
    answers: { trade: (trade) => renamed(trade, "payer_tag", "payer") },
  },
  {
    since: "2026-11-23",
    what: "The `overlap` of a new webhook secret is called `overlap_ms`: it says its unit",
    requests: {
      "POST /v1/webhook-endpoints/{endpoint}/secret": (asked) =>
        renamed(asked, "overlap", "overlap_ms"),
    },
  },
];

/** In its place, so that the members keep their order. Without a `from` nothing is changed. */
function renamed(members: Members, from: string, to: string): Members {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name === from ? to : name, value]),
  );
}
