// Which language a reader gets, and how his values are written: by his locales, or by what he chose.

import { describe, expect, it } from "vitest";
import {
  isLanguageChoice,
  LANGUAGES,
  langOf,
  spokenAs,
  spokenFor,
} from "../../../../terminal/ui/words/languages.ts";
import { aTerminal } from "../../support/terminal-world.ts";

describe("a reader", () => {
  it("gets his language, and his values as they are written where he is", () => {
    expect(spokenFor(["en-GB"])).toEqual({ language: "en", locale: "en-GB" });
    expect(spokenFor(["ja"])).toEqual({ language: "ja", locale: "ja" });
    expect(spokenFor(["JA-jp"])).toEqual({ language: "ja", locale: "JA-jp" });
  });

  it.each([
    ["pt", "pt-BR"],
    ["pt-PT", "pt-BR"],
    ["zh", "zh-Hans"],
    ["zh-CN", "zh-Hans"],
    ["zh-SG", "zh-Hans"],
    ["zh-TW", "zh-Hans"],
    ["zh-Hant-HK", "zh-Hans"],
    ["es-419", "es"],
    ["de-AT", "de"],
    ["fr-CA", "fr"],
    ["ar-EG", "ar"],
    ["ko_KR", "ko"],
  ])("of %s gets the words of %s", (locale, language) => {
    expect(spokenFor([locale]).language).toBe(language);
  });

  it("of any tag that a browser gives has his values written", () => {
    for (const tag of ["zh-Hant-TW", "pt", "es-419", "ko_KR", "en-US-u-hc-h23", "x", "C"]) {
      const { locale } = spokenFor([tag]);
      expect(() => new Intl.NumberFormat(locale), tag).not.toThrow();
    }
  });

  it("gets the first of his languages that we speak, and English if it is none", () => {
    expect(spokenFor(["nl-NL", "ja-JP", "en"]).language).toBe("ja");
    expect(spokenFor(["nl", "fi"])).toEqual({ language: "en", locale: "en" });
    expect(spokenFor([])).toEqual({ language: "en", locale: "en" });
  });

  it("who chose a language gets it, written as where he is", () => {
    expect(spokenAs("ja", ["en-US", "ja-JP"])).toEqual({ language: "ja", locale: "ja-JP" });
    expect(spokenAs("ja", ["en-US"])).toEqual({ language: "ja", locale: "ja" });
    expect(spokenAs("en", ["ja", "en-GB", "en-US"])).toEqual({ language: "en", locale: "en-GB" });
  });

  it.each([undefined, "auto", "tlh"])("who chose %s gets his browser's", (choice) => {
    expect(spokenAs(choice, ["ja-JP"])).toEqual({ language: "ja", locale: "ja-JP" });
  });

  it("may choose each of ours, or the browser's, and no other", () => {
    for (const language of [...LANGUAGES, "auto"]) expect(isLanguageChoice(language)).toBe(true);
    for (const other of ["", "tlh", "EN"]) expect(isLanguageChoice(other)).toBe(false);
  });

  it("has his words marked as what they are", () => {
    expect(langOf(spokenFor(["en-GB"]))).toBe("en-GB");
    expect(langOf(spokenFor(["zh-TW"]))).toBe("zh-Hans");
    expect(langOf(spokenFor(["pt-PT"]))).toBe("pt-BR");
  });
});

it("a wallet remembers the language that was chosen", async () => {
  const world = await aTerminal();
  expect(world.stored().language).toBeUndefined();
  await world.wallet.chooseLanguage("ja");
  world.restart();
  expect((await world.wallet.stored()).language).toBe("ja");
  await world.wallet.chooseLanguage("auto");
  expect(world.stored().language).toBeUndefined();
});
