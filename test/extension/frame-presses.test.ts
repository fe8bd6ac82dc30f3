// The ear in the frame: only a person's press on the pay button of our own frame, directly in a page, and
// only that page's first answer to it.

import { beforeEach, describe, expect, it } from "vitest";
import {
  type FramePresses,
  type FrameWindow,
  type PageEvent,
  type PressEvent,
  watchFrame,
} from "../../extension/frame/frame-presses.ts";
import type { Message } from "../../extension/messages.ts";
import { FRAME_PATH } from "../../protocol/page/frame-names.ts";

const OURS = "http://localhost:8787";
const SHOP = "http://127.0.0.1:3000";
const TRADE = `trd_test_${"0".repeat(61)}`;
const OTHER = `trd_test_${"1".repeat(61)}`;
const PAGE = { name: "the shop's page" };

interface Frame {
  readonly sent: Message[];
  /** what our own frame was told, and to which origin */
  readonly told: { readonly message: unknown; readonly to: string }[];
  readonly button: { id: string; dataset: Record<string, string> };
  click(event?: Partial<PressEvent>): void;
  page(data: unknown, event?: Partial<PageEvent>): void;
  /** @param at ms of the document's own time */
  near(type: "pointerover" | "focusin", at: number, isTrusted?: boolean): void;
  readonly presses: FramePresses;
  readonly life: AbortController;
}

interface Overrides {
  readonly window?: Partial<FrameWindow>;
  readonly active?: boolean;
  readonly alive?: boolean;
  /** the page has said nothing yet */
  readonly silent?: boolean;
}

function aFrame({
  window: overrides = {},
  active = true,
  alive = true,
  silent = false,
}: Overrides = {}): Frame {
  const sent: Message[] = [];
  const told: { message: unknown; to: string }[] = [];
  const target = new EventTarget();
  const life = new AbortController();
  const button = { id: "pay", dataset: {} as Record<string, string> };
  const window: FrameWindow = {
    origin: OURS,
    parent: PAGE,
    top: PAGE,
    location: { origin: OURS, pathname: FRAME_PATH, search: "?register=reg_test_abc&theme=ink" },
    navigator: { userActivation: { isActive: active } },
    addEventListener: (type: string, listener: (event: never) => void, options: object) =>
      target.addEventListener(type, listener as never, options),
    postMessage: (message, to) => void told.push({ message, to }),
    ...overrides,
  };
  let pressed = 0;
  const presses = watchFrame({
    window,
    origin: OURS,
    path: FRAME_PATH,
    newPress: () => `press-${++pressed}`,
    send: (message) => {
      if (alive) sent.push(message);
      return alive;
    },
    signal: life.signal,
  });
  const dispatch = (type: string, fields: object) => {
    const event = new Event(type);
    for (const [name, value] of Object.entries(fields))
      Object.defineProperty(event, name, { value });
    target.dispatchEvent(event);
  };
  const page = (data: unknown, event = {}) =>
    dispatch("message", { source: PAGE, origin: SHOP, data, ...event });
  if (!silent) page({ warifu: "hello" });
  return {
    ...{ sent, told, button, presses, life, page },
    near: (type, at, isTrusted = true) => dispatch(type, { isTrusted, timeStamp: at }),
    click: (event = {}) =>
      dispatch("click", { isTrusted: true, composedPath: () => [{ id: "" }, button], ...event }),
  };
}

let frame: Frame;
beforeEach(() => {
  frame = aFrame();
});

describe("somebody who may be about to press", () => {
  it("[PG3] wakes the background, and nobody else hears of it", () => {
    frame.near("pointerover", 5);
    expect(frame.sent).toEqual([{ action: "near" }]);
    expect([frame.told, frame.button.dataset]).toEqual([[], {}]);
  });

  it("is told once for as long as the background stays awake", () => {
    for (const at of [5, 6, 20_004]) frame.near("focusin", at);
    expect(frame.sent).toHaveLength(1);
    frame.near("pointerover", 20_005);
    expect(frame.sent).toHaveLength(2);
  });

  it("is a person, directly in a page", () => {
    frame.near("pointerover", 5, false);
    const nested = aFrame({ window: { top: { other: true } } });
    nested.near("pointerover", 5);
    expect([frame.sent, nested.sent]).toEqual([[], []]);
  });
});

