// Money, numbers, days and names inside texts: written as where the reader is, and turned round by nothing.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Currency } from "../../../../protocol/money/money.ts";
import { isolated } from "../../../../terminal/ui/words/bidi.ts";
import { LANGUAGES, spokenFor } from "../../../../terminal/ui/words/languages.ts";
import { fetchTexts, type Texts, textsOf } from "../../../../terminal/ui/words/texts.ts";
import { WORDS } from "../../support/all-words.ts";
import { EXAMPLES } from "../../support/examples.ts";
import { aDocument, draw } from "../../support/screens.tsx";

const JPY = "JPY" as Currency;
const USD = "USD" as Currency;
const NOON = Date.UTC(2026, 10, 22, 3);
const CONTROLS = /[\u200e\u200f\u061c\u2066-\u2069]/g;

/** As it is written in a locale, without the marks that only the eye sees the work of. */
function seen(locale: string, say: (texts: Texts) => string): string {
  const spoken = spokenFor([locale]);
  const texts = textsOf(WORDS[spoken.language], spoken, "Asia/Tokyo");
  return say(texts).replace(CONTROLS, "").replaceAll(/\s/g, " ");
}

describe("money and days", () => {
  it("[LE1] have the decimals of ISO and the signs of the locale", () => {
    expect(textsOf(WORDS.en, "en-US").money(4980, JPY)).toBe("¥4,980");
    expect(textsOf(WORDS.ja, "ja-JP").money(4980, JPY)).toBe("¥4,980");
    expect(textsOf(WORDS.en, "en-US").money(129_900, USD)).toBe("$1,299.00");
    expect(textsOf(WORDS.en, "en-US").money(1_234, "KWD" as Currency)).toContain("1.234");
  });

  it.each([
    ["de-DE", "1.299,00 $", "22. November 2026"],
    ["de-AT", "$ 1.299,00", "22. November 2026"],
    ["fr-FR", "1 299,00 $US", "22 novembre 2026"],
    ["es-ES", "1299,00 US$", "22 de noviembre de 2026"],
    ["pt-BR", "US$ 1.299,00", "22 de novembro de 2026"],
    ["zh-CN", "US$1,299.00", "2026年11月22日"],
    ["ko-KR", "US$1,299.00", "2026년 11월 22일"],
    ["en-GB", "US$1,299.00", "22 November 2026"],
    ["ar-AE", "1,299.00 US$", "22 نوفمبر 2026"],
    ["ar-EG", "١٬٢٩٩٫٠٠ US$", "٢٢ نوفمبر ٢٠٢٦"],
  ])("are written as in %s", (locale, money, long) => {
    expect(seen(locale, (texts) => texts.money(129_900, USD))).toBe(money);
    const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "Asia/Tokyo" });
    expect(day.format(NOON).replace(CONTROLS, "")).toBe(long);
    // A shorter form of the same day, in the same digits.
    const shown = seen(locale, (texts) => texts.day(NOON));
    expect(shown).toMatch(locale === "ar-EG" ? /٢٢.*٢٠٢٦/ : /22.*2026|2026.*22/);
  });

  it.each(LANGUAGES)("no two currencies look alike in %s", (language) => {
    const { money } = textsOf(WORDS[language], language);
    const currencies = ["JPY", "CNY", "USD", "CAD", "AUD", "HKD", "EUR", "GBP", "KRW", "BRL"];
    const written = currencies.map((currency) => money(500, currency as Currency));
    expect(new Set(written).size).toBe(currencies.length);
  });

  it("are in the reader's zone, with today and yesterday in words", () => {
    const { day, time, dayHeading } = textsOf(WORDS.en, "en-US", "Asia/Tokyo");
    expect(day(NOON)).toBe("Nov 22, 2026");
    expect(time(NOON).replace("\u202f", " ")).toBe("12:00 PM");
    expect(dayHeading(NOON - 11 * 3_600_000, NOON)).toBe("Today");
    expect(dayHeading(NOON - 13 * 3_600_000, NOON)).toBe("Yesterday");
    expect(dayHeading(NOON - 40 * 3_600_000, NOON)).toBe("Nov 20, 2026");
    expect(textsOf(WORDS.ja, "ja", "Asia/Tokyo").day(NOON)).toBe("2026年11月22日");
  });

  it("counts are in the reader's digits", () => {
    expect(seen("ar-EG", ({ words, count }) => words.sheet.more(count(12)))).toContain("١٢");
    expect(seen("ar-AE", ({ words, count }) => words.sheet.more(count(12)))).toContain("12");
    expect(seen("de", ({ words, count }) => words.sheet.more(count(1200)))).toContain("1.200");
  });
});

describe("a value in a text of the other direction", () => {
  it("stands in an isolate, so that neither reorders the other", async () => {
    const { words } = await fetchTexts(spokenFor(["ar"]));
    expect(words.permission.text("pay.example:8787")).toContain("\u2068pay.example:8787\u2069");
    const english = await fetchTexts(spokenFor(["en"]));
    expect(english.words.sheet.title("متجر 5")).toBe("Pay \u2068متجر 5\u2069?");
  });

  it("is left as it is where nothing could turn", async () => {
    const { words } = await fetchTexts(spokenFor(["en"]));
    expect(words.sheet.title("Kami")).toBe("Pay Kami?");
  });

  it("keeps the letters and the sign of a currency in one piece", () => {
    expect(textsOf(WORDS.ar, "ar-AE").money(4980, JPY)).toMatch(/JP¥\u200e$/);
  });

  it("can't turn letters round, nor end the isolate that it is in", () => {
    for (const evil of ["\u202eelpmaxe.dab", "a\u2069 b", "\u2066x", "\u202d\u202c"]) {
      expect(isolated(evil, "ltr")).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      expect(isolated(evil, "rtl")).toMatch(/^\u2068[^\u202a-\u202e\u2066-\u2069]*\u2069$/);
    }
  });
});

describe("the sheet, from right to left", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    aDocument();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("says its language and its direction", () => {
    const example = EXAMPLES.sheet;
    if (!example) throw new Error("no example sheet");
    for (const said of ['lang="ar-EG"', 'dir="rtl"'])
      expect(draw(example, { locale: "ar-EG" }).html()).toContain(said);
    for (const said of ['lang="zh-Hans"', 'dir="ltr"'])
      expect(draw(example, { locale: "zh-CN" }).html()).toContain(said);
  });

  it.each(["sheet", "sheet, many items", "sheet, another shop of that name", "settled"])(
    "has every name and host of %s in an element of its own",
    (name) => {
      const example = EXAMPLES[name];
      if (!example || !("name" in example)) throw new Error(`no example ${name}`);
      const turned = `${example.name} متجر`;
      const html = draw({ ...example, name: turned } as typeof example, { locale: "en" }).html();
      const bare = html
        .replaceAll(/<bdi[^>]*>[^<]*<\/bdi>/g, "")
        .replaceAll(/\u2068[^\u2069]*\u2069/g, "");
      expect(bare).not.toContain("متجر");
    },
  );
});
