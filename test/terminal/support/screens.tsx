// Screens drawn into a small DOM: what a shopper reads and presses, without a browser.

import { signal } from "@preact/signals";
import { parseHTML } from "linkedom";
import { render } from "preact";
import { vi } from "vitest";
import { App } from "../../../terminal/ui/app.tsx";
import type { Acts, Screen } from "../../../terminal/ui/screens/screen.ts";
import { ACCOUNT_VIEWS } from "../../../terminal/ui/views/account-views.ts";
import { BUDGET_VIEWS } from "../../../terminal/ui/views/budget-views.ts";
import { DISPUTE_VIEWS } from "../../../terminal/ui/views/dispute-views.ts";
import { FIRST_VIEWS } from "../../../terminal/ui/views/first-views.ts";
import { HISTORY_VIEWS } from "../../../terminal/ui/views/history-views.tsx";
import { PROVE_VIEWS } from "../../../terminal/ui/views/prove-views.ts";
import { REFUSAL_VIEWS } from "../../../terminal/ui/views/refusal-views.ts";
import { SETTINGS_VIEWS } from "../../../terminal/ui/views/settings-views.ts";
import { shownScreens } from "../../../terminal/ui/views/views.ts";
import { spokenFor } from "../../../terminal/ui/words/languages.ts";
import { textsOf } from "../../../terminal/ui/words/texts.ts";
import { WORDS } from "./all-words.ts";

/** preact draws into the one document there is. */
export function aDocument(): void {
  const { document, window } = parseHTML("<!doctype html><html><body></body></html>");
  vi.stubGlobal("document", document);
  vi.stubGlobal("window", window);
}

type Spies<T> = { readonly [A in keyof T]: ReturnType<typeof vi.fn> };

export interface Drawn {
  /** what is to be read, its blanks made one */
  text(): string;
  /** the text of every button, in order */
  buttons(): string[];
  press(label: string): void;
  /** into the field of this label */
  type(label: string, text: string): void;
  /** the box of this label */
  tick(label: string): void;
  /** a key goes down on this button @returns whether the browser would press the button by it */
  key(label: string, fields: { repeat: boolean }): "prevented" | "let through";
  /** the one form there is */
  submit(): void;
  heading(): string;
  /** what the live region says */
  said(): string;
  markStates(): (string | null)[];
  html(): string;
  show(state: Screen): void;
  readonly acts: Spies<
    Omit<Acts, "terminals" | "disputes" | "history" | "notices" | "budgets" | "settings" | "lock">
  > & {
    readonly notices: Spies<Acts["notices"]>;
    readonly terminals: Spies<Acts["terminals"]>;
    readonly disputes: Spies<Acts["disputes"]>;
    readonly history: Spies<Acts["history"]>;
    readonly budgets: Spies<Acts["budgets"]>;
    readonly settings: Spies<Acts["settings"]>;
    readonly lock: Spies<Acts["lock"]>;
  };
}

function terminalSpies() {
  return {
    show: vi.fn(),
    link: vi.fn(),
    stopLinking: vi.fn(),
    recover: vi.fn(async () => false),
    look: vi.fn(),
    approve: vi.fn(),
    forgetLink: vi.fn(),
    rename: vi.fn(),
    revoke: vi.fn(),
    makeWords: vi.fn(),
    keepWords: vi.fn(),
    dropWords: vi.fn(),
    startAnew: vi.fn(),
    shareOrders: vi.fn(),
  };
}

const LATER = {
  ...ACCOUNT_VIEWS,
  ...SETTINGS_VIEWS,
  ...DISPUTE_VIEWS,
  ...HISTORY_VIEWS,
  ...REFUSAL_VIEWS,
  ...PROVE_VIEWS,
  ...BUDGET_VIEWS,
};
const VIEWS = { ...FIRST_VIEWS, ...LATER };

const disputeSpies = () => ({
  show: vi.fn(),
  read: vi.fn(),
  open: vi.fn(),
  write: vi.fn(),
  withdraw: vi.fn(),
});

const historySpies = () => ({
  open: vi.fn(),
  find: vi.fn(),
  more: vi.fn(),
  spending: vi.fn(),
  show: vi.fn(),
  back: vi.fn(),
  check: vi.fn(),
  print: vi.fn(),
  saveReceipt: vi.fn(),
  keepAll: vi.fn(),
});
const noticeSpies = () => ({ tell: vi.fn(async () => true), quiet: vi.fn() });

