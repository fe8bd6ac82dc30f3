// <warifu-checkout> on a fake page: what it tells its frame, what it believes, what it tells the page.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { WarifuCheckout } from "../../register-terminal/checkout/checkout-element.ts";
import { FakeElement, type FakePage, OUR_ORIGIN, openFakePage, PAGE_ORIGIN } from "./fake-page.ts";
import { OTHER_REGISTER, REGISTER, tradeId } from "./ids.ts";

type Element = WarifuCheckout & FakeElement;

let page: FakePage;
let Checkout: typeof WarifuCheckout;
let element: Element;
let heard: [string, unknown][];

const EVENTS = ["press", "settled", "refused", "expired", "cancelled", "no-wallet", "trouble"];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  page = openFakePage();
  vi.resetModules();
  ({ WarifuCheckout: Checkout } = await import(
    "../../register-terminal/checkout/checkout-element.ts"
  ));
  Checkout.settings = { origin: OUR_ORIGIN, register: REGISTER };
  heard = [];
  element = anElement();
});
afterEach(() => {
  element.disconnectedCallback();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function anElement(): Element {
  const made = new Checkout() as Element;
  for (const name of EVENTS)
    made.addEventListener(`warifu-${name}`, (event) => {
      const { code, trade } = event as unknown as { code?: string; trade?: string };
      heard.push([name, code ?? trade]);
    });
  return made;
}

/** Connected, its frame loaded and ready. */
function mount(attributes: Record<string, string> = {}): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.connectedCallback();
  page.latest().dispatchEvent(new Event("load"));
  page.say({ warifu: "ready", height: 52 });
}

/** Lets the promises of a press run out. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

const told = () => page.latest().told.map(({ message }) => message);
const inside = () => element.shadowRoot?.children.map(({ hidden }) => !hidden);

describe("the element", () => {
  it("frames our origin, says hello to it alone, and takes its height", () => {
    mount({ variant: "paper" });
    const frame = page.latest();
    expect(String(frame.src)).toMatch(
      /^https:\/\/pay\.example\/terminal-frame\?register=reg_test_/,
    );
    expect(new URL(String(frame.src)).hash).toBe("#locale=en&variant=paper&theme=light");
    expect(frame).toMatchObject({ title: "Warifu", allow: "" });
    expect(frame.told).toEqual([{ message: { warifu: "hello" }, origin: OUR_ORIGIN }]);
    expect(frame.attributes.get("style:height")).toBe("52px");
    expect([heard, page.errors]).toEqual([[], []]);
  });

  it("[MS5] answers a press with the page's trade", async () => {
    mount();
    element.createTrade = () => tradeId(1);
    page.say({ warifu: "press", press: "p1" });
    await settle();
    expect(heard).toEqual([["press", undefined]]);
    expect(told()).toContainEqual({ warifu: "trade", press: "p1", trade: tradeId(1) });
  });

  it("answers a press with the trade of its attribute", async () => {
    mount({ trade: tradeId(2) });
    page.say({ warifu: "press", press: "p1" });
    await settle();
    expect(told()).toContainEqual({ warifu: "trade", press: "p1", trade: tradeId(2) });
  });

  it("[PL9] of a price list has its frame begin the item's trade, and answers the press with it", async () => {
    const list = `prl_${REGISTER.slice(4)}_main`;
    mount({ "price-list": list, item: "day-pass", quantity: "2" });
    page.say({ warifu: "press", press: "p1" });
    await settle();
    const asked = told().at(-1) as { order: string };
    expect(asked).toMatchObject({ warifu: "order", list, item: "day-pass", quantity: 2 });
    page.say({ warifu: "ordered", order: "another", trade: tradeId(2) });
    page.say({ warifu: "ordered", order: asked.order, trade: tradeId(1) });
    await settle();
    expect(told().at(-1)).toEqual({ warifu: "trade", press: "p1", trade: tradeId(1) });
    page.say({ warifu: "press", press: "p2" });
    await settle();
    const { order } = told().at(-1) as { order: string };
    page.say({ warifu: "not-ordered", order, code: "quantity_out_of_range" });
    await settle();
    expect(told().at(-1)).toEqual({ warifu: "no-trade", press: "p2" });
    expect(heard.at(-1)).toEqual(["trouble", "item_not_sold"]);
  });

  it("[PL10] of a price list hands the page what lets the payer in, of the trade that was paid", () => {
    mount({ "price-list": `prl_${REGISTER.slice(4)}_main`, item: "day-pass" });
    const given: unknown[] = [];
    element.addEventListener("warifu-access", (event) => given.push(event));
    const [trade, receipt, offer] = [tradeId(1), {}, {}];
    page.say({ warifu: "settled", trade, receipt });
    expect(told().at(-1)).toEqual({ warifu: "access", trade });
    page.say({ warifu: "access", trade: tradeId(2), offer, refunded: 0 });
    page.say({ warifu: "access", trade, offer, refunded: 0 });
    expect(given).toMatchObject([{ trade, access: { receipt, offer }, refunded: 0 }]);
  });

  it("keeps what the page set on it before the script came", async () => {
    const early = new FakeElement();
    Object.assign(early, { createTrade: () => tradeId(3), follow: tradeId(4) });
    FakeElement.upgrading = early;
    element = anElement();
    FakeElement.upgrading = undefined;
    expect(element).toBe(early);
    mount();
    page.say({ warifu: "press", press: "p1" });
    await settle();
    expect(element.getAttribute("follow")).toBe(tradeId(4));
    expect(told()).toEqual([
      { warifu: "hello" },
      { warifu: "follow", trade: tradeId(4) },
      { warifu: "trade", press: "p1", trade: tradeId(3) },
    ]);
  });

  it("tells outcomes as events", () => {
    mount();
    const receipt = { payload: {}, signature: "" };
    let given: unknown;
    element.addEventListener("warifu-settled", (event) => {
      given = (event as unknown as { receipt: unknown }).receipt;
    });
    page.say({ warifu: "settled", trade: tradeId(1), receipt });
    for (const warifu of ["refused", "expired", "cancelled"])
      page.say({ warifu, trade: tradeId(1) });
    page.say({ warifu: "no-terminal", press: "p1" });
    expect(heard.map(([name]) => name)).toEqual([
      "settled",
      "refused",
      "expired",
      "cancelled",
      "no-wallet",
    ]);
    expect(given).toBe(receipt);
  });

  it("[MS5] hears only its own frame, at our origin", () => {
    mount();
    const settled = { warifu: "settled", trade: tradeId(1), receipt: {} };
    page.say(settled, { origin: PAGE_ORIGIN });
    page.say(settled, { origin: "null" });
    page.say(settled, { source: { postMessage() {} } });
    page.say({ ...settled, trade: "trd_x" });
    expect(heard).toEqual([]);
  });

  it("tells a frame that loads once more which trade it follows", () => {
    mount({ follow: tradeId(4) });
    page.latest().dispatchEvent(new Event("load"));
    page.say({ warifu: "ready", height: 52 });
    const follow = { warifu: "follow", trade: tradeId(4) };
    expect(told()).toEqual([{ warifu: "hello" }, follow, { warifu: "hello" }, follow]);
  });

  it("follows a trade after a reload, or from when it is told to", () => {
    mount({ follow: tradeId(4) });
    expect(told()).toEqual([{ warifu: "hello" }, { warifu: "follow", trade: tradeId(4) }]);
    page.say({ warifu: "ready", height: 90 });
    expect(told()).toHaveLength(2);
    element = anElement();
    mount();
    element.follow = tradeId(5);
    expect(told().at(-1)).toEqual({ warifu: "follow", trade: tradeId(5) });
    expect(page.frames).toHaveLength(2);
  });

  it("put elsewhere in the page goes on with its trade in a new frame, and no longer hears the old one", async () => {
    mount({ trade: tradeId(1) });
    page.say({ warifu: "press", press: "p1" });
    await settle();
    const old = page.latest().contentWindow;
    element.disconnectedCallback();
    mount();
    expect(page.frames).toHaveLength(2);
    expect(told()).toEqual([{ warifu: "hello" }, { warifu: "follow", trade: tradeId(1) }]);
    page.say({ warifu: "expired", trade: tradeId(1) }, { source: old });
    expect(heard).toEqual([["press", undefined]]);
  });

  it("takes the page's colours, also when its styles come after the script", () => {
    mount();
    const frame = page.latest();
    const plain = String(frame.src);
    expect(plain).toMatch(/#locale=en&theme=light$/);
    expect(frame.style.colorScheme).toBe("light");
    page.finishLoading();
    expect(frame.replaced).toEqual([]);
    page.styles.colorScheme = "light dark";
    page.finishLoading();
    expect(frame.replaced).toEqual([plain.replace("theme=light", "theme=auto")]);
    expect(frame.style.colorScheme).toBe("light dark");
  });

  it("[PG18] takes a new look without being made anew, whatever trade is under way", async () => {
    mount({ trade: tradeId(1) });
    page.say({ warifu: "press", press: "p1" });
    await settle();
    element.setAttribute("variant", "outline");
    element.setAttribute("locale", "ja");
    element.setAttribute("theme", "dark");
    expect(page.frames).toHaveLength(1);
    expect(page.latest().replaced.map((url) => new URL(url).hash)).toEqual([
      "#locale=en&variant=outline&theme=light",
      "#locale=ja&variant=outline&theme=light",
      "#locale=ja&theme=dark&variant=outline",
    ]);
    expect(page.latest().style.colorScheme).toBe("dark");
  });

  it("follows the page's language, until it has one of its own", () => {
    mount();
    page.speak("ja");
    expect(page.latest().replaced.at(-1)).toContain("locale=ja");
    element.setAttribute("locale", "en");
    page.speak("fr");
    expect(page.latest().replaced.at(-1)).toContain("locale=en");
    element.removeAttribute("locale");
    expect(page.latest().replaced.at(-1)).toContain("locale=fr");
  });
});

describe("an element that is for another order from now on", () => {
  it("shows nothing of the one before, once it has been asked for", async () => {
    mount({ trade: tradeId(1) });
    element.setAttribute("trade", tradeId(2));
    expect(page.frames).toHaveLength(1);
    page.say({ warifu: "press", press: "p1" });
    await settle();
    expect(told()).toContainEqual({ warifu: "trade", press: "p1", trade: tradeId(2) });
    element.setAttribute("trade", tradeId(2));
    expect(page.frames).toHaveLength(1);
    element.setAttribute("trade", tradeId(3));
    expect(page.frames).toHaveLength(2);
    page.latest().dispatchEvent(new Event("load"));
    page.say({ warifu: "ready", height: 52 });
    expect(told()).toEqual([{ warifu: "hello" }]);
  });

  it("takes no late answer about the one before", async () => {
    mount();
    const late: ((trade: string) => void)[] = [];
    element.createTrade = () => new Promise((resolve) => late.push(resolve));
    page.say({ warifu: "press", press: "p1" });
    element.setAttribute("trade-from", "/orders/2");
    page.latest().dispatchEvent(new Event("load"));
    page.say({ warifu: "ready", height: 52 });
    late[0]?.(tradeId(1));
    await settle();
    expect(told()).toEqual([{ warifu: "hello" }]);
  });

  it("by another trade to follow, too, but not by the one it shows", async () => {
    mount({ trade: tradeId(1) });
    page.say({ warifu: "press", press: "p1" });
    await settle();
    element.follow = tradeId(1);
    expect(page.frames).toHaveLength(1);
    element.follow = tradeId(5);
    expect(page.frames).toHaveLength(2);
    page.latest().dispatchEvent(new Event("load"));
    page.say({ warifu: "ready", height: 52 });
    expect(told()).toEqual([{ warifu: "hello" }, { warifu: "follow", trade: tradeId(5) }]);
    element.follow = null;
    expect(page.frames).toHaveLength(2);
  });
});

describe("[PG20] what is left of an element", () => {
  it("is nothing, however often it comes and goes", () => {
    const before = page.listening();
    for (let round = 0; round < 5; round++) {
      mount({ variant: round % 2 ? "paper" : "outline" });
      expect(page.listening()).toBeGreaterThan(before);
      element.disconnectedCallback();
      expect(page.listening()).toBe(before);
    }
    expect(vi.getTimerCount()).toBe(0);
  });

  it("moved by moveBefore() is its frame, as it was", () => {
    mount();
    element.connectedMoveCallback();
    expect(page.frames).toHaveLength(1);
  });

  it("in a page that is only being prepared is not waited for", () => {
    page.prerender();
    element.connectedCallback();
    vi.advanceTimersByTime(60_000);
    expect([page.frames, heard]).toEqual([[], []]);
    page.show();
    expect(page.frames).toHaveLength(1);
    element.disconnectedCallback();
    expect(page.listening()).toBe(0);
  });
});

describe("a press without a trade", () => {
  it.each([
    ["is refused by the page", () => Promise.reject(new Error("no stock")), "create_trade_failed"],
    ["of another register", () => tradeId(1, OTHER_REGISTER), "trade_of_another_register"],
    ["with no source", undefined, "trade_source_missing"],
  ])("%s: told to the frame, the page and the console", async (_, createTrade, code) => {
    mount();
    element.createTrade = createTrade;
    page.say({ warifu: "press", press: "p1" });
    await settle();
    expect(told().at(-1)).toEqual({ warifu: "no-trade", press: "p1" });
    expect(heard.at(-1)).toEqual(["trouble", code]);
    expect(page.errors[0]).toContain(`[Warifu] ${code}: `);
  });
});

describe("trade-from", () => {
  function answer(response: () => Promise<Response>) {
    const fetched = vi.fn((_url: URL, _init: RequestInit) => response());
    vi.stubGlobal("fetch", fetched);
    return fetched;
  }

  it("is an empty POST to the shop's own backend, with its cookies", async () => {
    const fetched = answer(async () => Response.json({ trade: tradeId(6) }));
    mount({ "trade-from": "/checkout/trade" });
    page.say({ warifu: "press", press: "p1" });
    await vi.waitFor(() =>
      expect(told()).toContainEqual({ warifu: "trade", press: "p1", trade: tradeId(6) }),
    );
    const [url, init] = fetched.mock.calls[0] ?? [];
    expect(String(url)).toBe(`${PAGE_ORIGIN}/checkout/trade`);
    expect(init).toMatchObject({ method: "POST", credentials: "same-origin" });
    expect(init).not.toHaveProperty("body");
  });

  it.each([
    ["/checkout/trade", async () => new Response("", { status: 503 }), "trade_from_failed"],
    ["/checkout/trade", async () => new Response("<h1>"), "trade_from_failed"],
    ["/checkout/trade", () => Promise.reject(new TypeError("x")), "trade_from_failed"],
    ["/checkout/trade", async () => Response.json({ id: tradeId(1) }), "trade_missing"],
    [
      "https://evil.example/trade",
      async () => Response.json({ trade: tradeId(1) }),
      "trade_from_elsewhere",
    ],
  ])("at %s that fails is no trade: %#", async (from, response, code) => {
    answer(response);
    mount({ "trade-from": from });
    page.say({ warifu: "press", press: "p1" });
    await vi.waitFor(() => expect(heard.at(-1)).toEqual(["trouble", code]));
    expect(told().at(-1)).toEqual({ warifu: "no-trade", press: "p1" });
  });
});

describe("a tag that can't work", () => {
  it("says so, and shows the shopper a sentence instead of a button", () => {
    Checkout.settings = { origin: OUR_ORIGIN, register: "reg_x", trouble: "register_malformed" };
    element = anElement();
    element.connectedCallback();
    expect(page.frames).toEqual([]);
    expect(inside()).toEqual([true]);
    expect(heard).toEqual([["trouble", "register_malformed"]]);
  });

  it("inside another page's frame makes no frame", () => {
    vi.stubGlobal("parent", {});
    element.connectedCallback();
    expect(heard).toEqual([["trouble", "page_framed"]]);
    expect(page.frames).toEqual([]);
  });

  it("whose frame says nothing for 4 s is told once, and works if it speaks later", () => {
    element.connectedCallback();
    vi.advanceTimersByTime(3_999);
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(heard).toEqual([["trouble", "frame_silent"]]);
    expect(inside()).toEqual([true, false]);
    page.say({ warifu: "ready", height: 52 });
    expect(inside()).toEqual([false, true]);
  });

  it("whose frame the page's policy keeps out is told at once", () => {
    element.connectedCallback();
    page.violate("https://ads.example/x", "frame-src");
    page.violate(OUR_ORIGIN, "connect-src");
    expect(heard).toEqual([]);
    page.violate(`${OUR_ORIGIN}/terminal-frame`, "frame-src");
    page.violate(`${OUR_ORIGIN}/terminal-frame`, "frame-src");
    vi.advanceTimersByTime(10_000);
    expect(heard).toEqual([["trouble", "frame_blocked"]]);
    expect(page.errors[0]).toContain(`frame-src ${OUR_ORIGIN}`);
  });

  it("with a look that doesn't exist works, and says so", () => {
    mount({ theme: "neon" });
    expect(heard).toEqual([["trouble", "attribute_unknown"]]);
    expect(inside()).toEqual([false, true]);
  });

  it("passes on the frame's own trouble, if it is a known one", () => {
    mount();
    page.say({ warifu: "trouble", code: "page_framed" });
    page.say({ warifu: "trouble", code: "<b>" });
    expect(heard).toEqual([["trouble", "page_framed"]]);
  });

  it("taken out of the page is not waited for", () => {
    element.connectedCallback();
    element.disconnectedCallback();
    vi.advanceTimersByTime(10_000);
    expect(heard).toEqual([]);
  });
});

describe("loading the script twice", () => {
  async function defineTwice(second: { origin: string; register: string }) {
    const known = new Map<string, unknown>();
    vi.stubGlobal("customElements", {
      get: (name: string) => known.get(name),
      define: (name: string, made: unknown) => void known.set(name, made),
    });
    const { define } = await import("../../register-terminal/checkout/define.ts");
    define({ origin: OUR_ORIGIN, register: REGISTER });
    define(second);
    return known.get("warifu-checkout") as typeof WarifuCheckout;
  }

  it("is harmless", async () => {
    await defineTwice({ origin: OUR_ORIGIN, register: REGISTER });
    expect(page.errors).toEqual([]);
  });

  it("with another register keeps the first, and says so", async () => {
    const kept = await defineTwice({ origin: OUR_ORIGIN, register: OTHER_REGISTER });
    expect(kept.settings.register).toBe(REGISTER);
    expect(page.errors[0]).toContain("loaded_twice");
  });
});
