/**
 * The one transition table of the terminal's record. An event that doesn't stand in the row of a state
 * changes nothing there: it came too late. Pure: whoever calls it stores what it returns, before acting.
 *
 * From `confirming` only an answer about the outcome leads on; no time and no wish of the shopper does.
 */

import type { GivenFields } from "../../protocol/disclosure/fields.ts";
import type { TradeId } from "../../protocol/ids.ts";
import type { Left } from "../../protocol/messages.ts";
import type { ProblemCode } from "../../protocol/problem.ts";
import type { SignedReceipt } from "../../protocol/signing/signed-objects.ts";
import { type Offer, provenOriginOf } from "../../protocol/trade/offer.ts";
import type { Asked } from "./asked.ts";
import { retryDelay } from "./patience.ts";
import type { Giving } from "./privacy/given.ts";
import {
  type Claiming,
  type Confirming,
  type Declining,
  mayTryAgain,
  type Reading,
  type RecordState,
  type TradeRecord,
  type UnusableCode,
} from "./trade-record.ts";

/** `at` is ms since the epoch, in every event. */
export type RecordEvent =
  /** the page handed over its trade */
  | {
      readonly type: "trade";
      readonly trade: TradeId;
      readonly origin: string;
      readonly at: number;
    }
  /** the offer was read and holds */
  | { readonly type: "offer"; readonly offer: Offer; readonly lastAttempt: number }
  | { readonly type: "unusable"; readonly code: UnusableCode; readonly at: number }
  /** the trade has ended, or is another's, without our money */
  | {
      readonly type: "over";
      readonly code: ProblemCode;
      readonly left?: Left;
      readonly at: number;
    }
  | { readonly type: "expired"; readonly at: number }
  /** the shopper pressed Pay, having chosen this to give; or a budget of his pays */
  | {
      readonly type: "pay";
      readonly at: number;
      readonly chosen?: GivenFields;
      readonly automatic?: true;
      readonly countAt?: number;
    }
  /** the press is too old to be an order */
  | { readonly type: "lapse" }
  /** the confirmation is signed and about to be sent */
  | {
      readonly type: "signed";
      readonly attempt: number;
      readonly body: string;
      readonly ticket: string;
      readonly giving?: Giving;
      readonly at: number;
    }
  /** the carrier decided nothing, and asks for a proof */
  | { readonly type: "asked"; readonly asked: Asked }
  /** `body`: the confirmation with the proof beside it; without one, as it was */
  | { readonly type: "proven"; readonly body: string; readonly at: number }
  | { readonly type: "settled"; readonly receipt: SignedReceipt; readonly at: number }
  | {
      readonly type: "refused";
      readonly code: ProblemCode;
      readonly receipt?: SignedReceipt;
      readonly left?: Left;
      readonly at: number;
    }
  /** nothing came back, or nothing was decided */
  | { readonly type: "silence"; readonly at: number }
  | { readonly type: "decline"; readonly at: number }
  | { readonly type: "declined" }
  /** the shopper wants another attempt */
  | { readonly type: "again"; readonly at: number };

export type RecordEventType = RecordEvent["type"];

type Arm<S extends RecordState> = Extract<TradeRecord, { state: S }>;
type EventOf<E extends RecordEventType> = Extract<RecordEvent, { type: E }>;
type Rule<S extends RecordState, E extends RecordEventType> = (
  record: Arm<S>,
  event: EventOf<E>,
) => TradeRecord;
type Table = { readonly [S in RecordState]: { readonly [E in RecordEventType]?: Rule<S, E> } };

const toUnusable = (record: TradeRecord, { code, at }: EventOf<"unusable">): TradeRecord => ({
  ...pressOf(record),
  state: "unusable",
  code,
  endedAt: at,
});

const toExpired = (
  record: Arm<"reading" | "offered" | "claiming" | "confirming">,
  { at }: EventOf<"expired">,
): TradeRecord => ({ ...tradedOf(record), ...byItself(record), state: "expired", endedAt: at });

const toEnded = (
  record: Arm<"reading" | "offered" | "claiming" | "confirming">,
  { code, left, at }: EventOf<"over">,
): TradeRecord => ({
  ...tradedOf(record),
  ...byItself(record),
  state: "ended",
  code,
  lastAttempt: "lastAttempt" in record ? record.lastAttempt : 0,
  ...(left ? { left } : {}),
  endedAt: at,
});

const toDeclining = (
  record: Arm<"offered" | "proving">,
  { at }: EventOf<"decline">,
): TradeRecord => ({
  ...offeredOf(record),
  ...{ state: "declining", tries: 0, nextAt: at, endedAt: at },
});

const sendAgain = <R extends Reading | Claiming | Confirming | Declining>(
  record: R,
  { at }: EventOf<"silence">,
): R => ({ ...record, tries: record.tries + 1, nextAt: at + retryDelay(record.tries + 1) });