const budgetSpies = () => ({
  open: vi.fn(),
  show: vi.fn(),
  edit: vi.fn(),
  allow: vi.fn(),
  pause: vi.fn(),
  resume: vi.fn(),
  revoke: vi.fn(),
});

const privacySpies = () => ({
  ownDetails: vi.fn(() => ({})),
  keepDetails: vi.fn(),
  forgetGiven: vi.fn(),
  forgetAllGiven: vi.fn(),
});

const settingsSpies = () => ({
  back: vi.fn(),
  chooseTheme: vi.fn(),
  saveExport: vi.fn(async () => "warifu-2026-09-21.json"),
});

const lockSpies = () => ({
  lockNow: vi.fn(),
  setCode: vi.fn(),
  withoutCode: vi.fn(),
  lockAfter: vi.fn(),
  turnOff: vi.fn(),
  unlockByCode: vi.fn(),
  unlockByPasskey: vi.fn(),
  startOver: vi.fn(),
});

const securityActs = () => ({
  goTo: vi.fn(),
  provePasskey: vi.fn(),
  provePin: vi.fn(),
  addPasskey: vi.fn(),
  setPin: vi.fn(),
  changeAccount: vi.fn(),
  dropChange: vi.fn(),
});

const orderActs = () => ({
  pay: vi.fn(),
  decline: vi.fn(),
  declineShop: vi.fn(),
  refuse: vi.fn(),
  tryAgain: vi.fn(),
  done: vi.fn(),
  nextTrade: vi.fn(),
});

const roomSpies = () => ({
  budgets: budgetSpies(),
  terminals: terminalSpies(),
  disputes: disputeSpies(),
  history: historySpies(),
  settings: settingsSpies(),
  lock: lockSpies(),
  notices: noticeSpies(),
});

export function draw(
  first: Screen,
  { locale = "en-US", testMode = true, words = WORDS[spokenFor([locale]).language] } = {},
): Drawn {
  const acts = {
    openAccount: vi.fn(),
    tour: vi.fn(),
    askPermission: vi.fn(),
    chooseLanguage: vi.fn(),
    ...orderActs(),
    ...roomSpies(),
    ...securityActs(),
    ...privacySpies(),
  };
  const screen = signal(first);
  const shown = shownScreens(screen, VIEWS);
  const root = document.createElement("div");
  document.body.append(root);
  const texts = textsOf(words, locale, "Asia/Tokyo");
  const redraw = () =>
    render(<App shown={shown} texts={texts} acts={acts} testMode={testMode} />, root);
  redraw();
  const all = (selector: string) => [...root.querySelectorAll(selector)];
  const read = (node: Element | null) => (node?.textContent ?? "").replaceAll(/\s+/g, " ").trim();
  return {
    acts,
    text: () => read(root),
    buttons: () => all("button").map(read),
    press(label) {
      const button = all("button").find((one) => read(one) === label);
      if (!button) throw new Error(`no button "${label}" among ${all("button").map(read)}`);
      (button as HTMLElement).click();
    },
    type(label, text) {
      const field = all("label")
        .find((one) => read(one) === label)
        ?.querySelector<HTMLInputElement | HTMLTextAreaElement>("input, textarea, select");
      if (!field) throw new Error(`no field "${label}"`);
      field.value = text;
      field.dispatchEvent(new window.Event("input", { bubbles: true }));
    },
    tick(label) {
      const box = all("label")
        .find((one) => read(one) === label)
        ?.querySelector("input");
      if (!box) throw new Error(`no box "${label}"`);
      box.checked = true;
      box.dispatchEvent(new window.Event("change", { bubbles: true }));
      redraw();
    },
    key(label, fields) {
      const button = all("button").find((one) => read(one) === label);
      const event = new window.Event("keydown", { bubbles: true, cancelable: true });
      button?.dispatchEvent(Object.assign(event, fields));
      return event.defaultPrevented ? "prevented" : "let through";
    },
    submit() {
      const event = new window.Event("submit", { bubbles: true, cancelable: true });
      root.querySelector("form")?.dispatchEvent(event);
    },
    heading: () => read(root.querySelector("h1")),
    said: () => read(root.querySelector('[role="status"]')),
    markStates: () => all("main .mark").map((mark) => mark.getAttribute("data-state")),
    html: () => root.innerHTML,
    show(state) {
      screen.value = state;
      redraw();
    },
  };
}
