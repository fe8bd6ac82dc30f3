/**
 * Which screen is shown, as a pure choice over what is stored. The newest press comes first: it is what
 * the shopper has just asked for. An outcome stays until it was shown once.
 */

import type { RegisterId } from "../../../protocol/ids.ts";
import { isLocked } from "../../wallet/lock/lock.ts";
import { paidShops } from "../../wallet/paid-shops.ts";
import { pesters } from "../../wallet/pesters.ts";
import type { Stored } from "../../wallet/ports.ts";
import type { Enrolled, Revoked } from "../../wallet/terminal-profile.ts";
import { stepOf } from "../../wallet/tour.ts";
import { isOver, isShown, type Settled, type TradeRecord } from "../../wallet/trade-record.ts";
import type { About } from "../screens/about/state.ts";
import type { BudgetPlace } from "../screens/budgets/place.ts";
import { checkingState } from "../screens/checking/state.ts";
import { detailsState } from "../screens/details/state.ts";
import { disputeState } from "../screens/dispute/state.ts";
import { expiredState } from "../screens/expired/state.ts";
import { givenState } from "../screens/given/state.ts";
import type { HistorySource } from "../screens/history/source.ts";
import { homeState } from "../screens/home/state.ts";
import { linkingState } from "../screens/linking/state.ts";
import { noticesState } from "../screens/notices/state.ts";
import { type Accountless, onboardingState } from "../screens/onboarding/state.ts";
import { preparingState } from "../screens/preparing/state.ts";
import { provingChange, provingTerminals, provingTrade } from "../screens/prove/state.ts";
import { refusedState } from "../screens/refused/state.ts";
import { revokedState } from "../screens/revoked/state.ts";
import type { Place, Screen } from "../screens/screen.ts";
import { securityState } from "../screens/security/state.ts";
import type { ThemeChoice } from "../screens/settings/state.ts";
import { settledState } from "../screens/settled/state.ts";
import { sheetBudget } from "../screens/sheet/budget.ts";
import { changedSince } from "../screens/sheet/earlier.ts";
import { askingOf, type Queue, sheetState } from "../screens/sheet/state.ts";
import { type NewWords, terminalsState } from "../screens/terminals/state.ts";
import { firstStepState, progressOf, tourState } from "../screens/tour/state.ts";
import { unusableState } from "../screens/unusable/state.ts";
import type { HistoryPlace } from "./history-model.ts";
import type { settingsScreens } from "./settings-places.ts";
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
  /** the screens under Settings, once one of them was gone to */
  readonly places?: typeof settingsScreens;
  /** recovery words that were just made, shown once */
  readonly words: NewWords | undefined;
}

/** A press by name: the same record pressed again in the shop is another one. */
export function pressName({ id, at }: TradeRecord): string {
  return `${id} ${at}`;
}

export function screenOf(shown: Shown): Screen {
  const { stored, permitted, host, now, offlineSince } = shown;
  if (!stored) return { status: "loading" };
  if (permitted === false) return { status: "permission", host };
  const { profile, records } = stored;
  const locked = lockedScreen(shown, stored);
  if (locked) return locked;
  const record = currentRecord(shown);
  if (profile.state !== "enrolled") {
    const waits = record !== undefined && !("endedAt" in record);
    // Who can't pay here is told so at once, account or not.
    if (record?.state === "unusable") return unusableState(record);
    if (profile.state === "linking") return linkingState(profile);
    if (profile.state === "revoked") return afterRevocation(profile, shown, record);
    return firstScreen(profile, waits, stored);
  }
  if (!record || isOver(record)) {
    const own = ownPlace(shown, stored, profile);
    if (own) return own;
  }
  if (record?.state === "offered") {
    const queue = queueOf(shown, record);
    const asksOften = pesters(records, record, now);
    const sheet = sheetState(record, profile.account, now, queue, paidShops(stored), asksOften);
    const asks = askingOf(record.offer, stored.details);
    const budget = sheetBudget(stored, record, now);
    return {
      ...{ ...sheet, ...changedSince(record, records) },
      ...(asks ? { asks } : {}),
      ...(budget ? { budget } : {}),
    };
  }
  if (record) return recordScreen(record, profile, stored, now);
  if (shown.place === "terminals") {
    const proving = profile.terminals?.proving;
    return proving
      ? provingTerminals(proving, profile.account, now)
      : terminalsState(profile, shown.words);
  }
  const step = stepOf(stored.tour, profile);
  if (step === "protect" || step === "try")
    return tourState(step, profile, { demoShop: shown.demoShop, notices: stored.notices });
  return homeState(profile, stored, { offlineSince, now });
}

