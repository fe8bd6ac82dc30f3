/**
 * The sheet's window, wherever it is shown: the action's popup, the browser's side panel, or a window of its own (`?window=1`). Draws
 * what is stored at once, then asks the background to look again. Never talks to the network itself.
 */

import { render } from "preact";
import { App } from "../../../terminal/ui/app.tsx";
import {
  createWalletModel,
  type ModelPorts,
  type SecurityPorts,
  type WalletModel,
} from "../../../terminal/ui/models/wallet-model.ts";
import type { Place } from "../../../terminal/ui/screens/screen.ts";
import { FIRST_VIEWS } from "../../../terminal/ui/views/first-views.ts";
import { shownScreens } from "../../../terminal/ui/views/views.ts";
import { spokenAs, spokenFor } from "../../../terminal/ui/words/languages.ts";
import { createSpeech } from "../../../terminal/ui/words/speech.ts";
import { TERMINALS_TASK } from "../../../terminal/wallet/account-task.ts";
import { isShown } from "../../../terminal/wallet/trade-record.ts";
import type { Message } from "../../messages.ts";
import { DEMO_SHOP, MODE, ORIGIN } from "../../pins.ts";
import { budgetPorts } from "../../platform/budget-ports.ts";
import { disputePorts } from "../../platform/dispute-ports.ts";
import { historyPorts } from "../../platform/history-ports.ts";
import { askForHost, hasHost, watchHost } from "../../platform/host-permission.ts";
import { uiLocales } from "../../platform/language.ts";
import { readLock, type StoredLock, watchLock } from "../../platform/lock-memory.ts";
import { noticePorts } from "../../platform/notice-ports.ts";
import { sendIfAlive } from "../../platform/runtime-messages.ts";
import { announceSheet } from "../../platform/sheet-windows.ts";
import { terminalPorts } from "../../platform/terminal-ports.ts";
import { readStored, watchStored } from "../../platform/terminal-store.ts";
import { readTheme, watchTheme } from "../../platform/theme.ts";
import { watchUse } from "../../platform/watch-use.ts";

const SECOND_MS = 1_000;
/** beside the page: it stays when an order has ended, and closes for nothing */
const IS_PANEL = location.pathname === "/sidepanel.html";

async function main(): Promise<void> {
  // First, so that it is on its way while everything else is made.
  const speech = createSpeech();
  const speaking = speech.speak(spokenFor(uiLocales()));
  const send = (message: Message): void => void sendIfAlive(message);
  const query = new URLSearchParams(location.search);
  const inWindow = query.has("window");
  document.documentElement.classList.toggle("in-window", inWindow || IS_PANEL);
  const model = createWalletModel({
    place: placeOf(query.get("place")),
    host: new URL(ORIGIN).host,
    demoShop: DEMO_SHOP,
    online: navigator.onLine,
    now: Date.now(),
    theme: readTheme(),
    ports: ports(send, inWindow),
  });
  watchTheme(model.setTheme);
  const lockRead = followLock(model, send);
  // Watched before it is read, or a change in between would be missed; one that comes meanwhile is newer.
  let changed = false;
  watchStored((stored) => {
    changed = true;
    void lockRead.then(() => model.setStored(stored));
    void speech.speak(spokenAs(stored.language, uiLocales()));
  });
  const reading = readStored();
  void hasHost().then(model.setPermitted);
  watchHost(model.setPermitted);
  setInterval(() => model.setNow(Date.now()), SECOND_MS);
  for (const type of ["online", "offline"])
    addEventListener(type, () => model.setOnline(navigator.onLine));
  keepEscape();
  const shown = shownScreens(model.screen, FIRST_VIEWS, speech.fetchLater);

  // Nothing of what is stored is shown before it is known whether it may be.
  const [stored] = await Promise.all([reading, lockRead]);
  // The next press in the shop must know of this sheet; home may start a worker later that sleeps.
  const isSheet = Object.values(stored.records).some(isShown);
  if (isSheet) void announceSheet(IS_PANEL);
  // What was chosen here is known only now: nearly always it is what the browser speaks, and has come.
  await Promise.all([speaking, speech.speak(spokenAs(stored.language, uiLocales()))]);
  if (!changed) model.setStored(stored);
  const app = document.getElementById("app");
  speech.texts.subscribe((texts) => {
    if (!texts || !app) return;
    Object.assign(document.documentElement, { lang: texts.lang, dir: texts.dir });
    render(<App shown={shown} acts={model.acts} texts={texts} testMode={MODE === "test"} />, app);
  });
  afterPicture(() => {
    if (!isSheet) void announceSheet(IS_PANEL);
    send({ action: "refresh" });
  });
}

