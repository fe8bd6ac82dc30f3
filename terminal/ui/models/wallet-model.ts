/**
 * The model behind a window of the terminal: signals, no JSX. It shows what is stored and sends what the
 * shopper asks; it decides nothing about money. Several windows may be open: each has its own model.
 */

import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { OwnDetails } from "../../../protocol/disclosure/fields.ts";
import type { AccountView } from "../../../protocol/messages.ts";
import type { Asked } from "../../wallet/asked.ts";
import type { Stored } from "../../wallet/ports.ts";
import type { Tour } from "../../wallet/tour.ts";
import { isOver, type TradeRecord } from "../../wallet/trade-record.ts";
import type { About } from "../screens/about/state.ts";
import type { BudgetPorts } from "../screens/budgets/acts.ts";
import type { DisputeActs } from "../screens/dispute/acts.ts";
import type { PrivacyActs } from "../screens/given/acts.ts";
import type { NoticeActs } from "../screens/notices/acts.ts";
import type { Acts, OwnChange, Place, Screen, SecurityActs } from "../screens/screen.ts";
import type { ThemeChoice } from "../screens/settings/state.ts";
import type { LanguageChoice } from "../words/languages.ts";
import { budgetActs } from "./budget-model.ts";
import { type HistoryPorts, historyModel, NO_HISTORY } from "./history-model.ts";
import { type Later, later, laterActs } from "./later-acts.ts";
import type { LaterScreens } from "./later-screens.ts";
import {
  currentRecord,
  pressName,
  type Shown,
  screenOf,
  TO_FETCH,
  waitingRecords,
} from "./screen-of.ts";
import { securityActs } from "./security-acts.ts";
import type { SettingsModel, SettingsPorts } from "./settings-model.ts";
import type { ShownLock } from "./shown-lock.ts";
import { type TerminalPorts, terminalActs } from "./terminal-model.ts";

/** For proofs, and for what the shopper can prove himself with. */
export interface SecurityPorts {
  /** this window lives on while the browser asks for a passkey; a popup doesn't */
  readonly inWindow: boolean;
  openWindow(place: Place): void;
  /** @param what a record, or the account's change */
  askForPasskey(what: string, asked: Asked): void;
  provePin(what: string, pin: string): void;
  beginPasskey(name: string): void;
  makePasskey(challenge: string, account: AccountView): void;
  setPin(pin: string): void;
  changeAccount(asked: OwnChange): void;
  /** @param what the account's change, or that of its terminals */
  dropChange(what: string): void;
}

/** About an account and its orders. */
export interface OrderPorts {
  openAccount(code?: string): void;
  chooseLanguage(language: LanguageChoice): void;
  tour(step: Tour["step"]): void;
  pay(record: string, amount: number, given?: OwnDetails): void;
  decline(record: string): void;
  declineShop(record: string): void;
  refuse(record: string): void;
  tryAgain(record: string): void;
  /** the shopper has been shown how this one ended */
  seen(record: string): void;
}

/** What the model asks of the background, and of the window it is in. */
export interface ModelPorts extends OrderPorts, SecurityPorts, PrivacyActs {
  /** resolves with whether our one host may be reached now */
  askPermission(): Promise<boolean>;
  /** closes the window, if it is one that closes */
  close(): void;
  readonly terminals: TerminalPorts;
  settings(): Promise<SettingsPorts>;
  readonly disputes: Omit<DisputeActs, "show">;
  readonly history: HistoryPorts;
  readonly notices: NoticeActs;
  readonly budgets: BudgetPorts;
}

export interface WalletModel {
  readonly screen: ReadonlySignal<Screen>;
  readonly acts: Acts;
  setStored(stored: Stored): void;
  setPermitted(permitted: boolean): void;
  setOnline(online: boolean): void;
  setLock(lock: ShownLock): void;
  setTheme(theme: ThemeChoice): void;
  /** ms since the epoch; called as time goes by */
  setNow(now: number): void;
  dispose(): void;
}

export interface ModelOptions {
  readonly ports: ModelPorts;
  /** host of our one origin */
  readonly host: string;
  /** address of a shop to try it at; empty where the system names none */
  readonly demoShop?: string;
  readonly online: boolean;
  /** ms since the epoch */
  readonly now: number;
  readonly place?: Place;
  readonly theme?: ThemeChoice;
  /** the states of later screens, where they are there already */
  readonly laterScreens?: LaterScreens;
}

const UNKNOWN: About = { version: "", origin: "", testMode: true, permissions: [] };

