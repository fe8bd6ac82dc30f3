/** The kinds of trouble, and what a right endpoint does in each: what a finding is explained by. */

export const KINDS = ["duplicate", "forged", "late", "reordered", "dropped"] as const;
export type Kind = (typeof KINDS)[number];

export const RIGHT: Readonly<Record<Kind, string>> = {
  duplicate:
    "answers 2xx to a notice that it has had, and does nothing more: what it does is keyed by the trade, in one transaction",
  forged:
    "verifies the signature over the raw body before it reads anything of it, answers 401, and does nothing",
  late: "refuses a notice whose time is more than 5 minutes from now, with 401: somebody kept it and sends it again",
  reordered:
    "takes a notice as a reason to ask (getTrade), never as the news itself: in any order the order ends the same",
  dropped:
    "doesn't need the notice: a poller (events.after, or getTrade of what is open) finds the payment without it",
};

export interface Finding {
  readonly round: number;
  readonly kind: Kind;
  readonly trade: string;
  /** what was sent, and what came of it */
  readonly what: string;
  readonly right: string;
}
