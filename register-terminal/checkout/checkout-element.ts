/**
 * <warifu-checkout>: the pay button in a frame of our origin, and the page's side of a press. Importing
 * this file registers nothing (define.ts does). The element never sees the wallet, an account or a key; it
 * hands over a trade's id and passes on what the frame says.
 */

import type { TradeId } from "../../protocol/ids.ts";
import type { FrameToPage } from "../../protocol/page/frame-messages.ts";
import {
  WarifuEndedEvent,
  type WarifuEventMap,
  WarifuNoWalletEvent,
  WarifuPressEvent,
  WarifuSettledEvent,
  WarifuTroubleEvent,
} from "./events.ts";
import { FRAME_ATTRIBUTES, frameAddress, schemeOf } from "./frame-address.ts";
import { type FrameLink, openFrame } from "./frame-link.ts";
import { createPressFlow } from "./press-flow.ts";
import { isTradeId, type Settings } from "./script-settings.ts";
import { insideOf } from "./shadow.ts";
import { tradeFrom } from "./trade-source.ts";
import { isTroubleCode, pageTrouble, type TroubleCode, troubleText } from "./troubles.ts";

declare global {
  interface HTMLElementTagNameMap {
    "warifu-checkout": WarifuCheckout;
  }
  interface HTMLElementEventMap extends WarifuEventMap {}
}

export class WarifuCheckout extends HTMLElement {
  /** What the script tag says; set once by define.ts. */
  static settings: Settings = { origin: "", register: "", trouble: "script_not_found" };
  static readonly observedAttributes = [...FRAME_ATTRIBUTES, "follow"];

  // Declared only: a page may have set it before this class came to the element.
  /** Asked at each press for a trade's id, or a promise of one. Goes before trade-from and trade. */
  declare createTrade: (() => string | Promise<string>) | undefined;

  #life: AbortController | undefined;
  #link: FrameLink | undefined;
  /** the last trade the page gave, so that a frame made anew goes on with it */
  #trade: string | null = null;
  #press = createPressFlow({
    register: WarifuCheckout.settings.register,
    ask: () => tradeFrom(this),
    trade: (press, trade) => {
      this.#trade = trade;
      this.#link?.send({ warifu: "trade", press, trade: trade as TradeId });
    },
    noTrade: (press, code, cause) => {
      this.#link?.send({ warifu: "no-trade", press });
      this.#report(code, cause);
    },
  });

  /** A trade to show the state of without a press: the page was loaded again. */
  get follow(): string | null {
    return this.getAttribute("follow");
  }
  set follow(trade: string | null) {
    if (trade === null) this.removeAttribute("follow");
    else this.setAttribute("follow", trade);
  }

  connectedCallback(): void {
    // A property that was set before this class came hides the accessor: set it again.
    if (Object.hasOwn(this, "follow")) {
      const { follow } = this;
      Reflect.deleteProperty(this, "follow");
      this.follow = follow;
    }
    this.#mount();
  }

  disconnectedCallback(): void {
    this.#life?.abort();
    this.#life = this.#link = undefined;
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.#life || before === after) return; // not mounted: connectedCallback reads them all
    if (name === "follow") this.#follow(after);
    else this.#mount();
  }

  #mount(): void {
    this.#life?.abort();
    this.#life = new AbortController();
    this.#link = undefined;
    const language = this.closest<HTMLElement>("[lang]")?.lang || navigator.language;
    const { settings } = WarifuCheckout;
    const inside = insideOf(this, language);
    const sorry = (code: TroubleCode) => {
      inside.sorry();
      this.#report(code);
    };
    const trouble = settings.trouble ?? pageTrouble();
    if (trouble) {
      sorry(trouble);
      return;
    }
    const { url, unknown } = frameAddress(settings, this, language);
    if (unknown) this.#report("attribute_unknown");
    let ready = false;
    const hear = (message: FrameToPage) => {
      if (message.warifu !== "ready") return this.#hear(message);
      inside.fit(message.height);
      if (!ready) this.#follow(this.#trade ?? this.follow);
      ready = true;
    };
    const { signal } = this.#life;
    const link = openFrame({ url, hear, trouble: sorry, signal });
    this.#link = link;
    const dress = () => link.dress(schemeOf(getComputedStyle(this).colorScheme));
    dress();
    // The page's styles may come after this script.
    addEventListener("load", dress, { signal });
    inside.show(link.iframe);
  }

  #hear(message: Exclude<FrameToPage, { warifu: "ready" }>): void {
    switch (message.warifu) {
      case "press":
        this.dispatchEvent(new WarifuPressEvent());
        this.#press(message.press);
        break;
      case "settled":
        this.dispatchEvent(new WarifuSettledEvent(message.trade, message.receipt));
        break;
      case "no-terminal":
        this.dispatchEvent(new WarifuNoWalletEvent());
        break;
      case "trouble":
        if (isTroubleCode(message.code)) this.#report(message.code);
        break;
      default:
        this.dispatchEvent(new WarifuEndedEvent(message.warifu, message.trade));
    }
  }

  #follow(trade: string | null): void {
    if (!trade) return;
    if (isTradeId(trade)) this.#link?.send({ warifu: "follow", trade: trade as TradeId });
    else this.#report("trade_missing");
  }

  #report(code: TroubleCode, cause?: unknown): void {
    const { origin, register } = WarifuCheckout.settings;
    const text = troubleText(code, { origin, register, page: location.origin });
    console.error(text, ...(cause === undefined ? [] : [cause]));
    this.dispatchEvent(new WarifuTroubleEvent(code));
  }
}
