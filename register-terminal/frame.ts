/**
 * /frame.js: the pay button in the frame of our origin. It tells the page of a press, follows the trade the
 * page answers with, and shows its state. It opens nothing and confirms nothing: the terminal does, by its
 * own script in this window.
 */

import type { TradeId } from "../protocol/ids.ts";
import { readLook } from "../protocol/page/button-look.ts";
import type { PageToFrame, TerminalToFrame } from "../protocol/page/frame-messages.ts";
import { beginListed, type PageOrder } from "./frame/begin-listed.ts";
import { followTrade } from "./frame/follow-trade.ts";
import { type FrameEvent, type FrameState, nextState } from "./frame/frame-state.ts";
import { createView } from "./frame/frame-view.ts";
import { type Label, wordsFor } from "./frame/frame-words.ts";
import { network } from "./frame/network.ts";
import { openPageLink } from "./frame/page-link.ts";
import { pressIdOn } from "./frame/press-id.ts";
import { createTradeWatch, isTradeOf, paidWord } from "./frame/trade-watch.ts";

const TERMINAL_LIMIT_MS = 1_000;

const { register = "" } = document.body.dataset;
const { documentElement: page } = document;
const root = document.createElement("div");
root.className = "pay";
const view = createView(root);
let words = wordsFor();
let label: Label = "pay";
let state: FrameState = { state: "silent" };

/** As the page chose in the fragment, which it may change at any time. */
function dress(): void {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const { look } = readLook((name) => fragment.get(name));
  const { theme = "auto", variant = "ink", size = "small", radius, locale = "" } = look;
  words = wordsFor(locale, ...navigator.languages);
  label = (look.label ?? "pay") as Label;
  page.lang = words.language;
  Object.assign(page.dataset, { scheme: theme, variant, size });
  if (radius === undefined) page.style.removeProperty("--radius");
  else page.style.setProperty("--radius", `${radius}px`);
  view.draw(state, words, label);
}

function act(event: FrameEvent): void {
  state = nextState(state, event);
  view.draw(state, words, label);
}

const link = openPageLink({ page: hearPage, terminal: hearTerminal });
const watch = createTradeWatch({
  follow: (trade, report, signal) => void followTrade(trade, network, report, signal),
  deliver: (outcome) => {
    act({ type: outcome.warifu === "settled" ? paidWord(outcome.receipt) : outcome.warifu });
    link.send(outcome);
  },
});
// A terminal pays only on a page of its own: no further frame may be around the shop's.
const misplaced = parent === window || parent !== top;

/** The page's answer to a press. */
let given: { readonly press: string; readonly trade: TradeId } | undefined;

function hearPage(message: PageToFrame): void {
  switch (message.warifu) {
    case "hello":
      if (misplaced) link.send({ warifu: "trouble", code: "page_framed" });
      act({ type: "hello" });
      sendHeight();
      break;
    case "trade":
      if (follow(message.trade)) {
        given = { press: message.press, trade: message.trade };
        act({ type: "trade", ...given });
      }
      break;
    case "follow":
      if (follow(message.trade)) act({ type: "follow" });
      break;
    case "no-trade":
      act({ type: "no-trade", press: message.press });
      break;
    case "order":
      void beginOrdered(message);
      break;
    case "access":
      void tellAccess(message.trade);
  }
}

/** Only after a press: a page alone begins nothing. */
async function beginOrdered({ order, ...wanted }: PageOrder): Promise<void> {
  if (!("press" in state)) return link.send({ warifu: "not-ordered", order, code: "not_pressed" });
  const begun = await beginListed(wanted, register, {
    post: network.post,
    now: Date.now,
    random: () => crypto.getRandomValues(new Uint8Array(10)),
  });
  if ("trade" in begun) link.send({ warifu: "ordered", order, trade: begun.trade });
  else link.send({ warifu: "not-ordered", order, code: begun.code });
}

async function tellAccess(trade: TradeId): Promise<void> {
  const ask = (what: string) => network.ask(`/v1/trades/${trade}/${what}`).catch(() => undefined);
  const [said, status] = await Promise.all([ask("offer"), ask("status")]);
  const { offer } = (said ?? {}) as { offer?: Record<string, unknown> };
  const { refunded = 0 } = (status ?? {}) as { refunded?: number };
  if (offer) link.send({ warifu: "access", trade, offer, refunded });
}

/** What the page was told last: it hears of a change, and not how often the browser has drawn [PG3]. */
let told: number | undefined;

function heightNow(): number {
  return Math.ceil(root.getBoundingClientRect().height);
}

function sendHeight(): void {
  told = heightNow();
  link.send({ warifu: "ready", height: told });
}

function sendNewHeight(): void {
  if (told !== undefined && told !== heightNow()) sendHeight();
}

function follow(trade: TradeId): boolean {
  const isOurs = isTradeOf(trade, register);
  if (isOurs) watch.follow(trade);
  else link.send({ warifu: "trouble", code: "trade_of_another_register" });
  return isOurs;
}

function hearTerminal(message: TerminalToFrame): void {
  if (message.warifu === "terminal-outcome") watch.receipt(message.trade, message.receipt);
  else act({ type: message.warifu, press: message.press });
}

view.button.addEventListener("click", (event) => {
  if (!event.isTrusted) return;
  const press = pressIdOn(view.button);
  act({ type: "press", press });
  link.send({ warifu: "press", press });
  setTimeout(() => {
    if (state.state !== "opening" || state.press !== press) return;
    act({ type: "no-terminal", press, trade: given?.press === press ? given.trade : undefined });
    link.send({ warifu: "no-terminal", press });
  }, TERMINAL_LIMIT_MS);
});

// An open socket would keep the page out of the browser's back-forward cache.
addEventListener("pagehide", () => watch.suspend());
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) watch.resume();
});

document.body.append(root);
new ResizeObserver(sendNewHeight).observe(root);
if (misplaced) state = nextState(state, { type: "misplaced" });
dress();
addEventListener("hashchange", dress);
