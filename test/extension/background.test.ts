// Who may ask the wallet what: a frame may tell of presses, only a window of ours may pay.

import { describe, expect, it } from "vitest";
import {
  type BackgroundPorts,
  hearMessages,
  installed,
  sheetClosed,
  shopperNeeded,
} from "../../extension/background.ts";
import type { Message } from "../../extension/messages.ts";
import type { From } from "../../extension/platform/runtime-messages.ts";
import { requestGate } from "../../extension/request-gate.ts";
import type { LockKeeper } from "../../terminal/wallet/lock/keeper.ts";
import {
  NO_THROTTLE,
  type Throttle,
  TURNED_AWAY_MAX,
} from "../../terminal/wallet/request-throttle.ts";
import type { TradeRecord } from "../../terminal/wallet/trade-record.ts";
import type { Wallet } from "../../terminal/wallet/wallet.ts";

const FRAME: From = { kind: "frame", replyTo: "7:3" };
const SHEET: From = { kind: "sheet" };
const REGISTER = `reg_test_${"0".repeat(13)}`;
const TRADE = `trd_test_${"0".repeat(61)}`;
const ORIGIN = "http://a.example";

const TERMS = { register: REGISTER, currency: "JPY", period: "month", amount: 10, cap: 5 };
const BUDGET = JSON.stringify(TERMS);

const NOW = 1_800_000_000_000;

function background({
  broken = false,
  locked = false,
  quiet = false,
  waiting = [] as TradeRecord[],
} = {}) {
  const records = Object.fromEntries(waiting.map((one) => [one.id, one]));
  const memory = {
    throttle: NO_THROTTLE as Throttle,
    read: async () => memory.throttle,
    write: async (throttle: Throttle) => {
      memory.throttle = throttle;
    },
  };
  const asked: unknown[][] = [];
  const reported: unknown[] = [];
  let shown = 0;
  const wallet: Wallet = new Proxy({} as Wallet, {
    get: (_, name) =>
      name === "then"
        ? undefined
        : ["budgets", "notices", "elsewhere"].includes(String(name))
          ? wallet
          : name === "stored"
            ? async () => ({ records })
            : async (...given: unknown[]) => {
                asked.push([name, ...given]);
                if (broken) throw new Error("broken");
              },
  });
  const gate = requestGate(memory, () => NOW);
  const refused: string[] = [];
  const lock = new Proxy({} as LockKeeper, {
    get:
      (_, name) =>
      async (...given: unknown[]) => {
        if (name === "isLocked") return locked;
        asked.push([name, ...given]);
      },
  });
  const ports: BackgroundPorts = {
    wallet: Promise.resolve(wallet),
    lock,
    startOver: async () => void asked.push(["startOver"]),
    gate,
    mayPayQuietly: async () => quiet,
    refuse: async (replyTo, press) => void refused.push(`${press} at ${replyTo}`),
    openTab: async () => void asked.push(["openTab"]),
    openWindow: async (place) => void asked.push(["openWindow", place]),
    showSheet: async () => {
      shown += 1;
    },
    report: (fault) => reported.push(fault),
  };
  const hear = hearMessages(ports);
  const settle = async (message: Message, from: From) => {
    hear(message, from);
    await new Promise((resolve) => setTimeout(resolve));
    return asked;
  };
  return { settle, asked, reported, refused, memory, ports, shown: () => shown };
}

