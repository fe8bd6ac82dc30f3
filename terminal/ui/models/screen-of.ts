/**
 * Which screen is shown, as a pure choice over what is stored. The newest press comes first: it is what
 * the shopper has just asked for. An outcome stays until it was shown once.
 */

import type { RegisterId } from "../../../protocol/ids.ts";
import { isLocked } from "../../wallet/lock/lock.ts";
import { paidShops } from "../../wallet/paid-shops.ts";
import { pesters } from "../../wallet/pesters.ts";
import type { Stored } from "../../wallet/ports.ts";
import type { Enrolled } from "../../wallet/terminal-profile.ts";
import { stepOf } from "../../wallet/tour.ts";
import { isOver, isShown, type Settled, type TradeRecord } from "../../wallet/trade-record.ts";
import type { About } from "../screens/about/state.ts";
import { nameOf } from "../screens/answered/name.ts";
import { checkingState } from "../screens/checking/state.ts";
import { expiredState } from "../screens/expired/state.ts";
import type { HistorySource } from "../screens/history/source.ts";
import { homeState } from "../screens/home/state.ts";
import { preparingState } from "../screens/preparing/state.ts";
import type { Place, Screen } from "../screens/screen.ts";
import type { ThemeChoice } from "../screens/settings/state.ts";
import { settledState } from "../screens/settled/state.ts";
import { sheetBudget } from "../screens/sheet/budget.ts";
import { changedSince } from "../screens/sheet/earlier.ts";
import { askingOf, type Queue, sheetState } from "../screens/sheet/state.ts";
import type { NewWords } from "../screens/terminals/state.ts";
import type { HistoryPlace } from "./history-model.ts";
import type { LaterScreens } from "./later-screens.ts";
import { lockOf, type ShownLock } from "./shown-lock.ts";

export interface Shown {
  /** undefined until the store was read */
  readonly stored: Stored | undefined;
  /** undefined until the browser was asked */
  readonly permitted: boolean | undefined;
  /** host of our one origin */
  readonly host: string;
  /** address of a shop to try it at, or empty */
  readonly demoShop: string;
  /** since when there is no connection, as far as this window knows, ms since the epoch */
  readonly offlineSince: number | undefined;
  /** ms since the epoch */
  readonly now: number;
  /** the record this window is about: an outcome stays here until Done */
  readonly current: string | undefined;
  /** where the shopper has gone by himself; what waits for him comes before it */
  readonly place: Place;
  /** the record that something is wrong with, while `place` is there */
  readonly disputed: string | undefined;
  /** the shop that is looked at, while `place` is its page or its budget */
  readonly shop: RegisterId | undefined;
  readonly history: HistoryPlace;
  /** presses whose end this window was told to put away, by pressName */
  readonly putAway: ReadonlySet<string>;
  readonly lock: ShownLock;
  readonly theme: ThemeChoice;
  readonly about: About;
  /** the states of the screens that come later, once one of them was to be shown */
  readonly later?: LaterScreens;
  /** recovery words that were just made, shown once */
  readonly words: NewWords | undefined;
}

/** A press by name: the same record pressed again in the shop is another one. */
export function pressName({ id, at }: TradeRecord): string {
  return `${id} ${at}`;
}

/** A screen whose state is fetched first: until then, what stands there stays. */
export const TO_FETCH: Screen = { status: "loading" };

