/**
 * What the pay button shows, as one union and one pure function. The frame confirms nothing and guesses
 * nothing: `settled` comes only with a receipt, "not paid" only with the trade's recorded end.
 */

import type { TradeId } from "../../protocol/ids.ts";

export type Ended = "refused" | "expired" | "cancelled";

export type FrameState =
  /** not yet, or never, to be pressed here: the page hasn't said hello */
  | { readonly state: "silent" }
  | { readonly state: "idle" }
  /** pressed; no terminal has answered yet */
  | { readonly state: "opening"; readonly press: string }
  /** a terminal has the press */
  | { readonly state: "wallet"; readonly press: string }
  | { readonly state: "no-wallet"; readonly press: string; readonly trade?: TradeId }
  | { readonly state: "no-trade" }
  /** the terminal takes nothing more from this page for now */
  | { readonly state: "turned-away" }
  /** a trade is followed that nobody pressed for in this frame */
  | { readonly state: "waiting" }
  | { readonly state: "settled" }
  /** the amount is held for the shop, which takes of it later */
  | { readonly state: "held" }
  | { readonly state: Ended }
  /** the frame stands where no wallet will pay */
  | { readonly state: "misplaced" };

export type FrameEvent =
  | { readonly type: "hello" }
  | { readonly type: "misplaced" }
  | { readonly type: "press"; readonly press: string }
  | { readonly type: "terminal-here"; readonly press: string }
  | { readonly type: "terminal-refuses"; readonly press: string }
  /** `trade`: what the page has given, if it has by now */
  | { readonly type: "no-terminal"; readonly press: string; readonly trade?: TradeId | undefined }
  /** the page's trade for the press */
  | { readonly type: "trade"; readonly press: string; readonly trade: TradeId }
  | { readonly type: "no-trade"; readonly press: string }
  | { readonly type: "follow" }
  | { readonly type: "settled" | "held" }
  | { readonly type: Ended };

/** What is paid or held stays so, whatever comes late. */
export function nextState(current: FrameState, event: FrameEvent): FrameState {
  if (isOver(current)) return current;
  switch (event.type) {
    case "hello":
      return current.state === "silent" ? { state: "idle" } : current;
    case "press":
      return { state: "opening", press: event.press };
    case "terminal-here":
      // From no-wallet too: late is better than never, its machinery may have had to wake up first.
      return isOf(current, event.press) ? { state: "wallet", press: event.press } : current;
    case "terminal-refuses":
      return isOf(current, event.press) ? { state: "turned-away" } : current;
    case "no-terminal":
      return current.state === "opening" && isOf(current, event.press)
        ? noWallet(event.press, event.trade)
        : current;
    case "trade":
      return current.state === "no-wallet" && isOf(current, event.press)
        ? noWallet(event.press, event.trade)
        : current;
    case "no-trade":
      // Where there is no wallet, that is what the shopper needs to read.
      return current.state !== "no-wallet" && isOf(current, event.press)
        ? { state: "no-trade" }
        : current;
    case "follow":
      return current.state === "idle" ? { state: "waiting" } : current;
    default:
      return { state: event.type };
  }
}

/** Nothing more is to be pressed here. */
export function isOver({ state }: FrameState): boolean {
  return state === "settled" || state === "held" || state === "misplaced";
}

function noWallet(press: string, trade: TradeId | undefined): FrameState {
  return { state: "no-wallet", press, ...(trade === undefined ? {} : { trade }) };
}

function isOf(current: FrameState, press: string): boolean {
  return "press" in current && current.press === press;
}
