/**
 * The service worker: joins wallet, store, network, windows and timer. May die at any moment and starts
 * with whatever the store holds; so all listeners are added at once, and work begins by looking there.
 */

import { defineBackground } from "wxt/utils/define-background";
import { toBase64Url } from "../../protocol/signing/encoding.ts";
import { realmOf } from "../../protocol/signing/signature.ts";
import { mayPayQuietly } from "../../terminal/wallet/budgets/verdict.ts";
import type { LockKeeper } from "../../terminal/wallet/lock/keeper.ts";
import type { KeyStore } from "../../terminal/wallet/ports.ts";
import { mayNeedPasskey } from "../../terminal/wallet/terminal-profile.ts";
import { needsShopper } from "../../terminal/wallet/trade-record.ts";
import { openWallet, type Wallet } from "../../terminal/wallet/wallet.ts";
import {
  type BackgroundPorts,
  hearMessages,
  installed,
  sheetClosed,
  shopperNeeded,
} from "../background.ts";
import { MODE, ORIGIN, ROOT_KEY, WELCOME } from "../pins.ts";
import { keyStore } from "../platform/device-key.ts";
import { gateMemory, watchTabs } from "../platform/gate-memory.ts";
import { http } from "../platform/http.ts";
import { onInstalled, openWalletTab } from "../platform/installation.ts";
import { moneySocket } from "../platform/money-socket.ts";
import { paymentArchive } from "../platform/payment-archive.ts";
import { onMessage, sendToFrame } from "../platform/runtime-messages.ts";
import { sealDisclosure, sealText } from "../platform/seal-disclosure.ts";
import { sealPin } from "../platform/seal-pin.ts";
import { sheetWindows } from "../platform/sheet-windows.ts";
import { teller } from "../platform/teller.ts";
import { forgetEverything, terminalLock } from "../platform/terminal-lock.ts";
import { TERMINAL_NAME } from "../platform/terminal-name.ts";
import { readBudgets, readStored, terminalStore } from "../platform/terminal-store.ts";
import { workTimer } from "../platform/work-timer.ts";
import { requestGate } from "../request-gate.ts";
import { startOver } from "../start-over.ts";

export default defineBackground(() => {
  const report = (fault: unknown): void => {
    // A fault's name, never its data: it is found again in the store.
    console.error("a task broke", fault instanceof Error ? fault.name : typeof fault);
  };
  const keys = keyStore();
  const windows = sheetWindows((isClosed) => {
    if (windows.isOpen()) wallet.then(windowOpened).then(refresh).catch(report);
    // What the last window showed is no news: known before anything is told of it.
    const closed = isClosed ? sheetClosed(ports).catch(report) : Promise.resolve();
    void closed.then(refresh);
  });
  const timer = workTimer(() => work());
  const lock = terminalLock();
  const tellDue = teller({
    ...{ windows, report, isLocked: () => lock.isLocked() },
    wallet: () => wallet,
    showSheet: () => ports.showSheet(),
  });
  const wallet = pinnedWallet({
    ...{ keys, lock },
    changed: () => refresh(),
    isWatched: () => windows.isOpen(),
    needed: (record) => void shopperNeeded(ports, record).catch(report),
    settled: (trade, receipt, replyTo) => {
      void sendToFrame(replyTo, { action: "outcome", trade, receipt });
      wallet.then((it) => it.refreshAccount()).catch(report);
    },
  });

  function refresh(): void {
    wallet
      .then(async (it) => {
        timer.set(await it.nextDue());
        await tellDue(it);
      })
      .catch(report);
  }

  function work(): void {
    wallet
      .then((it) => it.work())
      .catch(report)
      .finally(refresh);
  }

  const gate = requestGate(gateMemory(), Date.now);
  watchTabs((tab) => gate.loaded(tab).catch(report));
  const ports: BackgroundPorts = {
    wallet,
    gate,
    lock,
    startOver: () => startOver({ wallet, keys, forget: forgetEverything }),
    showSheet: () => windows.show(needsWindow(lock)),
    openWindow: (place) => windows.openWindow(place),
    openTab: openWalletTab,
    mayPayQuietly: async ({ register, origin }) =>
      !(await lock.isLocked()) &&
      mayPayQuietly((await readBudgets())?.[register], origin, Date.now()),
    refuse: (replyTo, press) => sendToFrame(replyTo, { action: "refused", press }),
    report,
  };
  onMessage(hearMessages(ports));
  onInstalled(() => {
    if (WELCOME) installed(ports).catch(report);
  });
  takeUpAgain(ports).catch(report);
  work();
});

/** What only a window shows, and what the account's other terminals say now. */
async function windowOpened({ budgets, elsewhere }: Wallet): Promise<void> {
  await budgets.lookedAt();
  await elsewhere.look();
}

interface Around {
  readonly keys: KeyStore;
  readonly lock: LockKeeper;
  changed(): void;
  isWatched(): boolean;
  needed(record: string): void;
  settled(trade: string, receipt: string, replyTo: string): void;
}

/** What needed its shopper when the last life ended. */
async function takeUpAgain(ports: BackgroundPorts): Promise<void> {
  const { records } = await (await ports.wallet).stored();
  const all = Object.values(records).filter(needsShopper);
  await Promise.all(all.map(({ id }) => shopperNeeded(ports, id)));
}

/** A popup doesn't live to see a passkey. */
async function needsWindow(lock: LockKeeper): Promise<boolean> {
  const { profile } = await readStored();
  return mayNeedPasskey(profile) || (await lock.needsWindow());
}

async function pinnedWallet({ keys, lock, ...told }: Around): Promise<Wallet> {
  const { changed, isWatched, needed, settled } = told;
  const trust = { rootKey: ROOT_KEY, realm: await realmOf(ROOT_KEY), mode: MODE };
  return openWallet({
    trust,
    name: TERMINAL_NAME,
    ports: {
      store: terminalStore(),
      archive: paymentArchive(),
      keys,
      http: http(ORIGIN),
      money: moneySocket(ORIGIN),
      sealPin,
      sealDisclosure,
      sealText,
      random: (bytes) => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes))),
      now: () => Date.now(),
      settled: ({ trade, receipt, replyTo }) => settled(trade, JSON.stringify(receipt), replyTo),
      needed: ({ id }) => needed(id),
      isLocked: () => lock.isLocked(),
      isWatched,
      changed,
    },
  });
}
