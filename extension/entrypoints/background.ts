/**
 * The service worker: joins wallet, store, network, windows and timer. May die at any moment and starts
 * with whatever the store holds; so all listeners are added at once, and work begins by looking there.
 */

import { defineBackground } from "wxt/utils/define-background";
import { toBase64Url } from "../../protocol/signing/encoding.ts";
import { realmOf } from "../../protocol/signing/signature.ts";
import { mayPayQuietly } from "../../terminal/wallet/budgets/verdict.ts";
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
import { TERMINAL_NAME } from "../platform/terminal-name.ts";
import { readBudgets, readStored, terminalStore } from "../platform/terminal-store.ts";
import { workTimer } from "../platform/work-timer.ts";
import { requestGate } from "../request-gate.ts";

export default defineBackground(() => {
  const report = (fault: unknown): void => {
    // A fault's name, never its data: it is found again in the store.
    console.error("a task broke", fault instanceof Error ? fault.name : typeof fault);
  };
  const windows = sheetWindows((isClosed) => {
    if (windows.isOpen()) wallet.then(({ budgets }) => budgets.lookedAt()).catch(report);
    // What the last window showed is no news: known before anything is told of it.
    const closed = isClosed ? sheetClosed(ports).catch(report) : Promise.resolve();
    void closed.then(refresh);
  });
  const timer = workTimer(() => work());
  const tellDue = teller({
    ...{ windows, report },
    wallet: () => wallet,
    showSheet: () => ports.showSheet(),
  });
  const wallet = pinnedWallet({
    changed: () => refresh(),
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
    showSheet: () => windows.show(readStored().then(({ profile }) => mayNeedPasskey(profile))),
    openWindow: (place) => windows.openWindow(place),
    openTab: openWalletTab,
    mayPayQuietly: async ({ register, origin }) =>
      mayPayQuietly((await readBudgets())?.[register], origin, Date.now()),
    refuse: (replyTo, press) => sendToFrame(replyTo, { action: "refused", press }),
    report,
  };
  onMessage(hearMessages(ports));
  onInstalled(() => {
    if (WELCOME) installed(ports).catch(report);
  });
  // What needed its shopper when the last life ended.
  wallet
    .then(async (it) => Object.values((await it.stored()).records).filter(needsShopper))
    .then((all) => Promise.all(all.map(({ id }) => shopperNeeded(ports, id))))
    .catch(report);
  work();
});

interface Told {
  changed(): void;
  needed(record: string): void;
  settled(trade: string, receipt: string, replyTo: string): void;
}

async function pinnedWallet({ changed, needed, settled }: Told): Promise<Wallet> {
  const trust = { rootKey: ROOT_KEY, realm: await realmOf(ROOT_KEY), mode: MODE };
  return openWallet({
    trust,
    name: TERMINAL_NAME,
    ports: {
      store: terminalStore(),
      archive: paymentArchive(),
      keys: keyStore(),
      http: http(ORIGIN),
      money: moneySocket(ORIGIN),
      sealPin,
      sealDisclosure,
      sealText,
      random: (bytes) => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes))),
      now: () => Date.now(),
      settled: ({ trade, receipt, replyTo }) => settled(trade, JSON.stringify(receipt), replyTo),
      needed: ({ id }) => needed(id),
      changed,
    },
  });
}
