/**
 * The one transition table of the terminal's record. An event that doesn't stand in the row of a state
 * changes nothing there: it came too late. Pure: whoever calls it stores what it returns, before acting.
 *
 * From `confirming` only an answer about the outcome leads on; no time and no wish of the shopper does.
 */

import { provenOriginOf } from "../../protocol/trade/offer.ts";
import { retryDelay } from "./patience.ts";
import type { RecordEvent, RecordEventType } from "./record-events.ts";
import { byItself, offeredOf, pressOf, reservedOf, tradedOf } from "./record-parts.ts";
import {
  type Claiming,
  type Confirming,
  type Declining,
  isOver,
  mayTryAgain,
  type Reading,
  type RecordState,
  type TradeRecord,
} from "./trade-record.ts";

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

/** Of an order whose offer was never verified here nothing is said. */
const toPaid = <R extends Extract<TradeRecord, { trade: unknown }>>(
  record: R,
  { by, receipt, at }: EventOf<"paid-elsewhere">,
): R | Arm<"settled"> => {
  const { offer, ...traded } = tradedOf(record);
  if (!offer) return record;
  const { attempt } = receipt.payload;
  return { ...traded, offer, state: "settled", attempt, receipt, endedAt: at, by };
};

const toDeclined = (
  record: Arm<"offered" | "proving">,
  { by, at }: EventOf<"declined-elsewhere">,
): TradeRecord => ({ ...offeredOf(record), state: "declined", endedAt: at, by });

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
    "paid-elsewhere": toPaid,
    "declined-elsewhere": toDeclined,
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
    "paid-elsewhere": toPaid,
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
    "paid-elsewhere": toPaid,
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
    "paid-elsewhere": toPaid,
    "declined-elsewhere": toDeclined,
  },
  settled: {
    // It was known to be another's, and now whose.
    "paid-elsewhere": (record, { by }) =>
      record.by === "another" && by !== "another" ? { ...record, by } : record,
  },
  refused: {
    "paid-elsewhere": toPaid,
    again: (record, event) => openAgain(record, record.attempt, event),
  },
  expired: { "paid-elsewhere": toPaid },
  declining: {
    "paid-elsewhere": toPaid,
    declined: (record) => ({
      ...offeredOf(record),
      state: "declined",
      endedAt: record.endedAt,
    }),
    silence: sendAgain,
  },
  declined: { "paid-elsewhere": toPaid },
  ended: {
    "paid-elsewhere": toPaid,
    again: (record, event) => openAgain(record, record.lastAttempt, event),
  },
  unusable: {},
};

export const RECORD_STATES = Object.keys(TABLE) as RecordState[];

/** The only way a record changes its state. The same object comes back when nothing changed. */
export function recordTransition(record: TradeRecord, event: RecordEvent): TradeRecord {
  const rule = TABLE[record.state][event.type] as Rule<RecordState, RecordEventType> | undefined;
  const next = rule ? rule(record as never, event as never) : record;
  const passed = record.asker !== undefined && record.state === "offered" && isOver(next);
  return passed && event.type !== "decline" ? { ...next, passed } : next;
}

function openAgain(
  record: Arm<"refused" | "ended">,
  lastAttempt: number,
  { at }: EventOf<"again">,
): TradeRecord {
  const { offer } = record;
  if (!mayTryAgain(record, at) || !offer) return record;
  const { passed: _, ...traded } = tradedOf(record);
  return { ...traded, seen: false, state: "offered", offer, lastAttempt };
}
