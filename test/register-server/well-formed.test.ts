// The one method Node 18 lacks, put back: it must agree with the real one, and keep away where that exists.

import { afterEach, expect, it } from "vitest";
import { giveWellFormed } from "../../register-server/http/well-formed.ts";

const real = String.prototype.isWellFormed;
afterEach(() => {
  Object.defineProperty(String.prototype, "isWellFormed", { value: real });
});

it("a runtime that has String.prototype.isWellFormed keeps its own", () => {
  giveWellFormed();
  expect(String.prototype.isWellFormed).toBe(real);
});

it("a runtime without it gets one that agrees", () => {
  Object.defineProperty(String.prototype, "isWellFormed", { value: undefined, writable: true });
  giveWellFormed();
  expect(String.prototype.isWellFormed).not.toBe(real);
  const texts = [
    "",
    "paper",
    "紙",
    "😀",
    "\ud83d",
    "\ude00",
    "x\ud83dx",
    "\ude00\ud83d",
    "\ud83d\ud83d\ude00",
  ];
  for (const text of texts) expect(text.isWellFormed()).toBe(real.call(text));
});
