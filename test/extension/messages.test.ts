// The extension's own messages: exactly these shapes, and nothing for anything else.

import { describe, expect, it } from "vitest";
import { readMessage } from "../../extension/messages.ts";

const GOOD = [
  { action: "press", press: "p", register: "reg_test_x", origin: "http://127.0.0.1:3000" },
  { action: "trade", press: "p", trade: "trd_test_x", origin: "http://127.0.0.1:3000" },
  { action: "no-trade", press: "p" },
  { action: "near" },
  { action: "open-account" },
  { action: "bring-code", code: "oc1.1.x.y" },
  { action: "pay", record: "p", amount: 4980 },
  { action: "decline", record: "p" },
  { action: "decline-shop", record: "p" },
  { action: "refuse", record: "p" },
  { action: "refused", press: "p" },
  { action: "try-again", record: "p" },
  { action: "seen", record: "p" },
  { action: "refresh" },
  { action: "choose-language", language: "ja" },
  { action: "choose-notices", shown: "yes", quiet: "same" },
  { action: "tour", step: "protect" },
  { action: "link" },
  { action: "stop-linking" },
  { action: "recover", approval: "{}" },
  { action: "look-at-link", code: "ABCD" },
  { action: "approve-link" },
  { action: "forget-link" },
  { action: "rename-terminal", terminal: "k", name: "Kitchen" },
  { action: "revoke-terminal", terminal: "k" },
  { action: "set-recovery", key: "k" },
  { action: "start-anew" },
  { action: "outcome", trade: "trd_test_x", receipt: "{}" },
];

describe("a message", () => {
  it.each(GOOD)("$action is read", (message) => {
    expect(readMessage(message)).toBe(message);
  });

  it.each(GOOD)("$action with one field too many is nothing", (message) => {
    expect(readMessage({ ...message, more: "x" })).toBeUndefined();
  });

  it.each(GOOD.filter((message) => Object.keys(message).length > 1))(
    "$action with one field missing is nothing",
    (message) => {
      const [last] = Object.keys(message).reverse();
      const { [last as keyof typeof message]: _, ...rest } = message;
      expect(readMessage(rest)).toBeUndefined();
    },
  );

  it.each([
    undefined,
    null,
    "press",
    [],
    {},
    { action: "constructor" },
    { action: "__proto__" },
    { action: 7 },
    { action: "pay", record: "p", amount: "4980" },
    { action: "pay", record: "p", amount: 49.8 },
    { action: "pay", record: "p", amount: Number.NaN },
    { action: "seen", record: "" },
    { action: "seen", record: "x".repeat(8_001) },
    { action: "seen", record: { text: "p" } },
  ])("%j is nothing", (value) => {
    expect(readMessage(value)).toBeUndefined();
  });
});