describe("a frame", () => {
  it("tells of a press: it is kept, and the sheet opens at once", async () => {
    const { settle, shown } = background();
    const press: Message = { action: "press", press: "p", register: REGISTER, origin: ORIGIN };
    expect(await settle(press, FRAME)).toEqual([
      ["press", { id: "p", register: REGISTER, replyTo: "7:3" }],
    ]);
    expect(shown()).toBe(1);
  });

  it("[BU2] of a shop whose budget may pay opens no sheet; it is kept as a quiet press", async () => {
    const { settle, shown } = background({ quiet: true });
    const press: Message = { action: "press", press: "p", register: REGISTER, origin: ORIGIN };
    expect(await settle(press, FRAME)).toEqual([
      ["press", { id: "p", register: REGISTER, replyTo: "7:3", quiet: true }],
    ]);
    expect(shown()).toBe(0);
  });

  it("tells of the page's trade, or that there is none", async () => {
    const trade = { action: "trade", press: "p", origin: "http://a.example" } as const;
    expect(await background().settle({ ...trade, trade: TRADE }, FRAME)).toEqual([
      ["trade", "p", TRADE, "http://a.example"],
    ]);
    expect(await background().settle({ ...trade, trade: "trd_test_1" }, FRAME)).toEqual([
      ["noTrade", "p"],
    ]);
    expect(await background().settle({ action: "no-trade", press: "p" }, FRAME)).toEqual([
      ["noTrade", "p"],
    ]);
  });

  it("may have its trade ready: what it says to a press waits until that is kept", async () => {
    const slow = Promise.withResolvers<boolean>();
    const { ports, asked } = background();
    const hear = hearMessages({ ...ports, mayPayQuietly: () => slow.promise });
    hear({ action: "press", press: "p", register: REGISTER, origin: ORIGIN }, FRAME);
    hear({ action: "trade", press: "p", trade: TRADE, origin: ORIGIN }, FRAME);
    hear({ action: "no-trade", press: "another" }, FRAME);
    await expect.poll(() => asked.length).toBe(1);
    slow.resolve(false);
    await expect.poll(() => asked.map(([what]) => what)).toEqual(["noTrade", "press", "trade"]);
  });

  it("whose press broke is heard all the same", async () => {
    const { settle, reported, ports } = background();
    const hear = hearMessages({
      ...ports,
      gate: { ...ports.gate, admits: () => Promise.reject(new Error("broken")) },
    });
    hear({ action: "press", press: "p", register: REGISTER, origin: ORIGIN }, FRAME);
    hear({ action: "no-trade", press: "p" }, FRAME);
    await expect.poll(() => reported.length).toBe(1);
    expect(await settle({ action: "no-trade", press: "q" }, FRAME)).toEqual([
      ["noTrade", "p"],
      ["noTrade", "q"],
    ]);
  });

  it("with a register that is none is not heard, and opens nothing", async () => {
    const { settle, shown } = background();
    expect(
      await settle({ action: "press", press: "p", register: "x", origin: ORIGIN }, FRAME),
    ).toEqual([]);
    expect(shown()).toBe(0);
  });

  it.each<Message>([
    { action: "pay", record: "p", amount: 4980 },
    { action: "pay-and-give", record: "p", amount: 4980, given: '{"phone":"110"}' },
    { action: "keep-details", details: "{}" },
    { action: "forget-given", given: "p" },
    { action: "forget-all-given" },
    { action: "decline", record: "p" },
    { action: "decline-shop", record: "p" },
    { action: "refuse", record: "p" },
    { action: "refused", press: "p" },
    { action: "try-again", record: "p" },
    { action: "seen", record: "p" },
    { action: "open-account" },
    { action: "refresh" },
    { action: "choose-language", language: "ja" },
    { action: "tour", step: "done" },
    { action: "choose-notices", shown: "yes", quiet: "no" },
    { action: "outcome", trade: TRADE, receipt: "{}" },
  ])("can't ask for $action", async (message) => {
    expect(await background().settle(message, FRAME)).toEqual([]);
  });
});

describe("a window of ours", () => {
  it.each<[Message, unknown[]]>([
    [{ action: "pay", record: "p", amount: 4980 }, ["pay", "p", 4980]],
    [
      { action: "pay-and-give", record: "p", amount: 4980, given: '{"phone":"110"}' },
      ["pay", "p", 4980, { phone: "110" }],
    ],
    [{ action: "decline", record: "p" }, ["decline", "p"]],
    [{ action: "try-again", record: "p" }, ["tryAgain", "p"]],
    [{ action: "seen", record: "p" }, ["seen", "p"]],
    [{ action: "open-account" }, ["openAccount"]],
    [{ action: "bring-code", code: "oc1.1.x.y" }, ["openAccount", "oc1.1.x.y"]],
    [{ action: "refresh" }, ["refreshAccount"]],
    [{ action: "choose-language", language: "ja" }, ["chooseLanguage", "ja"]],
    [{ action: "choose-language", language: "auto" }, ["chooseLanguage", "auto"]],
    [{ action: "tour", step: "protect" }, ["tour", "protect"]],
  ])("asks for $0.action", async (message, asked) => {
    expect(await background().settle(message, SHEET)).toEqual([asked]);
  });

  it.each(["tlh", "JA", "en-GB"])("chooses no language %j", async (language) => {
    expect(await background().settle({ action: "choose-language", language }, SHEET)).toEqual([]);
  });

  it.each(["", "{}", "phone", '{"phone":"call me"}', '{"birthday":"1990"}'])(
    "[DI4] gives nothing, and pays nothing, with %j for what was chosen",
    async (given) => {
      const message = { action: "pay-and-give", record: "p", amount: 4980, given } as const;
      expect(await background().settle(message, SHEET)).toEqual([]);
    },
  );

  it.each<[Message, unknown[]]>([
    [{ action: "allow-budget", budget: BUDGET }, ["allow", TERMS]],
    [{ action: "pause-budget", register: REGISTER }, ["pause", REGISTER]],
    [{ action: "resume-budget", register: REGISTER }, ["resume", REGISTER]],
    [{ action: "revoke-budget", register: REGISTER }, ["revoke", REGISTER]],
  ])("[BU6] asks of budgets for $0.action", async (message, asked) => {
    expect(await background().settle(message, SHEET)).toEqual([asked]);
  });

  it.each([
    "",
    "{}",
    JSON.stringify({ ...TERMS, amount: undefined }),
    JSON.stringify({ ...TERMS, amount: 1_000_001 }),
    JSON.stringify({ ...TERMS, cap: 11 }),
  ])("[BU1] allows nothing with %j for a budget", async (budget) => {
    expect(await background().settle({ action: "allow-budget", budget }, SHEET)).toEqual([]);
    const pause: Message = { action: "pause-budget", register: "x" };
    expect(await background().settle(pause, SHEET)).toEqual([]);
  });

  it.each<Message>([
    { action: "press", press: "p", register: REGISTER, origin: ORIGIN },
    { action: "trade", press: "p", trade: TRADE, origin: "http://a.example" },
    { action: "no-trade", press: "p" },
    { action: "near" },
  ])("can't play a frame: $action", async (message) => {
    const { settle, shown } = background();
    expect(await settle(message, SHEET)).toEqual([]);
    expect(shown()).toBe(0);
  });
});

