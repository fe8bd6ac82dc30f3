// The frame's address: a closed set of parameters, which the protocol's own schema reads.

import { describe, expect, it } from "vitest";
import { FrameQuery } from "../../protocol/page/frame-messages.ts";
import { FRAME_PATH } from "../../protocol/page/frame-names.ts";
import { parse } from "../../protocol/parse.ts";
import { frameAddress, schemeOf } from "../../register-terminal/checkout/frame-address.ts";
import { REGISTER } from "./ids.ts";

const SETTINGS = { origin: "https://pay.example", register: REGISTER };

function address(attributes: Record<string, string>, language = "en-GB") {
  const element = { getAttribute: (name: string) => attributes[name] ?? null };
  const { url, unknown } = frameAddress(SETTINGS, element, language);
  const query = Object.fromEntries(url.searchParams);
  expect(parse(FrameQuery, query).ok).toBe(true);
  return { url, unknown, query };
}

describe("the frame's address", () => {
  it("is the frame's path at our origin, for the register, in the page's language", () => {
    const { url, query, unknown } = address({});
    expect(url.origin + url.pathname).toBe(`https://pay.example${FRAME_PATH}`);
    expect(query).toEqual({ register: REGISTER, locale: "en-GB" });
    expect(unknown).toBe(false);
  });

  it("carries theme, size and locale", () => {
    const { query } = address({ theme: "outline", size: "large", locale: "ja" });
    expect(query).toEqual({ register: REGISTER, theme: "outline", size: "large", locale: "ja" });
  });

  it.each([
    [{ theme: "neon" }],
    [{ size: "44px" }],
    [{ locale: "ja_JP" }],
    [{ locale: "" }],
    [{ theme: "ink&register=x" }],
  ])("leaves out what doesn't exist, and says so: %j", (attributes) => {
    const { query, unknown } = address(attributes, "en");
    expect(unknown).toBe(true);
    for (const name of Object.keys(attributes)) expect(query).not.toHaveProperty(name);
  });

  it("leaves out a page's language that isn't one, without a word", () => {
    expect(address({}, "x-klingon!")).toMatchObject({
      query: { register: REGISTER },
      unknown: false,
    });
  });

  it.each([
    ["normal", "light"],
    ["light", "light"],
    ["dark", "dark"],
    ["dark only", "dark"],
    ["light dark", "auto"],
  ])("and the colours around it: a page in %s wants the button in %s", (computed, scheme) => {
    expect(schemeOf(computed)).toBe(scheme);
  });
});
