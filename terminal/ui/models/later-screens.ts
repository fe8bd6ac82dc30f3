/**
 * The states of the screens that no plain payment needs: fetched when the first of them is to be shown, so that none of it
 * is in the way of a payment's first picture. Pure.
 */

import { paidShops } from "../../wallet/paid-shops.ts";
import type { Stored } from "../../wallet/ports.ts";
import type { Enrolled, Revoked, TerminalProfile } from "../../wallet/terminal-profile.ts";
import { stepOf, type TourStep } from "../../wallet/tour.ts";
import type { TradeRecord } from "../../wallet/trade-record.ts";
import { answeredState } from "../screens/answered/state.ts";
import type { BudgetPlace } from "../screens/budgets/place.ts";
import { checkingState } from "../screens/checking/state.ts";
import { detailsState } from "../screens/details/state.ts";
import { disputeState } from "../screens/dispute/state.ts";
import { givenState } from "../screens/given/state.ts";
import { linkingState } from "../screens/linking/state.ts";
import { lockedState } from "../screens/locked/state.ts";
import { noticesState } from "../screens/notices/state.ts";
import { type Accountless, onboardingState } from "../screens/onboarding/state.ts";
import { provingChange, provingTerminals, provingTrade } from "../screens/prove/state.ts";
import { refusedState } from "../screens/refused/state.ts";
import { revokedState } from "../screens/revoked/state.ts";
import type { Screen } from "../screens/screen.ts";
import { securityState } from "../screens/security/state.ts";
import { settledState } from "../screens/settled/state.ts";
import { terminalsState } from "../screens/terminals/state.ts";
import { firstStepState, progressOf, tourState } from "../screens/tour/state.ts";
import { unusableState } from "../screens/unusable/state.ts";
import type { Shown } from "./screen-of.ts";
import { settingsPlace } from "./settings-places.ts";
import { lockOf } from "./shown-lock.ts";

type Without = Exclude<TerminalProfile, Enrolled>;
type Later = Extract<
  TradeRecord,
  { state: "refused" | "ended" | "declining" | "declined" | "proving" | "unusable" | "settled" }
>;

/** All of it, for whoever fetches it. */
export const laterScreens = {
  locked: ({ lock, now }: Shown, stored: Stored): Screen =>
    lockedState(lockOf(lock, stored), stored, now),
  accountless,
  place: laterPlace,
  /** a payment that wasn't one, waits for a proof, or was answered in another terminal */
  record: recordScreen,
  terminals,
  tour: (step: Extract<TourStep, "protect" | "try">, profile: Enrolled, shown: Shown): Screen =>
    tourState(step, profile, { demoShop: shown.demoShop, notices: shown.stored?.notices }),
};
export type LaterScreens = typeof laterScreens;

/** @param record that is to be shown, if there is one */
function accountless(
  profile: Without,
  shown: Shown,
  stored: Stored,
  record: TradeRecord | undefined,
): Screen {
  // Who can't pay here is told so at once, account or not.
  if (record?.state === "unusable") return unusableState(record);
  if (profile.state === "linking") return linkingState(profile);
  if (profile.state === "revoked") return afterRevocation(profile, shown, stored, record);
  return firstScreen(profile, record !== undefined && !("endedAt" in record), stored);
}

/** Without an account: who has come to pay is held up by nothing but that. */
function firstScreen(profile: Accountless, waits: boolean, { tour, language }: Stored): Screen {
  const step = stepOf(tour, profile);
  if (waits || !step) return onboardingState(profile, waits);
  if (profile.state === "new" && !profile.refused && (step === "welcome" || step === "language"))
    return firstStepState(step, language);
  return { ...onboardingState(profile, waits), progress: progressOf("account") };
}

/** What was confirmed before goes on to its end, which the shopper is shown; nothing else does [TE8]. */
function afterRevocation(
  profile: Revoked,
  { now }: Shown,
  stored: Stored,
  record: TradeRecord | undefined,
): Screen {
  if (record?.state === "confirming") return checkingState(record, now);
  if (record?.state === "settled") return settledState(record, undefined);
  return revokedState(profile, stored, now);
}

/** Where the shopper has gone by himself. @returns undefined where nothing is */
function laterPlace(shown: Shown, stored: Stored, profile: Enrolled): Screen | undefined {
  const { place, disputed, now } = shown;
  switch (place) {
    case "settings":
    case "limits":
    case "lock":
    case "export":
    case "about":
      return settingsPlace(place, shown, stored, profile);
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
    default:
      return undefined;
  }
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

function terminals(profile: Enrolled, { now, words, stored }: Shown): Screen {
  const proving = profile.terminals?.proving;
  return proving
    ? provingTerminals(proving, profile.account, now)
    : terminalsState(profile, words, stored?.elsewhere?.off);
}

function recordScreen(record: Later, now: number, profile: Enrolled): Screen {
  switch (record.state) {
    case "proving":
      return provingTrade(record, now);
    case "unusable":
      return unusableState(record);
    case "settled":
      return answeredState(record, profile);
    case "declined":
      return record.by ? answeredState(record, profile) : refusedState(record, now);
    default:
      return refusedState(record, now);
  }
}