export function createWalletModel({ ports, ...around }: ModelOptions): WalletModel {
  const shown = signal<Shown>(shownFirst(around));
  const change = (some: Partial<Shown>) => {
    shown.value = { ...shown.peek(), ...some };
  };
  const screen = computed(() => screenOf(shown.value));
  const security = securityActs(ports, () => shown.peek(), change);
  const history = historyModel(ports.history, () => shown.peek(), change);
  const settings = laterSettings(ports, () => shown.peek(), change);
  const fetchScreens = later(() => laterStates(ports, change));

  const dispose = effect(() => {
    if (screen.value === TO_FETCH) void fetchScreens();
    const record = currentRecord(shown.value);
    // Stay with what is being shown: an outcome doesn't leave because it was seen.
    if (record && record.id !== shown.value.current) change({ current: record.id });
    if (record && isTold(screen.value, record)) ports.seen(record.id);
  });

  return {
    screen,
    acts: {
      ...acts(ports, () => shown.peek(), change),
      ...security.acts,
      history: history.acts,
      settings: laterActs(async () => (await settings()).acts),
      lock: laterActs(async () => (await settings()).lock),
      budgets: budgetActs(ports, () => shown.peek(), change, history.read),
    },
    setStored: (stored) => {
      const before = shown.peek();
      security.stored(stored);
      change({ stored, ...(before.stored ? { current: comingTo(before, stored) } : {}) });
      history.stored(before.stored, stored);
    },
    setPermitted: (permitted) => change({ permitted }),
    setOnline: (value) => {
      const { offlineSince, now: at } = shown.peek();
      change({ offlineSince: value ? undefined : (offlineSince ?? at) });
    },
    setLock: (lock) => {
      change({ lock });
      void settings.come?.then((it) => it.locked(lock));
    },
    setTheme: (value) => change({ theme: value }),
    setNow: (value) => change({ now: value }),
    dispose,
  };
}

/** Before anything was read. */
function shownFirst({
  host,
  demoShop = "",
  online,
  now,
  place = "home",
  theme = "system",
  laterScreens,
}: Omit<ModelOptions, "ports">): Shown {
  return {
    ...{ stored: undefined, permitted: undefined, host, demoShop },
    ...{ offlineSince: online ? undefined : now, now },
    ...{ current: undefined, place, disputed: undefined, shop: undefined },
    ...{ history: NO_HISTORY, putAway: new Set(), words: undefined },
    ...{ lock: { kept: undefined, session: {} }, theme, about: UNKNOWN },
    ...(laterScreens ? { later: laterScreens } : {}),
  };
}

/** What Settings and the lock do, and what they ask for: fetched with the first of it. */
function laterSettings(
  ports: ModelPorts,
  peek: () => Shown,
  change: (some: Partial<Shown>) => void,
): Later<SettingsModel> {
  const inWindow = (act: () => void) => (ports.inWindow ? act() : ports.openWindow("home"));
  return later(async () => {
    const fetched = Promise.all([import("./settings-model.ts"), ports.settings()]);
    const [{ settingsModel }, asked] = await fetched;
    return settingsModel(asked, inWindow, peek, change);
  });
}

/** The screens' states, and what one of them says that nothing here knows. */
async function laterStates(
  ports: ModelPorts,
  change: (some: Partial<Shown>) => void,
): Promise<void> {
  const about = ports.settings().then((it) => it.about());
  const [{ laterScreens }, known] = await Promise.all([
    import("./later-screens.ts"),
    about.catch(() => UNKNOWN),
  ]);
  change({ later: laterScreens, about: known });
}

function acts(
  ports: ModelPorts,
  peek: () => Shown,
  change: (some: Partial<Shown>) => void,
): Omit<Acts, keyof SecurityActs | "history" | "budgets" | "settings" | "lock"> {
  const { keepDetails, forgetGiven, forgetAllGiven, chooseLanguage } = ports;
  const { openAccount, tour, pay, decline, declineShop, refuse, tryAgain } = ports;
  return {
    ...{ keepDetails, forgetGiven, forgetAllGiven, chooseLanguage },
    ownDetails: () => peek().stored?.details ?? {},
    openAccount,
    tour,
    pay,
    decline,
    declineShop,
    refuse,
    tryAgain,
    notices: ports.notices,
    terminals: terminalActs(ports.terminals, change),
    disputes: {
      ...ports.disputes,
      show: (record) => {
        change({ place: "dispute", disputed: record });
        ports.disputes.read(record);
      },
    },
    askPermission: () => {
      void ports.askPermission().then((permitted) => change({ permitted }));
    },
    done: () => {
      const shown = peek();
      const record = currentRecord(shown);
      if (!record) return;
      const putAway = new Set([...shown.putAway, pressName(record)]);
      const rest = waitingRecords({ ...shown, putAway });
      change({ putAway, current: rest[0]?.id });
      if (rest.length === 0) ports.close();
    },
    nextTrade: () => {
      const shown = peek();
      const waiting = waitingRecords(shown);
      const at = waiting.findIndex(({ id }) => id === shown.current);
      change({ current: waiting[(at + 1) % waiting.length]?.id });
    },
  };
}

/** An end that stands on the screen has been shown. */
function isTold(screen: Screen, record: TradeRecord): boolean {
  return isOver(record) && !record.seen && "record" in screen && screen.record === record.id;
}

/** A new press comes to the front; otherwise the window stays with what it shows. */
function comingTo({ stored, current, putAway }: Shown, after: Stored): string | undefined {
  const newest = waitingRecords({ stored: after, putAway })[0];
  // What another browser asks takes no sheet away from under a finger.
  const isNew = newest && !newest.asker && newest.at > (stored?.records[newest.id]?.at ?? 0);
  if (isNew) return newest.id;
  return current !== undefined && after.records[current] ? current : undefined;
}
