/**
 * The background's ear: who may ask the wallet what. A frame may tell of a press and of the page's trade
 * for it; only a window of the extension may pay. Decides nothing about money.
 */

import { Change, PasskeyRegistration } from "../protocol/account/account-change.ts";
import { PasskeyAssertion } from "../protocol/account/step-up.ts";
import { RegisterId, TradeId } from "../protocol/ids.ts";
import { parse } from "../protocol/parse.ts";
import { isLanguageChoice } from "../terminal/ui/words/languages.ts";
import type { LockKeeper } from "../terminal/wallet/lock/keeper.ts";
import type { AskingPage } from "../terminal/wallet/request-throttle.ts";
import { readStep } from "../terminal/wallet/tour.ts";
import type { TradeRecord, Waiting } from "../terminal/wallet/trade-record.ts";
import type { Wallet } from "../terminal/wallet/wallet.ts";
import { budgetAct } from "./budget-acts.ts";
import { disputeAct } from "./dispute-acts.ts";
import { isHeardLocked, lockAct } from "./lock-acts.ts";
import type { Message, Messages } from "./messages.ts";
import { parsedText } from "./parsed-text.ts";
import type { From } from "./platform/runtime-messages.ts";
import { privacyAct } from "./privacy-acts.ts";
import { type RequestGate, tabOf } from "./request-gate.ts";
import { type Act, terminalAct } from "./terminal-acts.ts";

export interface BackgroundPorts {
  readonly wallet: Promise<Wallet>;
  readonly gate: RequestGate;
  readonly lock: LockKeeper;
  /** forgets all that is stored here, the device key first */
  startOver(): Promise<void>;
  /** opens the sheet, or brings it to the front */
  showSheet(): Promise<void>;
  /** whether a budget of the shop may pay what this page asks: then the sheet waits until the shopper is needed [BU2] */
  mayPayQuietly(page: AskingPage): Promise<boolean>;
  /** tells a frame that its press opens nothing */
  refuse(replyTo: string, press: string): Promise<void>;
  /** opens a window of its own, whatever else is open */
  openWindow(place: string): Promise<void>;
  openTab(): Promise<void>;
  /** a task that broke: it is found again in the store, later */
  report(fault: unknown): void;
}

export function hearMessages(ports: BackgroundPorts) {
  const hearFrame = frameEar(ports);
  return (message: Message, from: From): void => {
    if (from.kind === "sheet" && message.action === "open-window") {
      ports.openWindow(message.place).catch(ports.report);
      return;
    }
    if (from.kind === "sheet") void hearSheet(message, ports).catch(ports.report);
    else hearFrame(message, from.replyTo).catch(ports.report);
  };
}

/** A page that has its trade ready answers sooner than its press is kept: what is said to a press waits for it. */
function frameEar(ports: BackgroundPorts) {
  const taking = new Map<string, Promise<void>>();
  return async (message: Message, replyTo: string): Promise<void> => {
    const act = frameAct(message, replyTo, ports);
    if (!act || !("press" in message)) return;
    const { press } = message;
    const taken = (taking.get(press) ?? Promise.resolve()).then(async () =>
      act(await ports.wallet),
    );
    const settled = taken.catch(() => undefined);
    taking.set(press, settled);
    await taken.finally(() => {
      if (taking.get(press) === settled) taking.delete(press);
    });
  };
}

/** Just installed: its owner is shown around, in a tab of its own; the browser says so once. */
export async function installed({ wallet, openTab }: BackgroundPorts): Promise<void> {
  if (await (await wallet).beginTour()) await openTab();
}

/** While the wallet is locked a window is heard only about that. */
async function hearSheet(message: Message, ports: BackgroundPorts): Promise<void> {
  const { lock } = ports;
  const ofLock = lockAct(message);
  if (ofLock) return ofLock(lock);
  if (message.action === "start-over") return ports.startOver();
  const act = sheetAct(message, ports.gate);
  if (!act || (!isHeardLocked(message) && (await lock.isLocked()))) return;
  await act(await ports.wallet);
}

/** The sheet is closed: what it left undecided was turned away. */
export async function sheetClosed({ wallet, gate }: BackgroundPorts): Promise<void> {
  const { notices, stored } = await wallet;
  await notices.lookedAt();
  const { records } = await stored();
  const undecided = Object.values(records).filter(isFromPage);
  if (undecided.length > 0) await gate.turnedAway(undecided);
}

/** A press that had no sheet needs its shopper: one is opened, and what is known of it stands there [BU7]. */
export async function shopperNeeded(ports: BackgroundPorts, record: string): Promise<void> {
  await ports.showSheet();
  await (await ports.wallet).budgets.noticed(record);
}

