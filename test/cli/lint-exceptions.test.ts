// What web-ext says is answered one by one: nothing of our own hides behind what a library does.

import { describe, expect, it } from "vitest";
import { EXCEPTIONS, type Message, wrongIn } from "../../cli/lint/exceptions.ts";

const said = (browser: "chrome" | "firefox"): Message[] =>
  EXCEPTIONS.filter((one) => one.browser === browser).map(({ code }) => ({ code, message: "so" }));

describe.each(["chrome", "firefox"] as const)("what web-ext says of %s's package", (browser) => {
  it("is right where each exception is said once", () => {
    expect(wrongIn(browser, said(browser))).toEqual([]);
  });

  it("is wrong where a second place does what one is answered for", () => {
    const second = { code: "UNSAFE_VAR_ASSIGNMENT", message: "innerHTML", file: "background.js" };
    expect(wrongIn(browser, [...said(browser), second])).toEqual([
      `${browser}: UNSAFE_VAR_ASSIGNMENT background.js: innerHTML`,
    ]);
  });

  it("is wrong where an exception isn't needed any more, or anything else is said", () => {
    expect(wrongIn(browser, said(browser).slice(1))).toEqual([
      expect.stringContaining("take its exception away"),
    ]);
    const other = { code: "DANGEROUS_EVAL", message: "eval" };
    expect(wrongIn(browser, [...said(browser), other])).toHaveLength(1);
  });
});