/** Resolves once it is known whether the wallet is locked. */
async function followLock(model: WalletModel, send: (message: Message) => void): Promise<void> {
  let isSet = false;
  let changed = false;
  const put = (lock: StoredLock) => {
    isSet = lock.kept !== undefined;
    model.setLock(lock);
  };
  watchLock((lock) => {
    changed = true;
    put(lock);
  });
  const lock = await readLock();
  if (!changed) put(lock);
  watchUse(() => {
    if (isSet) send({ action: "used" });
  });
}

/** What is asked of the background, and of this window. */
function ports(send: (message: Message) => void, inWindow: boolean): ModelPorts {
  return {
    openAccount: (code) =>
      send(code === undefined ? { action: "open-account" } : { action: "bring-code", code }),
    tour: (step) => send({ action: "tour", step }),
    pay: (record, amount, given) =>
      send(
        given
          ? { action: "pay-and-give", record, amount, given: JSON.stringify(given) }
          : { action: "pay", record, amount },
      ),
    keepDetails: (details) => send({ action: "keep-details", details: JSON.stringify(details) }),
    forgetGiven: (given) => send({ action: "forget-given", given }),
    forgetAllGiven: () => send({ action: "forget-all-given" }),
    ...securityPorts(send, inWindow),
    decline: (record) => send({ action: "decline", record }),
    declineShop: (record) => send({ action: "decline-shop", record }),
    refuse: (record) => send({ action: "refuse", record }),
    tryAgain: (record) => send({ action: "try-again", record }),
    seen: (record) => send({ action: "seen", record }),
    askPermission: askForHost,
    chooseLanguage: (language) => send({ action: "choose-language", language }),
    close: () => {
      if (!IS_PANEL) window.close();
    },
    terminals: terminalPorts(send),
    disputes: disputePorts(send),
    history: historyPorts(send, inWindow),
    notices: noticePorts(send),
    budgets: budgetPorts(send),
    settings: async () => (await import("../../platform/settings-ports.ts")).settingsPorts(send),
  };
}

/** Once it was drawn: a worker that has to start for it takes no time from the first picture. */
function afterPicture(act: () => void): void {
  // What nobody looks at is never drawn.
  if (document.hidden) act();
  else requestAnimationFrame(() => setTimeout(act));
}

function placeOf(text: string | null): Place {
  return text === "security" || text === "terminals" || text === "budgets" ? text : "home";
}

/** Proofs and changes: passkeys are asked for here, in a window; all else is the background's. */
function securityPorts(send: (message: Message) => void, inWindow: boolean): SecurityPorts {
  return {
    inWindow,
    openWindow: (place) => {
      send({ action: "open-window", place });
      // A popup would close as soon as the window has the focus; by then it must have sent this.
      if (!IS_PANEL) setTimeout(() => window.close(), SECOND_MS);
    },
    askForPasskey: async (what, { purpose, methods }) => {
      const { askForPasskey } = await import("../../platform/passkeys.ts");
      const assertion = await askForPasskey(purpose, methods.passkeys);
      if (assertion) send({ action: "prove", what, assertion: JSON.stringify(assertion) });
    },
    provePin: (what, pin) => send({ action: "prove-pin", what, pin }),
    beginPasskey: (name) => send({ action: "begin-passkey", name }),
    makePasskey: async (challenge, { label, security }) => {
      const { makePasskey } = await import("../../platform/passkeys.ts");
      const made = await makePasskey(challenge, label, security?.passkeys ?? []);
      if (made) send({ action: "register-passkey", registration: JSON.stringify(made) });
      else send({ action: "drop-change" });
    },
    setPin: (pin) => send({ action: "set-pin", pin }),
    changeAccount: (asked) => send({ action: "change-account", change: JSON.stringify(asked) }),
    dropChange: (what) =>
      send({ action: what === TERMINALS_TASK ? "drop-terminal-change" : "drop-change" }),
  };
}

/** Escape closes nothing by accident: only Done, Decline or the window's own button do. */
function keepEscape(): void {
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") event.preventDefault();
  });
}

// The policy keeps it out of every frame already: no confirm control in any [PG13].
if (window.top === window) void main();
