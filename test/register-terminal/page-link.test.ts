// The frame's talk: the page is whoever first said hello as our parent, the terminal speaks from our own window.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PageToFrame, TerminalToFrame } from "../../protocol/page/frame-messages.ts";
import { openPageLink, type PageLink } from "../../register-terminal/frame/page-link.ts";
import { tradeId } from "./ids.ts";

const OURS = "https://pay.example";
const SHOP = "https://shop.example";

let link: PageLink;
let frame: EventTarget;
let page: { postMessage: ReturnType<typeof vi.fn> };
let fromPage: PageToFrame[];
let fromTerminal: TerminalToFrame[];

beforeEach(() => {
  frame = new EventTarget();
  page = { postMessage: vi.fn() };
  vi.stubGlobal("window", frame);
  vi.stubGlobal("parent", page);
  vi.stubGlobal("location", { origin: OURS });
  vi.stubGlobal("addEventListener", frame.addEventListener.bind(frame));
  fromPage = [];
  fromTerminal = [];
  link = openPageLink({
    page: (message) => void fromPage.push(message),
    terminal: (message) => void fromTerminal.push(message),
  });
});
afterEach(() => vi.unstubAllGlobals());

function say(data: unknown, origin: string, source: unknown = page): void {
  frame.dispatchEvent(Object.assign(new Event("message"), { data, origin, source }));
}
const hello: PageToFrame = { warifu: "hello" };
const trade: PageToFrame = { warifu: "trade", press: "p1", trade: tradeId(1) };
const here: TerminalToFrame = { warifu: "terminal-here", press: "p1" };

describe("the page", () => {
  it("[MS5] is answered at the origin of its first word, and nowhere before it", () => {
    link.send({ warifu: "press", press: "p0" });
    say(hello, SHOP);
    link.send({ warifu: "press", press: "p1" });
    expect(page.postMessage.mock.calls).toEqual([[{ warifu: "press", press: "p1" }, SHOP]]);
    say(trade, SHOP);
    expect(fromPage).toEqual([hello, trade]);
  });

  it("is one origin: a later parent of another one is not heard", () => {
    say(hello, SHOP);
    say(hello, "https://evil.example");
    say(trade, "https://evil.example");
    link.send({ warifu: "press", press: "p1" });
    expect(fromPage).toEqual([hello]);
    expect(page.postMessage.mock.calls[0]?.[1]).toBe(SHOP);
  });

  it("without an origin, or that isn't our parent, is not heard", () => {
    say(hello, "null");
    say(hello, SHOP, {});
    say(trade, SHOP);
    expect(fromPage).toEqual([]);
  });

  it("[MS1] says only messages of the protocol", () => {
    say(hello, SHOP);
    for (const data of [undefined, "hello", { ...trade, trade: "x" }, { ...trade, extra: 1 }, here])
      say(data, SHOP);
    expect(fromPage).toEqual([hello]);
  });
});

describe("the terminal", () => {
  it("speaks from our own window at our origin", () => {
    say(here, OURS, frame);
    expect(fromTerminal).toEqual([here]);
  });

  it("is not heard from the page, nor from another origin", () => {
    say(hello, SHOP);
    say(here, SHOP);
    say(here, SHOP, frame);
    say(here, OURS);
    say({ ...here, extra: 1 }, OURS, frame);
    expect(fromTerminal).toEqual([]);
  });
});
