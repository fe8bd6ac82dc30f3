// Mistakes in a shop's tag: each code says what is wrong and what to write instead.

import { afterEach, describe, expect, it, vi } from "vitest";
import { readSettings } from "../../register-terminal/checkout/script-settings.ts";
import {
  isTroubleCode,
  pageTrouble,
  type TroubleCode,
  troubleText,
} from "../../register-terminal/checkout/troubles.ts";
import { REGISTER } from "./ids.ts";

const PLACE = { origin: "https://pay.example", register: REGISTER, page: "https://shop.example" };
const CODES: TroubleCode[] = [
  "script_not_found",
  "register_missing",
  "register_malformed",
  "loaded_twice",
  "page_insecure",
  "page_framed",
  "page_sandboxed",
  "frame_blocked",
  "frame_silent",
  "trade_source_missing",
  "trade_from_elsewhere",
  "trade_from_failed",
  "create_trade_failed",
  "trade_missing",
  "trade_of_another_register",
  "item_not_sold",
  "attribute_unknown",
];

afterEach(() => vi.unstubAllGlobals());

describe("a trouble", () => {
  it.each(CODES)("%s names the mistake and the fix", (code) => {
    expect(isTroubleCode(code)).toBe(true);
    const text = troubleText(code, PLACE);
    expect(text).toMatch(new RegExp(`^\\[Warifu\\] ${code}: .{20,}\\.\nFix: .{20,}\\.$`));
    expect(text).not.toMatch(/undefined|\[object/);
  });

  it("of a silent frame names both causes, with the lines to add", () => {
    const text = troubleText("frame_silent", PLACE);
    expect(text).toContain("npm run register -- --origin https://shop.example");
    expect(text).toContain("frame-src https://pay.example");
    expect(text).toContain(REGISTER);
  });

  it("is one of a closed set", () => {
    for (const code of ["", "toString", "frame_gone"]) expect(isTroubleCode(code)).toBe(false);
  });
});

describe("the script tag", () => {
  const src = "https://pay.example/checkout.js";

  it("says our origin and the register", () => {
    const settings = { origin: "https://pay.example", register: REGISTER };
    expect(readSettings({ src, register: REGISTER })).toEqual(settings);
  });

  it.each([
    [null, "script_not_found"],
    [{ src: "", register: REGISTER }, "script_not_found"],
    [{ src, register: undefined }, "register_missing"],
    [{ src, register: "" }, "register_missing"],
    [{ src, register: "reg_test_x" }, "register_malformed"],
    [{ src, register: REGISTER.replace("reg", "trd") }, "register_malformed"],
  ])("that is wrong is named: %j", (tag, trouble) => {
    expect(readSettings(tag)).toMatchObject({ trouble });
  });
});

describe("the page", () => {
  function standOn(page: { origin?: string; secure?: boolean; framed?: boolean }) {
    const window = { origin: page.origin ?? "https://shop.example" };
    vi.stubGlobal("self", window);
    vi.stubGlobal("window", window);
    vi.stubGlobal("parent", page.framed ? {} : window);
    vi.stubGlobal("isSecureContext", page.secure ?? true);
    return pageTrouble();
  }

  it("of its own, over https, is a place to pay on", () => {
    expect(standOn({})).toBeUndefined();
  });

  it.each([
    [{ origin: "null", framed: true }, "page_sandboxed"],
    [{ secure: false }, "page_insecure"],
    [{ framed: true }, "page_framed"],
  ])("%j is not", (page, code) => expect(standOn(page)).toBe(code));
});