it("[AS10] the switch of the list of browsers is heard from a window alone", async () => {
  const message: Message = { action: "share-orders", shared: "no" };
  expect(await background().settle(message, SHEET)).toEqual([["share", false]]);
  expect(await background().settle({ ...message, shared: "yes" }, SHEET)).toEqual([
    ["share", true],
  ]);
  expect(await background().settle(message, FRAME)).toEqual([]);
});

describe("the installation", () => {
  it.each([true, false])("opens a tab only where the way around begins: %s", async (begins) => {
    const { ports, asked } = background();
    const wallet = { beginTour: async () => begins } as Wallet;
    await installed({ ...ports, wallet: Promise.resolve(wallet) });
    expect(asked).toEqual(begins ? [["openTab"]] : []);
  });
});

it("[BU7] a quiet press that needs its shopper opens the sheet, and is quiet no more", async () => {
  const { ports, shown, asked } = background();
  await shopperNeeded(ports, "p");
  expect([shown(), asked]).toEqual([1, [["noticed", "p"]]]);
});

const LOCK_MESSAGES: [Message, unknown[]][] = [
  [{ action: "unlock-by-code", code: "open sesame" }, ["unlockByCode", "open sesame"]],
  [{ action: "ask-unlock" }, ["askPasskey"]],
  [{ action: "lock-now" }, ["lockNow"]],
  [{ action: "set-lock-code", code: "open sesame" }, ["setCode", "open sesame"]],
  [{ action: "lock-without-code" }, ["withoutCode"]],
  [{ action: "lock-after", ms: 300_000 }, ["lockAfter", 300_000]],
  [{ action: "lock-off" }, ["turnOff"]],
  [{ action: "used" }, ["used"]],
  [{ action: "start-over" }, ["startOver"]],
];

describe("the lock", () => {
  it.each(LOCK_MESSAGES)("is asked for $0.action by a window of ours", async (message, asked) => {
    expect(await background({ locked: true }).settle(message, SHEET)).toEqual([asked]);
  });

  it.each(LOCK_MESSAGES)("is not asked for $0.action by a frame", async (message) => {
    expect(await background().settle(message, FRAME)).toEqual([]);
  });

  it.each<Message>([
    { action: "pay", record: "p", amount: 4980 },
    { action: "pay-and-give", record: "p", amount: 4980, given: '{"phone":"110"}' },
    { action: "prove-pin", what: "p", pin: "123456" },
    { action: "decline", record: "p" },
    { action: "decline-shop", record: "p" },
    { action: "refuse", record: "p" },
    { action: "try-again", record: "p" },
    { action: "seen", record: "p" },
    { action: "open-account" },
    { action: "keep-details", details: "{}" },
    { action: "forget-all-given" },
    { action: "set-pin", pin: "123456" },
    { action: "drop-change" },
    { action: "approve-link" },
    { action: "start-anew" },
    { action: "read-dispute", record: "p" },
  ])("keeps a window's $action from the wallet while it is closed", async (message) => {
    expect(await background({ locked: true }).settle(message, SHEET)).toEqual([]);
  });

  it("keeps no press out: what a shop asks waits behind it", async () => {
    const press: Message = { action: "press", press: "p", register: REGISTER, origin: ORIGIN };
    const { settle, shown } = background({ locked: true });
    expect(await settle(press, FRAME)).toHaveLength(1);
    expect(shown()).toBe(1);
    expect(await settle({ action: "refresh" }, SHEET)).toHaveLength(2);
  });
});

