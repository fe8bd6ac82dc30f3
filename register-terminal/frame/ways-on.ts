/**
 * The ways on where no wallet answered: to get one, or to pay on another device by a QR code, which our own server
 * draws and which is loaded only once it is asked for. Says the code that both screens show [PG17].
 */

import type { TradeId } from "../../protocol/ids.ts";
import { tradePagePath, tradeQrPath } from "../../protocol/page/page-names.ts";
import { tradeCode } from "../../protocol/trade/trade-code.ts";
import type { FrameWords } from "./frame-words.ts";

/** Where a wallet is to be had, at our origin. */
const GET_PATH = "/get";

export interface WaysOn {
  readonly element: HTMLElement;
  /** @param ways undefined where there is nothing to get past; a trade once the page has given one */
  draw(ways: { readonly trade: TradeId | undefined } | undefined, words: FrameWords): void;
}

export function createWaysOn(): WaysOn {
  const element = made("div");
  element.id = "ways";
  const get = linkTo(GET_PATH);
  const more = made("button");
  more.type = "button";
  const panel = made("div");
  panel.id = "elsewhere";
  panel.hidden = true;
  more.setAttribute("aria-controls", panel.id);
  const qr = made("img");
  const text = made("p");
  const code = made("p");
  const letters = made("strong");
  const open = linkTo("");
  panel.append(qr, text, code, open);
  element.append(get, more, panel);
  let shown: TradeId | undefined;
  const turn = (isOpen: boolean) => {
    panel.hidden = !isOpen;
    more.ariaExpanded = String(isOpen);
    if (isOpen && shown) qr.src = tradeQrPath(shown);
  };
  turn(false);
  more.addEventListener("click", () => turn(panel.hidden !== false));
  return {
    element,
    draw: (ways, words) => {
      element.hidden = ways === undefined;
      if (shown !== ways?.trade) {
        shown = ways?.trade;
        turn(false);
      }
      more.hidden = shown === undefined;
      get.textContent = words.get;
      more.textContent = words.elsewhere;
      qr.alt = words.qr;
      text.textContent = words.scan;
      open.textContent = words.open;
      if (shown === undefined) return;
      open.href = tradePagePath(shown);
      letters.textContent = tradeCode(shown);
      code.replaceChildren(words.code, " ", letters);
    },
  };
}

function made<const K extends keyof HTMLElementTagNameMap>(name: K): HTMLElementTagNameMap[K] {
  return document.createElement(name);
}

function linkTo(path: string): HTMLAnchorElement {
  const link = made("a");
  link.href = path;
  link.target = "_blank";
  link.rel = "noopener";
  return link;
}