describe("a press", () => {
  it("is told to the background, then to our own frame alone, under one name", () => {
    frame.click();
    expect(frame.sent).toEqual([
      { action: "press", press: "press-1", register: "reg_test_abc", origin: SHOP },
    ]);
    expect(frame.button.dataset).toEqual({ press: "press-1" });
    expect(frame.told).toEqual([
      { message: { warifu: "terminal-here", press: "press-1" }, to: OURS },
    ]);
  });

  it("by a script is none", () => {
    frame.click({ isTrusted: false });
    expect([frame.sent, frame.told, frame.button.dataset]).toEqual([[], [], {}]);
  });

  it("without the user's activation is none", () => {
    const idle = aFrame({ active: false });
    idle.click();
    expect([idle.sent, idle.told]).toEqual([[], []]);
  });

  it("[PG14] in a page that has said nothing, whose origin nobody knows, is none", () => {
    const quiet = aFrame({ silent: true });
    quiet.click();
    quiet.page({ warifu: "hello" }, { source: { other: true } });
    quiet.click();
    expect([quiet.sent, quiet.told]).toEqual([[], []]);
    quiet.page({ warifu: "hello" });
    quiet.click();
    expect(quiet.sent).toHaveLength(1);
  });

  it("beside the button is none", () => {
    frame.click({ composedPath: () => [{ id: "note", dataset: {} }, null, "pay"] });
    expect([frame.sent, frame.told]).toEqual([[], []]);
  });

  it("after the extension is gone says nothing, so that the frame can say there is no wallet", () => {
    const orphan = aFrame({ alive: false });
    orphan.click();
    expect([orphan.told, orphan.button.dataset]).toEqual([[], {}]);
  });

  it("is not heard any more once the script's life is over", () => {
    frame.life.abort();
    frame.click();
    expect(frame.sent).toEqual([]);
  });
});

describe("a frame that isn't ours, or isn't where it belongs, hears nothing", () => {
  const self = { name: "the window itself" };
  it.each<[string, Partial<FrameWindow>]>([
    ["sandboxed: its origin is null", { origin: "null" }],
    [
      "of another port of our host",
      { origin: "http://localhost:1", location: at({ origin: "http://localhost:1" }) },
    ],
    ["at another path", { location: at({ pathname: "/terminal-frame/x" }) }],
    ["nested in a second frame", { top: self }],
    ["without a register", { location: at({ search: "?theme=ink" }) }],
  ])("%s", (_case, window) => {
    const wrong = aFrame({ window });
    wrong.click();
    wrong.page({ warifu: "trade", press: "press-1", trade: TRADE });
    expect([wrong.sent, wrong.told]).toEqual([[], []]);
  });

  it("opened as a page of its own", () => {
    const window: { parent?: unknown } = {};
    const page = aFrame({ window: window as Partial<FrameWindow> });
    page.click();
    expect(page.sent).toHaveLength(1); // the same frame in a page does hear
    expect(watchesAlone()).toBe(0);
  });

  function watchesAlone(): number {
    let listeners = 0;
    const window = {
      origin: OURS,
      location: at({}),
      navigator: { userActivation: { isActive: true } },
      addEventListener: () => {
        listeners += 1;
      },
      postMessage: () => undefined,
    };
    const alone = Object.assign(window, { parent: window, top: window }) as unknown as FrameWindow;
    const { signal } = new AbortController();
    const ports = { origin: OURS, path: FRAME_PATH, newPress: () => "p", send: () => true, signal };
    watchFrame({ ...ports, window: alone });
    return listeners;
  }

  function at(overrides: object): FrameWindow["location"] {
    const ours = { origin: OURS, pathname: FRAME_PATH, search: "?register=reg_test_abc" };
    return { ...ours, ...overrides };
  }
});