/** Without an account: who has come to pay is held up by nothing but that. */
function firstScreen(profile: Accountless, waits: boolean, { tour, language }: Stored): Screen {
  const step = stepOf(tour, profile);
  if (waits || !step) return onboardingState(profile, waits);
  if (profile.state === "new" && !profile.refused && (step === "welcome" || step === "language"))
    return firstStepState(step, language);
  return { ...onboardingState(profile, waits), progress: progressOf("account") };
}

/** Before everything that shows anything of the account; nothing is shown until its screen is there. */
function lockedScreen(shown: Shown, stored: Stored): Screen | undefined {
  const { lock, now, places } = shown;
  if (!isLocked(lockOf(lock, stored), now)) return undefined;
  return places?.locked(lock, stored, now) ?? { status: "loading" };
}

/** Where the shopper has gone by himself, home apart. */
function ownPlace(shown: Shown, stored: Stored, profile: Enrolled): Screen | undefined {
  const { place, disputed, now } = shown;
  switch (place) {
    case "terminals":
    case "home":
      return undefined;
    case "security":
      return provingOf(stored, profile, now) ?? securityState(profile);
    case "budgets":
    case "shop":
    case "budget":
      return provingOf(stored, profile, now) ?? budgetPlace(shown, stored, profile, place);
    case "details":
      return detailsState(stored);
    case "notices":
      return noticesState(stored);
    case "given":
      return givenState(stored);
    case "dispute":
      return disputeState(withOpened(shown, stored), disputed);
    case "history":
    case "payment":
    case "spending":
      return historySource(place, stored, shown);
    default:
      // Until they are fetched, what stands there stays.
      return shown.places?.place(place, shown, stored, profile) ?? { status: "loading" };
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

function provingOf(stored: Stored, { task }: Enrolled, now: number): Screen | undefined {
  return task?.state === "proving" ? provingChange(task, paidShops(stored), now) : undefined;
}

function budgetPlace(
  { shop: register, now, history: { archived } }: Shown,
  stored: Stored,
  profile: Enrolled,
  status: BudgetPlace["status"],
): BudgetPlace {
  return { status, from: { stored, profile, register, archived, now } };
}

/** The open payment may be one that has left the store. */
function withOpened({ history: { opened } }: Shown, stored: Stored): Stored {
  if (!opened?.record || stored.records[opened.id]) return stored;
  return { ...stored, records: { ...stored.records, [opened.id]: opened.record } };
}

/** What was confirmed before goes on to its end, which the shopper is shown; nothing else does [TE8]. */
function afterRevocation(
  profile: Revoked,
  { stored, now }: Shown,
  record: TradeRecord | undefined,
): Screen {
  if (record?.state === "confirming") return checkingState(record, now);
  if (record?.state === "settled") return settledState(record, undefined);
  return revokedState(profile, stored ?? { records: {} }, now);
}

function recordScreen(
  record: Exclude<TradeRecord, { state: "offered" }>,
  profile: Enrolled,
  stored: Stored,
  now: number,
): Screen {
  switch (record.state) {
    case "preparing":
    case "reading":
      return preparingState(record);
    case "claiming":
    case "confirming":
      return checkingState(record, now);
    case "proving":
      return provingTrade(record, now);
    case "settled":
      return {
        ...settledState(record, profile, stored.given?.[record.id]),
        ...offerOf(stored, record),
      };
    case "refused":
    case "ended":
    case "declining":
    case "declined":
      return refusedState(record, now);
    case "expired":
      return expiredState(record);
    case "unusable":
      return unusableState(record);
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
