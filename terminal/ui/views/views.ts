/**
 * The views by the status of their screen. Those of a payment and home come with the window, so that they wait for
 * nothing; the others are fetched when they are gone to. Which screen is shown follows them:
 * until its view is there, the one before stays.
 */

import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { ComponentType } from "preact";
import type { Screen, ViewProps } from "../screens/screen.ts";
import { FIRST_VIEWS } from "./first-views.ts";

type ViewOf<S> = S extends Screen ? ComponentType<ViewProps<S>> : never;
export type Status = Exclude<Screen["status"], "loading">;
export type Views = {
  readonly [T in Status]: ViewOf<Extract<Screen, { status: T }>>;
};
type SomeViews = Partial<Views>;

const account = async (): Promise<SomeViews> => (await import("./account-views.ts")).ACCOUNT_VIEWS;
const settings = async (): Promise<SomeViews> =>
  (await import("./settings-views.ts")).SETTINGS_VIEWS;

const dispute = async (): Promise<SomeViews> => (await import("./dispute-views.ts")).DISPUTE_VIEWS;

const history = async (): Promise<SomeViews> => (await import("./history-views.tsx")).HISTORY_VIEWS;

const prove = async (): Promise<SomeViews> => (await import("./prove-views.ts")).PROVE_VIEWS;
const refusal = async (): Promise<SomeViews> => (await import("./refusal-views.ts")).REFUSAL_VIEWS;
const budgets = async (): Promise<SomeViews> => (await import("./budget-views.ts")).BUDGET_VIEWS;

const LATER: Partial<Record<Status, () => Promise<SomeViews>>> = {
  answered: refusal,
  budget: budgets,
  budgets,
  about: settings,
  details: settings,
  dispute,
  export: settings,
  given: settings,
  history,
  limits: settings,
  linking: account,
  notices: settings,
  lock: settings,
  locked: settings,
  onboarding: account,
  payment: history,
  permission: account,
  prove,
  refused: refusal,
  revoked: account,
  security: settings,
  shop: budgets,
  spending: history,
  settings,
  terminals: settings,
  tour: account,
  unusable: refusal,
};

export interface Shown {
  readonly state: Screen;
  readonly View?: ComponentType<ViewProps<Screen>>;
}

/** @param known views that are here already @param fetchWords of the others: a view is never drawn before its words */
export function shownScreens(
  screen: ReadonlySignal<Screen>,
  known: SomeViews = FIRST_VIEWS,
  fetchWords: () => Promise<void> = async () => {},
): ReadonlySignal<Shown> {
  let views = known;
  const fetched = signal(0);
  const shown = signal<Shown>({ state: { status: "loading" } });
  const fetchViews = async (later: () => Promise<SomeViews>) => {
    const [some] = await Promise.all([later(), fetchWords()]);
    views = { ...views, ...some };
    fetched.value += 1;
  };
  effect(() => {
    const state = screen.value;
    // Looked at again whenever views have come.
    void fetched.value;
    if (state.status === "loading") return;
    // What he may be asked to type in, and who asks, is said in later words.
    if (state.status === "sheet" && (state.asks || state.askedIn !== undefined)) void fetchWords();
    const View = views[state.status] as Shown["View"];
    const later = LATER[state.status];
    // His account may ask for a proof, or not pay: what says so comes while it decides.
    if (state.status === "checking" && !views.prove) void fetchViews(prove);
    if (View) shown.value = { state, View };
    else if (later) void fetchViews(later);
  });
  return shown;
}
