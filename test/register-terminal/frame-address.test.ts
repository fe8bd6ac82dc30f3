// The frame's address: its register for the server, and a closed set of looks for the frame alone.

import { describe, expect, it } from "vitest";
import { readLook } from "../../protocol/page/button-look.ts";
import { FrameQuery } from "../../protocol/page/frame-messages.ts";
import { FRAME_PATH } from "../../protocol/page/frame-names.ts";
import { parse } from "../../protocol/parse.ts";
import { dressOf, frameAddress } from "../../register-terminal/checkout/frame-address.ts";
import { REGISTER } from "./ids.ts";

const PAGE = { language: "en-GB", colorScheme: "normal" };

function dress(attributes: Record<string, string>, around: Partial<typeof PAGE> = {}) {
  const element = { getAttribute: (name: string) => attributes[name] ?? null };
  const { look, scheme, unknown } = dressOf(element, { ...PAGE, ...around });
  const fragment = new URLSearchParams(look);
  // What checkout.js says is what the frame reads.
  expect(readLook((name) => fragment.get(name)).unknown).toEqual([]);
  return { look: Object.fromEntries(fragment), scheme, unknown };
}

describe("the frame's address", () => {
  it("is the frame's path at our origin, for the register, and nothing else", () => {
    const url = frameAddress({ origin: "https://pay.example", register: REGISTER });
    expect(url.href).toBe(`https://pay.example${FRAME_PATH}?register=${REGISTER}`);
    expect(parse(FrameQuery, Object.fromEntries(url.searchParams)).ok).toBe(true);
  });
});

describe("[PG18] the look of the button", () => {
  it("is the page's language and colours, where the element says nothing", () => {
    expect(dress({}).look).toEqual({ locale: "en-GB", theme: "light" });
    expect(dress({}, { language: "" }).look).toEqual({ theme: "light" });
  });

  it("is what the element says", () => {
    const attributes = {
      ...{ theme: "dark", variant: "outline", label: "reserve" },
      ...{ size: "medium", radius: "22", locale: "ja" },
    };
    expect(dress(attributes)).toEqual({ look: attributes, scheme: "dark", unknown: [] });
  });

  it.each([
    { theme: "neon" },
    { variant: "#ff0000" },
    { label: "Free!" },
    { label: "" },
    { size: "44px" },
    { radius: "29" },
    { radius: "-1" },
    { radius: "10px" },
    { locale: "ja_JP" },
    { variant: "ink&label=give" },
  ])("is nothing else: %j is left out, and told", (attributes) => {
    const { look, unknown } = dress(attributes, { language: "" });
    expect(unknown).toEqual(Object.keys(attributes));
    expect(look).toEqual({ theme: "light" });
  });

  it.each(["0", "9", "10", "28"])("has corners of %s px", (radius) => {
    expect(dress({ radius }).look).toMatchObject({ radius });
  });

  it("leaves out a page's language that isn't one, without a word", () => {
    expect(dress({}, { language: "x-klingon!" })).toMatchObject({
      look: { theme: "light" },
      unknown: [],
    });
  });

  it.each([
    ["normal", "light"],
    ["light", "light"],
    ["dark", "dark"],
    ["dark only", "dark"],
    ["light dark", "auto"],
  ])("a page in %s wants the button in %s", (colorScheme, scheme) => {
    expect(dress({}, { colorScheme })).toMatchObject({ scheme, look: { theme: scheme } });
    expect(dress({ theme: "auto" }, { colorScheme }).scheme).toBe(scheme);
    expect(dress({ theme: "dark" }, { colorScheme }).scheme).toBe("dark");
  });
});
