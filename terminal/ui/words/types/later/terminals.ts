/** The texts of the account's terminals: "browser" to the shopper, who knows no other kind yet. */

import type { ProblemCode } from "../../../../../protocol/problem.ts";
import type { Count } from "../../count.ts";

export interface TerminalWords {
  readonly title: string;
  readonly thisOne: string;
  readonly unnamed: string;
  readonly since: (day: string) => string;
  readonly lastPaid: (day: string) => string;
  readonly neverPaid: string;
  readonly revokedOn: (day: string) => string;
  readonly rename: string;
  readonly newName: string;
  readonly save: string;
  readonly cancel: string;
  readonly revoke: string;
  readonly revokeSure: (name: string) => string;
  readonly revokeOwn: string;
  readonly revokeYes: string;
  readonly link: string;
  readonly linkText: string;
  readonly code: string;
  readonly look: string;
  readonly looking: string;
  readonly asked: (name: string) => string;
  readonly compare: string;
  readonly approve: string;
  readonly notThis: string;
  readonly linked: (name: string) => string;
  readonly sending: string;
  readonly slow: string;
  readonly refused: string;
  /** where a code has words of its own */
  readonly refusals: Readonly<Partial<Record<ProblemCode, string>>>;
  readonly recovery: {
    readonly title: string;
    readonly none: string;
    readonly since: (day: string) => string;
    readonly make: string;
    readonly again: string;
    readonly write: string;
    readonly written: string;
    /** what becomes of the words that there were */
    readonly old: Readonly<Record<"end" | "stay", string>>;
    readonly check: string;
    readonly group: (number: Count) => string;
    readonly wrong: string;
    readonly use: string;
    readonly showAgain: string;
  };
}

export interface TerminalsRoom {
  readonly terminals: TerminalWords;
  readonly linking: {
    readonly title: string;
    readonly lead: string;
    readonly code: string;
    readonly waiting: string;
    readonly compare: string;
    readonly approving: string;
    readonly stop: string;
  };
  readonly revoked: {
    readonly title: string;
    readonly text: (account: string, day: string) => string;
    readonly kept: string;
    readonly anew: string;
    readonly anewText: string;
  };
}