const TABLE: Table = {
  preparing: {
    trade: (record, { trade, origin, at }) => ({
      ...record,
      state: "reading",
      trade,
      origin,
      tries: 0,
      nextAt: at,
    }),
    unusable: toUnusable,
  },
  reading: {
    offer: (record, { offer, lastAttempt }) => ({
      ...tradedOf(record),
      origin: provenOriginOf(offer, record.origin),
      state: "offered",
      offer,
      lastAttempt,
    }),
    unusable: toUnusable,
    over: toEnded,
    expired: toExpired,
    silence: sendAgain,
  },
  offered: {
    pay: (record, { at, chosen, automatic, countAt }) => ({
      ...record,
      state: "claiming",
      pressedAt: at,
      ...(chosen ? { chosen } : {}),
      ...(automatic ? { automatic } : {}),
      ...(countAt === undefined ? {} : { countAt }),
      tries: 0,
      nextAt: at,
    }),
    decline: toDeclining,
    over: toEnded,
    expired: toExpired,
  },
  claiming: {
    signed: (record, { attempt, body, ticket, giving, at }) => ({
      ...offeredOf(record),
      ...reservedOf(record),
      state: "confirming",
      pressedAt: record.pressedAt,
      attempt,
      body,
      ticket,
      ...(giving ? { giving } : {}),
      tries: 0,
      nextAt: at,
    }),
    lapse: (record) => ({
      ...offeredOf(record),
      state: "offered",
      lastAttempt: record.lastAttempt,
    }),
    unusable: toUnusable,
    over: toEnded,
    expired: toExpired,
    silence: sendAgain,
  },
  confirming: {
    settled: (record, { receipt, at }) => ({
      ...offeredOf(record),
      ...byItself(record),
      state: "settled",
      attempt: record.attempt,
      receipt,
      endedAt: at,
    }),
    refused: (record, { code, receipt, left, at }) => ({
      ...offeredOf(record),
      ...byItself(record),
      state: "refused",
      attempt: record.attempt,
      code,
      ...(receipt ? { receipt } : {}),
      ...(left ? { left } : {}),
      endedAt: at,
    }),
    asked: (record, { asked }) => ({
      ...offeredOf(record),
      ...reservedOf(record),
      ...{ state: "proving", attempt: record.attempt, pressedAt: record.pressedAt },
      ...{ ticket: record.ticket, plain: record.plain ?? record.body, asked },
      ...(record.giving ? { giving: record.giving } : {}),
    }),
    unusable: toUnusable,
    over: toEnded,
    expired: toExpired,
    silence: sendAgain,
  },
  proving: {
    proven: (record, { body, at }) => ({
      ...record,
      state: "confirming",
      body,
      tries: 0,
      nextAt: at,
    }),
    decline: toDeclining,
  },
  settled: {},
  refused: {
    again: (record, event) => openAgain(record, record.attempt, event),
  },
  expired: {},
  declining: {
    declined: (record) => ({
      ...offeredOf(record),
      state: "declined",
      endedAt: record.endedAt,
    }),
    silence: sendAgain,
  },
  declined: {},
  ended: {
    again: (record, event) => openAgain(record, record.lastAttempt, event),
  },
  unusable: {},
};

export const RECORD_STATES = Object.keys(TABLE) as RecordState[];

/** The only way a record changes its state. The same object comes back when nothing changed. */
export function recordTransition(record: TradeRecord, event: RecordEvent): TradeRecord {
  const rule = TABLE[record.state][event.type] as Rule<RecordState, RecordEventType> | undefined;
  return rule ? rule(record as never, event as never) : record;
}

function openAgain(
  record: Arm<"refused" | "ended">,
  lastAttempt: number,
  { at }: EventOf<"again">,
): TradeRecord {
  const { offer } = record;
  if (!mayTryAgain(record, at) || !offer) return record;
  return { ...tradedOf(record), seen: false, state: "offered", offer, lastAttempt };
}

function pressOf({ id, at, register, replyTo, seen, quiet }: TradeRecord) {
  return { id, at, register, replyTo, seen, ...(quiet ? { quiet } : {}) };
}

/** A reservation lasts until it is known how the payment ended. */
function reservedOf(record: Arm<"claiming" | "confirming">) {
  const { countAt } = record;
  return { ...byItself(record), ...(countAt === undefined ? {} : { countAt }) };
}

function byItself(record: TradeRecord) {
  const automatic = "automatic" in record && record.automatic;
  return automatic ? { automatic } : {};
}

function tradedOf(record: Exclude<TradeRecord, Arm<"preparing" | "unusable">>) {
  const { trade, origin } = record;
  const offer = "offer" in record && record.offer ? { offer: record.offer } : {};
  return { ...pressOf(record), trade, origin, ...offer };
}

function offeredOf(record: Extract<TradeRecord, { offer: Offer }>) {
  return { ...pressOf(record), trade: record.trade, origin: record.origin, offer: record.offer };
}