export function screenOf(shown: Shown): Screen {
  const { stored, permitted, host, now, offlineSince, later } = shown;
  if (!stored) return { status: "loading" };
  if (permitted === false) return { status: "permission", host };
  const { profile, records } = stored;
  // Before everything that shows anything of the account.
  if (isLocked(lockOf(shown.lock, stored), now)) return later?.locked(shown, stored) ?? TO_FETCH;
  const found = currentRecord(shown);
  // Where he has gone by himself no other browser fetches him away: he may be about to revoke it.
  const record = found?.asker && !isOver(found) && shown.place !== "home" ? undefined : found;
  if (profile.state !== "enrolled")
    return later?.accountless(profile, shown, stored, record) ?? TO_FETCH;
  if (!record || isOver(record)) {
    const own = ownPlace(shown, stored, profile);
    if (own) return own;
  }
  if (record?.state === "offered") {
    const queue = queueOf(shown, record);
    // No page of this browser asks it.
    const asksOften = !record.asker && pesters(records, record, now);
    const sheet = sheetState(record, profile.account, now, queue, paidShops(stored), asksOften);
    const asks = askingOf(record.offer, stored.details);
    const budget = sheetBudget(stored, record, now);
    return {
      ...{ ...sheet, ...changedSince(record, records) },
      ...(asks ? { asks } : {}),
      ...(budget ? { budget } : {}),
      ...(record.asker ? { askedIn: nameOf(profile, record.asker) } : {}),
    };
  }
  if (record) return recordScreen(record, profile, stored, shown);
  if (shown.place === "terminals") return later?.terminals(profile, shown) ?? TO_FETCH;
  const step = stepOf(stored.tour, profile);
  if (step === "protect" || step === "try") return later?.tour(step, profile, shown) ?? TO_FETCH;
  return homeState(profile, stored, { offlineSince, now });
}

/** Where the shopper has gone by himself, home apart. */
function ownPlace(shown: Shown, stored: Stored, profile: Enrolled): Screen | undefined {
  const { place, later } = shown;
  switch (place) {
    case "terminals":
    case "home":
      return undefined;
    case "history":
    case "payment":
    case "spending":
      return historySource(place, stored, shown);
    default:
      return later ? later.place(shown, stored, profile) : TO_FETCH;
  }
}

function historySource(
  status: HistorySource["status"],
  stored: Stored,
  { history, offlineSince, now }: Shown,
): Screen {
  const source = { stored, history, offlineSince, now };
  return { status, source } as Screen;
}

function recordScreen(
  record: Exclude<TradeRecord, { state: "offered" }>,
  profile: Enrolled,
  stored: Stored,
  { now, later }: Shown,
): Screen {
  switch (record.state) {
    case "preparing":
    case "reading":
      return preparingState(record);
    case "claiming":
    case "confirming":
      return checkingState(record, now);
    case "settled":
      if (record.by) return later?.record(record, now, profile) ?? TO_FETCH;
      return {
        ...settledState(record, profile, stored.given?.[record.id]),
        ...offerOf(stored, record),
      };
    case "expired":
      return expiredState(record);
    default:
      return later?.record(record, now, profile) ?? TO_FETCH;
  }
}

/** A shop that was paid before may be let take a little by itself: said once it is paid, and never the first time. */
function offerOf(stored: Stored, { register, receipt }: Settled): { mayAllow?: RegisterId } {
  const isPaidBefore = (paidShops(stored)[register]?.times ?? 0) > 1;
  const offers =
    isPaidBefore && !stored.budgets?.[register] && receipt.payload.outcome === "settled";
  return offers ? { mayAllow: register } : {};
}

/** The record this window is about, or else the newest that is to be shown. */
export function currentRecord(shown: Shown): TradeRecord | undefined {
  const { stored, current } = shown;
  const kept = current === undefined ? undefined : stored?.records[current];
  return kept ?? waitingRecords(shown)[0];
}

/** All that is to be shown, the newest press first. */
export function waitingRecords({
  stored,
  putAway,
}: Pick<Shown, "stored" | "putAway">): TradeRecord[] {
  return Object.values(stored?.records ?? {})
    .filter((record) => isShown(record) && !(isOver(record) && putAway.has(pressName(record))))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

function queueOf(shown: Shown, record: TradeRecord): Queue {
  const waiting = waitingRecords(shown);
  const at = waiting.findIndex(({ id }) => id === record.id);
  const ofShop = waiting.filter(
    ({ state, register }) => state === "offered" && register === record.register,
  ).length;
  return { position: at + 1, count: waiting.length, ofShop };
}
