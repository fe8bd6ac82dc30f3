/**
 * When somebody has to be woken: each rule with the page of docs/runbook/ that says what to do. Pure: a rule looks at a
 * picture of the last minutes and says whether it holds. Every page has its rules here, and every rule its page.
 */

import type { CounterName, GaugeName } from "./report.ts";
import type { Role } from "./role.ts";

export const RUNBOOK = [
  "outbox-stuck",
  "difference-not-zero",
  "till-frozen",
  "key-leaked",
  "carrier-down",
  "deploy-gone-wrong",
  "region-lost",
  "object-overloaded",
] as const;
export type RunbookPage = (typeof RUNBOOK)[number];

/** The last minutes of one server, this one included. */
export interface Picture {
  readonly role: Role;
  /** @param label one, or none for all together @returns how many in so many minutes */
  sum(name: CounterName, label: string | undefined, minutes: number): number;
  /** the highest; undefined where nothing was said */
  highest(name: GaugeName, minutes: number): number | undefined;
  /** has been there for so long, and heard nothing of it */
  isSilent(name: GaugeName, minutes: number): boolean;
}

export interface Rule {
  readonly name: string;
  readonly page: RunbookPage;
  /** what it means, in a sentence */
  readonly says: string;
  /** how long it has to hold before anybody is woken, ms */
  readonly forMs: number;
  readonly holds: (picture: Picture) => boolean;
}

/** Twice what the branch waits between two tries at most [TM4]. */
const OUTBOX_AGE_MAX_MS = 120_000;

export const RULES: readonly Rule[] = [
  {
    ...{ name: "outbox-stuck", page: "outbox-stuck", forMs: 0 },
    says: "A branch has decided payments that their till doesn't take.",
    holds: (picture) => (picture.highest("outbox_age_ms", 2) ?? 0) > OUTBOX_AGE_MAX_MS,
  },
  {
    ...{ name: "difference-not-zero", page: "difference-not-zero", forMs: 0 },
    says: "The carrier and a till have counted different money.",
    holds: (picture) => (picture.highest("difference", 2) ?? 0) > 0,
  },
  {
    ...{ name: "reconciliation-silent", page: "difference-not-zero", forMs: 0 },
    says: "Nobody has compared the carrier's and the tills' counts for five minutes.",
    holds: (picture) => picture.role === "carrier-server" && picture.isSilent("reconciled", 5),
  },
  {
    ...{ name: "till-frozen", page: "till-frozen", forMs: 0 },
    says: "A till begins nothing new.",
    holds: (picture) =>
      (picture.highest("frozen_tills", 2) ?? 0) > 0 ||
      picture.sum("refusals", "till_frozen", 5) > 0,
  },
  {
    ...{ name: "revoked-key-used", page: "key-leaked", forMs: 0 },
    says: "Somebody asks with an API key that was revoked.",
    holds: (picture) => picture.sum("said", "revoked_key_used", 10) > 0,
  },
  {
    ...{ name: "operator-key-guessed", page: "key-leaked", forMs: 0 },
    says: "Somebody tries operator keys.",
    holds: (picture) => picture.sum("refusals", "operator_unauthorized", 5) >= 20,
  },
  {
    ...{ name: "carrier-down", page: "carrier-down", forMs: 0 },
    says: "The carrier server doesn't answer the synchronous server.",
    holds: (picture) => picture.sum("said", "carrier_unavailable", 2) >= 3,
  },
  {
    ...{ name: "carrier-silent", page: "carrier-down", forMs: 0 },
    says: "The carrier server hasn't asked how things stand for five minutes.",
    holds: (picture) => picture.role === "synchronous-server" && picture.isSilent("other_heard", 5),
  },
  {
    ...{ name: "crashes", page: "deploy-gone-wrong", forMs: 0 },
    says: "Requests end in a mistake of ours.",
    holds: (picture) => picture.sum("refusals", "internal_error", 5) >= 3,
  },
  {
    ...{ name: "not-ready", page: "deploy-gone-wrong", forMs: 0 },
    says: "A server says that it isn't ready.",
    holds: (picture) => picture.sum("refusals", "not_ready", 2) >= 2,
  },
  {
    ...{ name: "synchronous-server-silent", page: "deploy-gone-wrong", forMs: 0 },
    says: "The synchronous server hasn't answered the carrier server for five minutes.",
    holds: (picture) => picture.role === "carrier-server" && picture.isSilent("other_heard", 5),
  },
  {
    ...{ name: "region-lost", page: "region-lost", forMs: 60_000 },
    says: "Objects can't be reached, or their storage fails.",
    holds: (picture) => picture.sum("faults", "storage", 2) >= 5,
  },
  {
    ...{ name: "object-overloaded", page: "object-overloaded", forMs: 0 },
    says: "An object gets more requests than it can decide.",
    holds: (picture) => picture.sum("faults", "overloaded", 2) >= 5,
  },
];