/** A page that has asked too often opens nothing, and makes no record [PG14]. */
async function press(
  { press, register: text, origin }: Messages["press"],
  replyTo: string,
  ports: BackgroundPorts,
): Promise<void> {
  const register = parse(RegisterId, text);
  if (!register.ok) return;
  const page = { tab: tabOf(replyTo), register: register.value, origin };
  if (!(await ports.gate.admits(page))) return ports.refuse(replyTo, press);
  const isQuiet = await ports.mayPayQuietly(page).catch(() => false);
  // Opened first: a browser forgets soon that the shopper has just pressed.
  if (!isQuiet) ports.showSheet().catch(ports.report);
  const quiet = isQuiet ? ({ quiet: true } as const) : {};
  await (await ports.wallet).press({ id: press, register: register.value, replyTo, ...quiet });
}

/** All that a frame can ask for: money is the sheet's alone. */
function frameAct(message: Message, replyTo: string, ports: BackgroundPorts): Act | undefined {
  switch (message.action) {
    case "press":
      return () => press(message, replyTo, ports);
    case "trade": {
      const trade = parse(TradeId, message.trade);
      return (wallet) =>
        trade.ok
          ? wallet.trade(message.press, trade.value, message.origin)
          : wallet.noTrade(message.press);
    }
    case "no-trade":
      return (wallet) => wallet.noTrade(message.press);
    default:
      return undefined;
  }
}

function sheetAct(message: Message, gate: RequestGate): Act | undefined {
  switch (message.action) {
    case "open-account":
      return (wallet) => wallet.openAccount();
    case "bring-code":
      return (wallet) => wallet.openAccount(message.code);
    case "pay":
      return (wallet) => wallet.pay(message.record, message.amount);
    case "decline":
      return (wallet) => turnAway(wallet, gate, message.record);
    case "decline-shop":
      return (wallet) => declineShop(wallet, gate, message.record);
    case "refuse":
      return (wallet) => refusePage(wallet, gate, message.record);
    case "prove": {
      const assertion = parsedText(PasskeyAssertion, message.assertion);
      return assertion && ((wallet) => wallet.prove(message.what, assertion));
    }
    case "prove-pin":
      return (wallet) => wallet.provePin(message.what, message.pin);
    case "try-again":
      return (wallet) => wallet.tryAgain(message.record);
    case "seen":
      return (wallet) => wallet.seen(message.record);
    case "choose-language": {
      const { language } = message;
      return isLanguageChoice(language) ? (wallet) => wallet.chooseLanguage(language) : undefined;
    }
    case "choose-notices": {
      const choice = { ...chosen("shown", message.shown), ...chosen("quiet", message.quiet) };
      return ({ notices }) => notices.choose(choice);
    }
    case "tour": {
      const step = readStep(message.step);
      return step && ((wallet) => wallet.tour(step));
    }
    case "refresh":
      return (wallet) => wallet.refreshAccount();
    default:
      return (
        privacyAct(message) ?? disputeAct(message) ?? budgetAct(message) ?? accountAct(message)
      );
  }
}

/** @returns nothing for what is to stay as it is */
function chosen<F extends string>(field: F, said: string): { readonly [K in F]?: boolean } {
  const value = said === "yes" ? true : said === "no" ? false : undefined;
  return (value === undefined ? {} : { [field]: value }) as { readonly [K in F]?: boolean };
}

/** Changes of the account: passkeys, PIN, one-click rules. */
function accountAct(message: Message): Act | undefined {
  switch (message.action) {
    case "begin-passkey":
      return ({ account }) => account.beginPasskey(message.name);
    case "register-passkey": {
      const registration = parsedText(PasskeyRegistration, message.registration);
      return registration && (({ account }) => account.registerPasskey(registration));
    }
    case "set-pin":
      return ({ account }) => account.setPin(message.pin);
    case "change-account": {
      const asked = parsedText(Change, message.change);
      if (!asked || asked.kind === "add_passkey" || asked.kind === "set_pin") return undefined;
      return ({ account }) => account.change(asked);
    }
    case "drop-change":
      return ({ account }) => account.drop();
    default:
      return terminalAct(message);
  }
}

async function turnAway(wallet: Wallet, gate: RequestGate, id: string): Promise<void> {
  const record = (await wallet.stored()).records[id];
  if (record && isFromPage(record)) await gate.turnedAway([record]);
  await wallet.decline(id);
}

/** Whatever page of the shop it was pressed in. */
async function declineShop(wallet: Wallet, gate: RequestGate, id: string): Promise<void> {
  const { records } = await wallet.stored();
  const shop = records[id]?.register;
  const waiting = Object.values(records).filter(
    (one) => one.state === "offered" && one.register === shop,
  );
  for (const one of waiting) await turnAway(wallet, gate, one.id);
}

/** It was pressed in a page of this browser: what another one asks is no page's doing here. */
function isFromPage(record: TradeRecord): record is Waiting {
  return record.state === "offered" && record.asker === undefined;
}

/** All that this page has waiting is declined with it, whatever register's. */
async function refusePage(wallet: Wallet, gate: RequestGate, id: string): Promise<void> {
  const { records } = await wallet.stored();
  const record = records[id];
  if (!record || !isFromPage(record)) return;
  await gate.refuse(record);
  const tab = tabOf(record.replyTo);
  for (const one of Object.values(records))
    if (isFromPage(one) && tabOf(one.replyTo) === tab) await wallet.decline(one.id);
}
