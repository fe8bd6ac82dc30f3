/**
 * The terminal's own record of a trade: a union keyed by `state`, each arm with only its own fields. It
 * holds everything that a restarted terminal needs to go on, and nothing of the account. How it changes is
 * in record-transitions.ts; what to do with it, in resume.ts.
 */

import type { GivenFields } from "../../protocol/disclosure/fields.ts";
import type { RegisterId, TradeId } from "../../protocol/ids.ts";
import type { Left } from "../../protocol/messages.ts";
import type { ProblemCode } from "../../protocol/problem.ts";
import type { PublicKey } from "../../protocol/signing/signature.ts";
import type { SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import type { Offer } from "../../protocol/trade/offer.ts";
import type { Asked } from "./asked.ts";
import type { After } from "./history/after.ts";
import { QUIET_TRIES } from "./patience.ts";
import type { Giving } from "./privacy/given.ts";

/** What is known from the press on, in every state. */
export interface Press {
  /** made by the content script at the press; the record's name in the store */
  readonly id: string;
  /** when the shopper pressed in the shop, ms since the epoch */
  readonly at: number;
  /** the register of the frame that was pressed; the trade must be one of its own */
  readonly register: RegisterId;
  /** where the outcome is to be told: opaque here, made and read by the platform */
  readonly replyTo: string;
  /** the shopper has been shown how it ended */
  readonly seen: boolean;
  /** no sheet was opened for it: one is, as soon as the shopper is needed [BU7] */
  readonly quiet?: true;
  /** it was pressed in that terminal of the account, which vouches for the page [AS4]; none: in this one */
  readonly asker?: PublicKey;
  /** `asker`'s order that was over before anything was decided here: shown where it stood, and nowhere else */
  readonly passed?: true;
}

/** Decided in another terminal of the account: which one, as far as is known. */
export interface Elsewhere {
  readonly by?: PublicKey | "another";
}

/** Of a payment: whether the terminal confirmed it by itself, inside a budget [BU2]. */
export interface ByItself {
  readonly automatic?: true;
}

/** Of a payment on its way: it is reserved in its shop's budget, and counted there at this time (ms since the epoch) [BU4]. */
interface Reserved extends ByItself {
  readonly countAt?: number;
}

/** The trade the page handed over, and the page's origin as the browser asserts it. */
interface Traded extends Press {
  readonly trade: TradeId;
  readonly origin: string;
}

/** An offer that was verified from the pinned root down, on a proven page. */
interface Offered extends Traded {
  readonly offer: Offer;
}

/** Something is to be sent: how often nothing came back, and when to send again (ms since the epoch). */
interface Sending {
  readonly tries: number;
  readonly nextAt: number;
}

interface Over {
  readonly endedAt: number;
}

/** Why there is nothing to confirm. `no_trade`: the page made none. `no_answer`: it couldn't be read. */
export type UnusableCode = ProblemCode | "no_trade" | "no_answer";

export type Preparing = Press & { readonly state: "preparing" };
export type Reading = Traded & Sending & { readonly state: "reading" };
/** `lastAttempt`: the last attempt the branch refused here, 0 for none; a grant must be for a later one. */
export type Waiting = Offered & { readonly state: "offered"; readonly lastAttempt: number };
export type Claiming = Offered &
  Reserved &
  Sending & {
    readonly state: "claiming";
    readonly lastAttempt: number;
    /** when the shopper pressed Pay, ms since the epoch */
    readonly pressedAt: number;
    /** what he chose to give the shop with it, as the sheet showed it */
    readonly chosen?: GivenFields;
  };
export type Confirming = Offered &
  Reserved &
  Sending & {
    readonly state: "confirming";
    readonly attempt: number;
    readonly pressedAt: number;
    /** the whole ConfirmTrade as text: sent again byte for byte, for ever */
    readonly body: string;
    /** carries the body's ticket, to open the money socket with */
    readonly ticket: string;
    /** with a proof in `body`: the same without it, and what was asked */
    readonly plain?: string;
    readonly asked?: Asked;
    /** what `body` says is given, to be sent once the payment is there */
    readonly giving?: Giving;
  };
/** The branch decided nothing yet: the shopper is to prove himself for this very confirmation. */
export type Proving = Offered &
  Reserved & {
    readonly state: "proving";
    readonly attempt: number;
    readonly pressedAt: number;
    readonly ticket: string;
    /** the whole ConfirmTrade as text, without a proof */
    readonly plain: string;
    readonly asked: Asked;
    readonly giving?: Giving;
  };
export type Settled = Offered &
  ByItself &
  Elsewhere &
  Over & {
    readonly state: "settled";
    readonly attempt: number;
    readonly receipt: SignedReceipt;
    /** what came after it, as far as it was heard of here */
    readonly after?: After;
  };
export type Refused = Offered &
  ByItself &
  Over & {
    readonly state: "refused";
    readonly attempt: number;
    readonly code: ProblemCode;
    readonly receipt?: SignedReceipt;
    /** what the carrier would have let through instead */
    readonly left?: Left;
  };
export type Expired = Traded &
  ByItself &
  Over & { readonly state: "expired"; readonly offer?: Offer };
export type Declining = Offered & Sending & Over & { readonly state: "declining" };
export type Declined = Offered & Over & Elsewhere & { readonly state: "declined" };
/** Ended, or out of our hands, without our money: cancelled by the shop, paid by another, a step-up is needed, … */
export type Ended = Traded &
  ByItself &
  Over & {
    readonly state: "ended";
    readonly code: ProblemCode;
    readonly offer?: Offer;
    readonly lastAttempt: number;
    /** what one click would have been enough for */
    readonly left?: Left;
  };
/** Never shown as an offer: not genuine, not from this page, or not there. */
export type Unusable = Press & Over & { readonly state: "unusable"; readonly code: UnusableCode };

export type TradeRecord =
  | Preparing
  | Reading
  | Waiting
  | Claiming
  | Confirming
  | Proving
  | Settled
  | Refused
  | Expired
  | Declining
  | Declined
  | Ended
  | Unusable;

export type RecordState = TradeRecord["state"];

export function newRecord(press: Omit<Press, "seen">): TradeRecord {
  return { ...press, seen: false, state: "preparing" };
}

/** @returns the trade's id, once the page has handed one over */
export function tradeOf(record: TradeRecord): TradeId | undefined {
  return "trade" in record ? record.trade : undefined;
}

/** Nothing more will happen to it unless the shopper asks. A decline on its way is over for the shopper. */
export function isOver(record: TradeRecord): boolean {
  return "endedAt" in record;
}

/** Still to be shown: unfinished, or finished without the shopper having seen it. What was paid quietly asks for nothing. */
export function isShown(record: TradeRecord): boolean {
  if (!isOver(record)) return true;
  return !record.seen && !record.passed && record.state !== "declining" && !isPaidQuietly(record);
}

/** Paid inside a budget, with no sheet opened for it. */
export function isPaidQuietly(record: TradeRecord): record is Settled {
  return record.state === "settled" && record.automatic === true && record.quiet === true;
}

/** No sheet was opened for it, and now one has to be: it isn't paid, or nothing was heard of it for a while [BU7]. */
export function needsShopper(record: TradeRecord): boolean {
  if (!record.quiet) return false;
  switch (record.state) {
    case "preparing":
    case "settled":
    case "declining":
    case "declined":
      return false;
    case "reading":
    case "claiming":
    case "confirming":
      return record.tries >= QUIET_TRIES;
    default:
      return true;
  }
}

/** An attempt that was refused, or a trade that another had claimed, may be paid until its deadline. @param now ms since the epoch */
export function mayTryAgain(record: TradeRecord, now: number): boolean {
  const open =
    record.state === "refused" ||
    (record.state === "ended" &&
      (record.code === "claimed_by_another" || record.code === "step_up_required"));
  return open && record.offer !== undefined && now < record.offer.terms.payload.deadline;
}