describe("[MS5] the page's answer", () => {
  it("to a press is handed on with the origin that the browser asserts", () => {
    frame.click();
    frame.page({ warifu: "trade", press: "press-1", trade: TRADE, origin: "https://liar.example" });
    expect(frame.sent[1]).toEqual({
      action: "trade",
      press: "press-1",
      trade: TRADE,
      origin: SHOP,
    });
  });

  it("is taken once for each press", () => {
    frame.click();
    frame.page({ warifu: "trade", press: "press-1", trade: TRADE });
    frame.page({ warifu: "trade", press: "press-1", trade: OTHER });
    frame.page({ warifu: "no-trade", press: "press-1" });
    expect(frame.sent).toHaveLength(2);
  });

  it("without a press is nothing", () => {
    frame.page({ warifu: "trade", press: "press-1", trade: TRADE });
    frame.page({ warifu: "hello" });
    frame.page({ warifu: "follow", trade: TRADE });
    expect(frame.sent).toEqual([]);
  });

  it("to an earlier press counts for that press", () => {
    frame.click();
    frame.click();
    frame.page({ warifu: "trade", press: "press-1", trade: TRADE });
    frame.page({ warifu: "trade", press: "press-2", trade: OTHER });
    expect(frame.sent.slice(2)).toMatchObject([
      { press: "press-1", trade: TRADE },
      { press: "press-2", trade: OTHER },
    ]);
  });

  it("that is no trade id, or says there is none, ends the press", () => {
    for (const data of [
      { warifu: "no-trade", press: "press-1" },
      { warifu: "trade", press: "press-1", trade: "trd_test_short" },
      { warifu: "trade", press: "press-1", trade: { id: TRADE } },
      { warifu: "trade", press: "press-1" },
    ]) {
      const one = aFrame();
      one.click();
      one.page(data);
      expect(one.sent[1]).toEqual({ action: "no-trade", press: "press-1" });
    }
  });

  it("from any other window than the parent is nothing", () => {
    frame.click();
    frame.page({ warifu: "trade", press: "press-1", trade: TRADE }, { source: { other: true } });
    expect(frame.sent).toHaveLength(1);
  });

  it("from a page without an origin is nothing, for good", () => {
    frame.page({ warifu: "hello" }, { origin: "null" });
    frame.click();
    frame.page({ warifu: "trade", press: "press-1", trade: TRADE });
    expect(frame.sent).toEqual([]);
    const late = aFrame();
    late.click();
    late.page({ warifu: "trade", press: "press-1", trade: TRADE }, { origin: "null" });
    expect(late.sent).toHaveLength(1);
  });
});

describe("a press that opens nothing", () => {
  it("[PG14] is told to our own frame though the page has answered it already", () => {
    frame.click();
    frame.page({ warifu: "trade", press: "press-1", trade: TRADE });
    frame.presses.refused("press-1");
    expect(frame.told.at(-1)?.message).toEqual({ warifu: "terminal-refuses", press: "press-1" });
  });

  it("[PG14] is told to our own frame, once, and takes no trade any more", () => {
    frame.click();
    frame.presses.refused("another");
    frame.presses.refused("press-1");
    frame.presses.refused("press-1");
    expect(frame.told.slice(1)).toEqual([
      { message: { warifu: "terminal-refuses", press: "press-1" }, to: OURS },
    ]);
    frame.page({ warifu: "trade", press: "press-1", trade: TRADE });
    expect(frame.sent.map(({ action }) => action)).toEqual(["press"]);
  });
});

describe("an outcome", () => {
  it("of a trade that was handed over here is told to our own frame", () => {
    frame.click();
    frame.page({ warifu: "trade", press: "press-1", trade: TRADE });
    frame.presses.outcome(TRADE, '{"payload":1}');
    expect(frame.told[1]).toEqual({
      message: { warifu: "terminal-outcome", trade: TRADE, receipt: { payload: 1 } },
      to: OURS,
    });
  });

  it("of any other trade is not", () => {
    frame.presses.outcome(TRADE, "{}");
    frame.click();
    frame.page({ warifu: "trade", press: "press-1", trade: TRADE });
    frame.presses.outcome(OTHER, "{}");
    expect(frame.told).toHaveLength(1);
  });
});
