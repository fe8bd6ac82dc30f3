// Who may ask the wallet what: a frame may tell of presses, only a window of ours may pay.

import { describe, expect, it } from "vitest";
import { hearMessages } from "../../extension/background.ts";
import type { Message } from "../../extension/messages.ts";
import type { From } from "../../extension/platform/runtime-messages.ts";
import type { Wallet } from "../../terminal/wallet/wallet.ts";

const FRAME: From = { kind: "frame", replyTo: "7:3" };
const SHEET: From = { kind: "sheet" };
const REGISTER = `reg_test_${"0".repeat(13)}`;
const TRADE = `trd_test_${"0".repeat(61)}`;

function background({ broken = false } = {}) {
  const asked: unknown[][] = [];
  const reported: unknown[] = [];
  let shown = 0;
  const wallet = new Proxy({} as Wallet, {
    get: (_, name) =>
      name === "then"
        ? undefined
        : async (...given: unknown[]) => {
            asked.push([name, ...given]);
            if (broken) throw new Error("broken");
          },
  });
  const hear = hearMessages({
    wallet: Promise.resolve(wallet),
    showSheet: async () => {
      shown += 1;
    },
    report: (fault) => reported.push(fault),
  });
  const settle = async (message: Message, from: From) => {
    hear(message, from);
    await new Promise((resolve) => setTimeout(resolve));
    return asked;
  };
  return { settle, asked, reported, shown: () => shown };
}

describe("a frame", () => {
  it("tells of a press: it is kept, and the sheet opens at once", async () => {
    const { settle, shown } = background();
    const press: Message = { action: "press", press: "p", register: REGISTER };
    expect(await settle(press, FRAME)).toEqual([
      ["press", { id: "p", register: REGISTER, replyTo: "7:3" }],
    ]);
    expect(shown()).toBe(1);
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

  it("with a register that is none is not heard, and opens nothing", async () => {
    const { settle, shown } = background();
    expect(await settle({ action: "press", press: "p", register: "x" }, FRAME)).toEqual([]);
    expect(shown()).toBe(0);
  });

  it.each<Message>([
    { action: "pay", record: "p", amount: 4980 },
    { action: "decline", record: "p" },
    { action: "try-again", record: "p" },
    { action: "seen", record: "p" },
    { action: "open-account" },
    { action: "refresh" },
    { action: "outcome", trade: TRADE, receipt: "{}" },
  ])("can't ask for $action", async (message) => {
    expect(await background().settle(message, FRAME)).toEqual([]);
  });
});

describe("a window of ours", () => {
  it.each<[Message, unknown[]]>([
    [{ action: "pay", record: "p", amount: 4980 }, ["pay", "p", 4980]],
    [{ action: "decline", record: "p" }, ["decline", "p"]],
    [{ action: "try-again", record: "p" }, ["tryAgain", "p"]],
    [{ action: "seen", record: "p" }, ["seen", "p"]],
    [{ action: "open-account" }, ["openAccount"]],
    [{ action: "bring-code", code: "oc1.1.x.y" }, ["openAccount", "oc1.1.x.y"]],
    [{ action: "refresh" }, ["refreshAccount"]],
  ])("asks for $0.action", async (message, asked) => {
    expect(await background().settle(message, SHEET)).toEqual([asked]);
  });

  it.each<Message>([
    { action: "press", press: "p", register: REGISTER },
    { action: "trade", press: "p", trade: TRADE, origin: "http://a.example" },
    { action: "no-trade", press: "p" },
  ])("can't play a frame: $action", async (message) => {
    const { settle, shown } = background();
    expect(await settle(message, SHEET)).toEqual([]);
    expect(shown()).toBe(0);
  });
});

it("a task that breaks is reported, and breaks nothing else", async () => {
  const { settle, reported } = background({ broken: true });
  await settle({ action: "refresh" }, SHEET);
  expect(reported).toHaveLength(1);
});
