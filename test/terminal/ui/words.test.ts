// The words: every code has a reason, every reason its words, in every language; money and days by locale.

import { describe, expect, it } from "vitest";
import type { Currency } from "../../../protocol/money/money.ts";
import { PROBLEMS, type ProblemCode } from "../../../protocol/problem.ts";
import { reasonOf } from "../../../terminal/ui/reason.ts";
import { counted } from "../../../terminal/ui/words/count.ts";
import { spokenFor } from "../../../terminal/ui/words/languages.ts";
import { fetchTexts, textsOf } from "../../../terminal/ui/words/texts.ts";
import type { UnusableCode } from "../../../terminal/wallet/trade-record.ts";
import { WORDS } from "../support/all-words.ts";

const { en, ja } = WORDS;
const count = (value: number) => counted(value, new Intl.NumberFormat("en"));

const JPY = "JPY" as Currency;
const NOON = Date.UTC(2026, 10, 22, 3);

describe("a reason", () => {
  const codes: UnusableCode[] = [
    ...(Object.keys(PROBLEMS) as ProblemCode[]),
    "no_trade",
    "no_answer",
  ];

  it.each(codes)("for %s has words in every language", (code) => {
    for (const { reasons } of [en, ja]) {
      const { what, next } = reasons[reasonOf(code)];
      expect(what).toMatch(/[.。]$/);
      expect(next).toMatch(/[.。]$/);
    }
  });

  it("of a recorded refusal is never just trouble", () => {
    const outcomes = codes.filter((code) => code in PROBLEMS && kindOf(code) === "outcome");
    expect(outcomes.map(reasonOf)).not.toContain("trouble");
    expect(outcomes.length).toBeGreaterThan(3);
  });

  function kindOf(code: UnusableCode): string | undefined {
    return PROBLEMS[code as ProblemCode]?.kind;
  }
});

/** Every text, functions called with numbers and words, by its path. */
function texts(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return [[path, value(count(3), count(5))]];
  return Object.entries(value as object).flatMap(([key, one]) => texts(one, `${path}/${key}`));
}

describe("the languages", () => {
  it("have the same texts", () => {
    expect(texts(ja).map(([path]) => path)).toEqual(texts(en).map(([path]) => path));
  });

  it("speak calmly: no exclamation marks, no jargon", () => {
    for (const [path, text] of [...texts(en), ...texts(ja)]) {
      expect.soft(text, path).not.toMatch(/[!！]|idempoten|signature|署名|ERROR/i);
      expect.soft(text.trim(), path).toBe(text);
      expect.soft(text, path).not.toBe("");
    }
  });

  it("Japanese is Japanese, names and signs apart", () => {
    const latin = texts(ja).filter(([, text]) => !/[\u3040-\u30ff\u4e00-\u9fff]/.test(text));
    expect(latin.map(([path]) => path)).toEqual(["/name", "/sheet/quantity"]);
  });

  it("fall back to English", async () => {
    expect((await fetchTexts(spokenFor(["ja"]))).words).toEqual(ja);
    expect((await fetchTexts(spokenFor(["ja-JP"]))).words).toEqual(ja);
    expect((await fetchTexts(spokenFor(["en-GB"]))).words).toEqual(en);
    expect(await fetchTexts(spokenFor(["nl-NL"]))).toMatchObject({ locale: "en", words: en });
  });

  it("count in their plurals", () => {
    expect(en.sheet.more(count(1))).toBe("1 more item");
    expect(en.sheet.more(count(2))).toBe("2 more items");
    expect(en.sheet.closesIn(count(1))).toBe("The order closes in 1 second");
    expect(ja.sheet.more(count(1))).toBe("ほか1点");
  });
});

describe("money and days", () => {
  it("[LE1] have the decimals of ISO and the signs of the locale", () => {
    expect(textsOf(en, "en-US").money(4980, JPY)).toBe("¥4,980");
    expect(textsOf(ja, "ja-JP").money(4980, JPY)).toBe("¥4,980");
    expect(textsOf(en, "en-US").money(129_900, "USD" as Currency)).toBe("$1,299.00");
    expect(textsOf(en, "en-US").money(1_234, "KWD" as Currency)).toContain("1.234");
  });

  it("are in the reader's zone, with today and yesterday in words", () => {
    const { day, time, dayHeading } = textsOf(en, "en-US", "Asia/Tokyo");
    expect(day(NOON)).toBe("Nov 22, 2026");
    expect(time(NOON).replace("\u202f", " ")).toBe("12:00 PM");
    expect(dayHeading(NOON - 11 * 3_600_000, NOON)).toBe("Today");
    expect(dayHeading(NOON - 13 * 3_600_000, NOON)).toBe("Yesterday");
    expect(dayHeading(NOON - 40 * 3_600_000, NOON)).toBe("Nov 20, 2026");
    expect(textsOf(ja, "ja", "Asia/Tokyo").day(NOON)).toBe("2026年11月22日");
  });
});
