/**
 * <warifu-checkout>: the pay button in a frame of our origin, and the page's side of a press. Importing
 * this file registers nothing (define.ts does). The element never sees the wallet, an account or a key; it
 * hands over a trade's id and passes on what the frame says.
 */

import type { TradeId } from "../../protocol/ids.ts";
import { LOOK_NAMES } from "../../protocol/page/button-look.ts";
import type { FrameSettled, FrameToPage } from "../../protocol/page/frame-messages.ts";
import {
  WarifuAccessEvent,
  WarifuEndedEvent,
  type WarifuEventMap,
  WarifuNoWalletEvent,
  WarifuPressEvent,
  WarifuSettledEvent,
  WarifuTroubleEvent,
} from "./events.ts";
import { dressOf, frameAddress } from "./frame-address.ts";
import { type FrameLink, openFrame } from "./frame-link.ts";
import { createOrders } from "./orders.ts";
import { createPressFlow } from "./press-flow.ts";
import { isTradeId, type Settings } from "./script-settings.ts";
import { insideOf } from "./shadow.ts";
import { surroundingsOf, watchSurroundings } from "./surroundings.ts";
import { SOURCE_ATTRIBUTES, tradeFrom } from "./trade-source.ts";
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
  static readonly observedAttributes = [...LOOK_NAMES, ...SOURCE_ATTRIBUTES, "follow"];

  // Declared only: a page may have set it before this class came to the element.
  /** Asked at each press for a trade's id, or a promise of one. Goes before trade-from and trade. */
  declare createTrade: (() => string | Promise<string>) | undefined;

  #life: AbortController | undefined;
  #link: FrameLink | undefined;
  /** what the page's attributes and colours make of the frame, at each call */
  #dress: (() => void) | undefined;
  /** the last trade the page gave, so that a frame made anew goes on with it */
  #trade: string | null = null;
  #paid: FrameSettled | undefined;
  #orders = createOrders((message) => this.#link?.send(message));
  /** the page was asked for a trade */
  #pressed = false;
  #press = this.#pressFlow();

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
    this.#life = this.#link = this.#dress = undefined;
  }

  /** Put elsewhere by moveBefore(): the frame stays as it is. */
  connectedMoveCallback(): void {}

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.#life || before === after) return; // not mounted: connectedCallback reads them all
    if (name === "follow") this.#followInstead(this.#trade ?? before, after);
    else if (!SOURCE_ATTRIBUTES.includes(name)) this.#dress?.();
    else if (this.#pressed || this.follow) this.#renew();
  }

  #followInstead(shown: string | null, after: string | null): void {
    if (after === null) return;
    if (shown === null || shown === after) this.#follow(after);
    else this.#renew();
  }

  /** The button is for another order from now on: what was asked for or shown is none of its. */
  #renew(): void {
    this.#pressed = false;
    this.#trade = null;
    this.#press = this.#pressFlow();
    this.#mount();
  }

  #pressFlow(): ReturnType<typeof createPressFlow> {
    const flow = createPressFlow({
      register: WarifuCheckout.settings.register,
      ask: () => (this.createTrade ? undefined : this.#orders.ask(this)) ?? tradeFrom(this),
      trade: (press, trade) => {
        if (flow !== this.#press) return;
        this.#trade = trade;
        this.#link?.send({ warifu: "trade", press, trade: trade as TradeId });
      },
      noTrade: (press, code, cause) => {
        if (flow === this.#press) this.#link?.send({ warifu: "no-trade", press });
        this.#report(code, cause);
      },
    });
    return flow;
  }

  #mount(): void {
    this.#life?.abort();
    this.#life = new AbortController();
    this.#link = this.#dress = undefined;
    const { signal } = this.#life;
    const { settings } = WarifuCheckout;
    const inside = insideOf(this, surroundingsOf(this).language || navigator.language);
    const sorry = (code: TroubleCode) => {
      inside.sorry();
      this.#report(code);
    };
    const trouble = settings.trouble ?? pageTrouble();
    if (trouble) {
      sorry(trouble);
      return;
    }
    // A page that is only being prepared loads no frame of another origin: it would seem to be silent.
    if (isPrerendering()) {
      document.addEventListener("prerenderingchange", () => this.#mount(), { signal });
      return;
    }
    const hear = (message: FrameToPage) =>
      message.warifu === "ready" ? inside.fit(message.height) : this.#hear(message);
    const loaded = () => this.#follow(this.#trade ?? this.follow);
    const url = frameAddress(settings);
    const link = openFrame({ url, title: titleOf(this), hear, loaded, trouble: sorry, signal });
    this.#link = link;
    let told = "";
    this.#dress = () => {
      const dress = dressOf(this, surroundingsOf(this));
      link.dress(dress);
      const unknown = String(dress.unknown);
      if (unknown !== told && unknown) this.#report("attribute_unknown");
      told = unknown;
    };
    this.#dress();
    watchSurroundings(this.#dress, signal);
    inside.show(link.iframe);
  }

  #hear(message: Exclude<FrameToPage, { warifu: "ready" }>): void {
    switch (message.warifu) {
      case "press":
        this.#pressed = true;
        this.dispatchEvent(new WarifuPressEvent());
        this.#press(message.press);
        break;
      case "settled":
        this.#paid = message;
        this.dispatchEvent(new WarifuSettledEvent(message.trade, message.receipt));
        if (this.getAttribute("price-list"))
          this.#link?.send({ warifu: "access", trade: message.trade });
        break;
      case "ordered":
      case "not-ordered":
        this.#orders.hear(message);
        break;
      case "access":
        if (this.#paid?.trade === message.trade)
          this.dispatchEvent(new WarifuAccessEvent(this.#paid, message));
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

function isPrerendering(): boolean {
  return (document as Document & { prerendering?: boolean }).prerendering === true;
}

/** "Warifu", and of a page's second "Warifu 2". */
function titleOf(element: HTMLElement): string {
  const place = [...document.querySelectorAll(element.localName)].indexOf(element);
  return place > 0 ? `Warifu ${place + 1}` : "Warifu";
}
