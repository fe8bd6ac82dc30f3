/**
 * Every text of the terminal, as a type: a language that lacks one doesn't compile. Texts with a value in
 * them are functions, so that each language puts it, and its plurals, where they belong.
 */

import type { ProblemCode } from "../../../protocol/problem.ts";
import type { OrderWords } from "./order-words.ts";
import type { PrivacyWords } from "./privacy-words.ts";
import type { StepUpWords } from "./security-words.ts";

/** Why there was no payment. Several problem codes may be one reason to a shopper. */
export type Reason =
  | "insufficient_funds"
  | "account_frozen"
  | "account_closed"
  | "currency_not_held"
  | "over_payment_limit"
  | "over_day_limit"
  | "over_week_limit"
  | "over_month_limit"
  | "over_register_budget"
  | "too_many_holds"
  | "too_late"
  | "attempt_void"
  | "step_up_required"
  | "claimed_by_another"
  | "trade_cancelled"
  | "trade_declined"
  | "trade_settled"
  | "trade_voided"
  | "attempts_exhausted"
  | "declined_here"
  | "wrong_origin"
  | "wrong_register"
  | "register_uncertified"
  | "certificate_expired"
  | "wrong_mode"
  | "not_genuine"
  | "trade_not_found"
  | "no_trade"
  | "no_answer"
  | "unknown_terminal"
  | "terminal_revoked"
  | "wrong_clock"
  | "trouble";

/** What happened, and one thing to do. Whether money moved is said apart. */
export interface ReasonWords {
  readonly what: string;
  readonly next: string;
}

/** The account's terminals. */
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
    readonly group: (number: number) => string;
    readonly wrong: string;
    readonly use: string;
    readonly showAgain: string;
  };
}

export interface Words extends StepUpWords, PrivacyWords, OrderWords {
  readonly name: string;
  readonly testMode: string;
  readonly testModeTitle: string;
  readonly back: string;
  readonly done: string;
  readonly tryAgain: string;
  readonly queue: (position: number, count: number) => string;
  readonly nextTrade: string;
  readonly noMoneyMoved: string;
  readonly onboarding: {
    readonly title: string;
    readonly lead: string;
    readonly points: readonly (readonly [title: string, text: string])[];
    readonly open: string;
    readonly opening: string;
    readonly unreachable: string;
    readonly refused: string;
    readonly demo: string;
    readonly haveCode: string;
    readonly code: string;
    readonly bringCode: string;
    readonly codeInvalid: string;
    readonly haveAccount: string;
    readonly link: string;
    readonly recover: string;
    readonly recoverText: string;
    readonly words: string;
    readonly revokeOthers: string;
    readonly bringWords: string;
    readonly wordsWrong: string;
    readonly linkLapsed: string;
    readonly shopWaits: string;
  };
  readonly permission: {
    readonly title: string;
    readonly text: (host: string) => string;
    readonly only: string;
    readonly allow: string;
  };
  readonly preparing: {
    readonly title: string;
    readonly page: string;
    readonly reading: string;
    readonly unreachableTitle: string;
    readonly unreachable: string;
  };
  readonly sheet: {
    readonly title: (shop: string) => string;
    readonly provenSince: (day: string) => string;
    readonly provenTitle: string;
    readonly firstTime: string;
    readonly paidBefore: (times: number, day: string) => string;
    readonly amount: string;
    readonly items: string;
    readonly more: (count: number) => string;
    readonly fewer: string;
    readonly quantity: (count: number) => string;
    readonly order: string;
    readonly from: string;
    readonly leftAfter: string;
    readonly held: string;
    readonly heldUntil: string;
    readonly notEnough: (balance: string) => string;
    readonly frozen: string;
    readonly closing: string;
    readonly closed: string;
    readonly notHeld: (currency: string) => string;
    readonly closesIn: (seconds: number) => string;
    readonly pay: (amount: string) => string;
    readonly decline: string;
    readonly refuse: string;
  };
  /** before a shop that may be taken for another one */
  readonly caution: {
    readonly title: Readonly<Record<"name" | "origin" | "mixed", string>>;
    readonly asking: string;
    readonly known: (day: string) => string;
    readonly mixed: string;
    readonly heed: string;
    readonly heedMixed: string;
  };
  readonly checking: {
    readonly title: string;
    readonly text: string;
    readonly since: (time: string) => string;
    readonly slow: string;
    readonly late: string;
    readonly close: string;
  };
  readonly settled: {
    readonly title: string;
    readonly heldTitle: string;
    readonly paid: (amount: string, shop: string) => string;
    readonly at: string;
    readonly from: string;
    readonly left: string;
    readonly proof: string;
  };
  readonly refused: {
    readonly title: string;
    readonly declinedTitle: string;
    readonly left: (amount: string) => string;
    readonly nothingLeft: string;
    readonly oneClick: (amount: string) => string;
  };
  readonly expired: { readonly title: string; readonly what: string; readonly next: string };
  readonly unusable: { readonly title: string };
  readonly reasons: Readonly<Record<Reason, ReasonWords>>;
  readonly home: {
    readonly title: string;
    readonly balance: string;
    readonly asOf: (time: string) => string;
    readonly terminals: string;
    readonly frozen: string;
    readonly closing: string;
    readonly closed: string;
    readonly credit: (left: string) => string;
    readonly last: string;
    readonly empty: string;
    readonly emptyText: string;
    readonly offline: string;
    readonly offlineText: string;
    readonly today: string;
    readonly yesterday: string;
    readonly paid: string;
    readonly reserved: string;
    readonly notPaid: string;
    readonly expired: string;
    readonly wrong: string;
  };
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
  /** said once to a screen reader when a trade ends */
  readonly said: {
    readonly settled: (amount: string, shop: string) => string;
    readonly held: (amount: string, shop: string) => string;
    readonly notPaid: (what: string) => string;
    readonly checking: string;
  };
}
