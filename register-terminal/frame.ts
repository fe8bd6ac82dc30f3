/**
 * /frame.js: the pay button in the frame of our origin. It tells the page of a press, follows the trade the
 * page answers with, and shows its state. It opens nothing and confirms nothing: the terminal does, by its
 * own script in this window.
 */

import type { TradeId } from "../protocol/ids.ts";
import type { PageToFrame, TerminalToFrame } from "../protocol/page/frame-messages.ts";
import { followTrade } from "./frame/follow-trade.ts";
import { type FrameEvent, type FrameState, nextState } from "./frame/frame-state.ts";
import { createView } from "./frame/frame-view.ts";
import { wordsFor } from "./frame/frame-words.ts";
import { network } from "./frame/network.ts";
import { openPageLink } from "./frame/page-link.ts";
import { pressIdOn } from "./frame/press-id.ts";
import { createTradeWatch, isTradeOf, paidWord } from "./frame/trade-watch.ts";

const TERMINAL_LIMIT_MS = 1_000;

const { register = "", locale = "" } = document.body.dataset;
const { documentElement: page } = document;
const words = wordsFor(locale || navigator.language);
page.lang = words.language;
// The colour scheme of the page around, which it may change or find out late.
function dress(): void {
  page.dataset.scheme = /^#(light|dark)$/.exec(location.hash)?.[1] ?? "auto";
}
dress();
addEventListener("hashchange", dress);

const root = document.createElement("div");
root.className = "pay";
const view = createView(root, words);
let state: FrameState = { state: "silent" };

function act(event: FrameEvent): void {
  state = nextState(state, event);
  view.draw(state);
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

function hearPage(message: PageToFrame): void {
  switch (message.warifu) {
    case "hello":
      if (misplaced) link.send({ warifu: "trouble", code: "page_framed" });
      act({ type: "hello" });
      sendHeight();
      break;
    case "trade":
      follow(message.trade);
      break;
    case "follow":
      act({ type: "follow" });
      follow(message.trade);
      break;
    case "no-trade":
      act({ type: "no-trade", press: message.press });
  }
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

function follow(trade: TradeId): void {
  if (isTradeOf(trade, register)) watch.follow(trade);
  else link.send({ warifu: "trouble", code: "trade_of_another_register" });
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
    act({ type: "no-terminal", press });
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
if (misplaced) act({ type: "misplaced" });
else view.draw(state);