it("a task that breaks is reported, and breaks nothing else", async () => {
  const { settle, reported } = background({ broken: true });
  await settle({ action: "refresh" }, SHEET);
  expect(reported).toHaveLength(1);
});

describe("a page that asks again and again", () => {
  const waits = (id: string, tab = 7) =>
    ({
      ...{ id, state: "offered", register: REGISTER, origin: ORIGIN },
      replyTo: `${tab}:3`,
    }) as unknown as TradeRecord;
  const press = (id: string): Message => ({
    action: "press",
    press: id,
    register: REGISTER,
    origin: ORIGIN,
  });
  const ids = Array.from({ length: TURNED_AWAY_MAX }, (_, at) => `p${at}`);

  it("[PG14] opens no sheet after its orders were declined, until it is loaded anew", async () => {
    const it = background({ waiting: ids.map((id) => waits(id)) });
    for (const record of ids) await it.settle({ action: "decline", record }, SHEET);
    it.asked.length = 0;
    expect(await it.settle(press("next"), FRAME)).toEqual([]);
    expect([it.shown(), it.refused]).toEqual([0, ["next at 7:3"]]);
    await it.ports.gate.loaded("7");
    await it.settle(press("after"), FRAME);
    expect(it.shown()).toBe(1);
  });

  it("[PG14] counts a closed sheet as declined, and an order once", async () => {
    const it = background({ waiting: [waits("p0"), waits("p1")] });
    for (let closed = 0; closed < 5; closed++) await sheetClosed(it.ports);
    await it.settle(press("next"), FRAME);
    expect(it.shown()).toBe(1);
    await sheetClosed({ ...it.ports, wallet: background({ waiting: [waits("p2")] }).ports.wallet });
    await it.settle(press("later"), FRAME);
    expect([it.shown(), it.refused]).toEqual([1, ["later at 7:3"]]);
  });

  it("[PG14] gets no further with a button of another register of its origin", async () => {
    const it = background({ waiting: ids.map((id) => waits(id)) });
    for (const record of ids) await it.settle({ action: "decline", record }, SHEET);
    const register = `reg_test_${"0".repeat(12)}2`;
    await it.settle({ action: "press", press: "other", register, origin: ORIGIN }, FRAME);
    expect([it.shown(), it.refused]).toEqual([0, ["other at 7:3"]]);
  });

  it("[PG14] has all of its shop declined at once, wherever they were pressed, and counts each", async () => {
    const other = { ...waits("d"), register: `reg_test_${"0".repeat(12)}2` } as TradeRecord;
    const it = background({ waiting: [waits("a"), waits("b", 8), waits("c"), other] });
    expect(await it.settle({ action: "decline-shop", record: "b" }, SHEET)).toEqual([
      ["decline", "a"],
      ["decline", "b"],
      ["decline", "c"],
    ]);
    await it.settle(press("next"), FRAME);
    expect([it.shown(), it.refused]).toEqual([0, ["next at 7:3"]]);
  });

  it("[AS5] is none where another browser asked: nothing of it is counted or refused here", async () => {
    const asker = "k".repeat(43);
    const there = ids.map((id) => ({ ...waits(id, 0), replyTo: "", asker }) as TradeRecord);
    const it = background({ waiting: there });
    for (const record of ids) await it.settle({ action: "decline", record }, SHEET);
    await sheetClosed(it.ports);
    it.asked.length = 0;
    expect(await it.settle({ action: "refuse", record: "p0" }, SHEET)).toEqual([]);
    await it.settle(press("own"), FRAME);
    expect([it.shown(), it.refused]).toEqual([1, []]);
  });

  it("[PG14] is refused at the shopper's word, with all that its page has waiting", async () => {
    const it = background({ waiting: [waits("a"), waits("b"), waits("c", 8)] });
    expect(await it.settle({ action: "refuse", record: "a" }, SHEET)).toEqual([
      ["decline", "a"],
      ["decline", "b"],
    ]);
    await it.settle(press("next"), FRAME);
    expect(it.refused).toEqual(["next at 7:3"]);
    await it.settle(press("elsewhere"), { kind: "frame", replyTo: "8:3" });
    expect(it.shown()).toBe(1);
    expect(it.memory.throttle.refused).toEqual(["7"]);
  });
});
