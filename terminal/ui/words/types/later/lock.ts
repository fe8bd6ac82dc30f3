/** The texts of the lock: how it is set up, and what stands there while it is closed. */

import type { Count } from "../../count.ts";

export interface LockWords {
  readonly title: string;
  readonly lead: string;
  /** what it doesn't protect from */
  readonly honest: string;
  readonly withCode: string;
  readonly code: string;
  readonly again: string;
  readonly setCode: string;
  readonly faults: Readonly<Record<"short" | "differs", string>>;
  readonly withPasskey: string;
  readonly withPasskeyText: string;
  readonly usePasskey: string;
  readonly now: string;
  readonly after: string;
  readonly minutes: (minutes: Count) => string;
  readonly never: string;
  readonly start: string;
  readonly opens: string;
  readonly codeSet: string;
  readonly passkeyOnly: string;
  readonly both: string;
  readonly changeCode: string;
  readonly addCode: string;
  readonly removeCode: string;
  readonly offTitle: string;
  readonly off: string;
}

export interface LockRoom {
  readonly lock: LockWords;
  readonly locked: {
    readonly title: string;
    readonly lead: string;
    readonly waiting: string;
    readonly underWay: string;
    readonly code: string;
    readonly unlock: string;
    readonly tried: Readonly<Record<"checking" | "wrong", string>>;
    readonly wait: (time: string) => string;
    readonly passkey: string;
    readonly forgotten: string;
    readonly anewTitle: string;
    readonly anew: string;
    readonly anewWords: string;
    readonly anewNoWords: string;
    readonly anewUnderWay: string;
    readonly stay: string;
    readonly startOver: string;
  };
}
