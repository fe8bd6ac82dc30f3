// The words of all languages: none is missing, empty, still English or forgets a value; every reason has its own; plurals
// are complete by the language's own rules.

import { describe, expect, it } from "vitest";
import { PROBLEMS, type ProblemCode } from "../../../../protocol/problem.ts";
import { NOTICE_WORDS } from "../../../../terminal/notice-words/languages.ts";
import { reasonOf } from "../../../../terminal/ui/reason.ts";
import { counted, pluralsOf } from "../../../../terminal/ui/words/count.ts";
import { LANGUAGES, type Language } from "../../../../terminal/ui/words/languages.ts";
import type { UnusableCode } from "../../../../terminal/wallet/trade-record.ts";
import { WORDS } from "../../support/all-words.ts";
import { textsIn } from "../../support/texts-in.ts";

const { en, ja, ar } = WORDS;
const count = (value: number) => counted(value, new Intl.NumberFormat("en"));
const OTHERS = LANGUAGES.filter((language) => language !== "en");

describe("a reason", () => {
  const codes: UnusableCode[] = [
    ...(Object.keys(PROBLEMS) as ProblemCode[]),
    "no_trade",
    "no_answer",
  ];

  it.each(codes)("for %s has words in every language", (code) => {
    for (const { reasons } of Object.values(WORDS)) {
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

describe.each(LANGUAGES)("in %s", (language) => {
  const texts = [
    ...textsIn(WORDS[language]),
    ...textsIn(NOTICE_WORDS[language], undefined, "notices"),
  ];

  it("every text is there, and none is of this language alone", () => {
    const paths = (words: unknown) => [...textsIn(words)].map(({ path }) => path).sort();
    expect(paths(WORDS[language])).toEqual(paths(en));
  });

  it("no text is empty, loud or full of jargon", () => {
    for (const { path, text } of texts) {
      expect.soft(text.trim(), path).toBe(text);
      expect.soft(text, path).not.toBe("");
      expect
        .soft(text, path)
        .not.toMatch(/[!！¡]|idempoten|signature|Signatur|firma digital|署名/i);
      expect.soft(text, path).not.toMatch(/undefined|NaN|\[object|\$\{/);
    }
  });

  it("every text says the values that English says", () => {
    const english = [...textsIn(en), ...textsIn(NOTICE_WORDS.en, undefined, "notices")];
    const values = new Map(english.map(({ path, values }) => [path, values]));
    for (const { path, text } of texts)
      for (const value of values.get(path) ?? [])
        expect.soft(text, `${path} has ${value}`).toContain(value);
  });

  it("a text says its value whatever the number", () => {
    for (const number of [0, 1, 2, 3, 11, 100, 1_000_000])
      for (const { path, text } of textsIn(WORDS[language], number)) {
        expect.soft(text, `${path} of ${number}`).not.toBe("");
        expect.soft(text, `${path} of ${number}`).not.toMatch(/undefined|NaN/);
      }
  });
});

/** The same in English: names, signs, and words that the language has taken over. */
const SAME: Readonly<Record<Exclude<Language, "en">, readonly string[]>> = {
  ja: [],
  de: [
    ...["testMode", "security/passkeys", "security/passkeyName", "security/pin"],
    ...["details/name", "terminals/newName", "history/shop", "spending/shop"],
    ...[
      "settings/themes/system",
      "settings/limits",
      "limits/title",
      "about/version",
      "locked/code",
    ],
  ],
  fr: [
    ...["testMode", "fields/email", "lock/minutes", "locked/code"],
    ...["about/version", "about/mode", "about/licencesTitle"],
  ],
  es: ["security/pin", "terminals/notThis"],
  "pt-BR": ["security/pin", "fields/email"],
  "zh-Hans": [],
  ko: [],
  ar: [],
};
/** quotation marks around a browser's name are the last one */
const EVERYWHERE = ["name", "sheet/quantity", "elsewhere/named"];

describe.each(OTHERS)("nothing of %s", (language) => {
  it("is still English", () => {
    const english = new Map([...textsIn(en)].map(({ path, text }) => [path, text]));
    const same = [...textsIn(WORDS[language])].filter(
      ({ path, text }) => english.get(path) === text,
    );
    const allowed = [...EVERYWHERE, ...SAME[language as keyof typeof SAME]];
    expect(same.map(({ path }) => path).filter((path) => !allowed.includes(path))).toEqual([]);
  });
});

/** Names, signs, and what is mostly a value. */
const LETTERS = [...EVERYWHERE, "security/pin", "prove/pin"];

it.each([
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u],
  ["zh-Hans", /\p{Script=Han}/u],
  ["ko", /\p{Script=Hangul}/u],
  ["ar", /\p{Script=Arabic}/u],
] as const)("every text of %s is in its own letters", (language, script) => {
  const foreign = [...textsIn(WORDS[language])].filter(({ text }) => !script.test(text));
  expect(foreign.map(({ path }) => path).filter((path) => !LETTERS.includes(path))).toEqual([]);
});

/** Of the other form of address, or another word for the same thing: see docs/glossary-of-languages.md. */
it.each([
  ["de", /(?<!\p{L})(du|dich|dir|dein\p{L}*|die Wallet)(?!\p{L})/iu],
  ["fr", /(?<!\p{L})(tu|toi|ton|tes)(?!\p{L})/iu],
  ["es", /(?<!\p{L})(usted|ustedes|vos)(?!\p{L})/iu],
  ["pt-BR", /(?<!\p{L})(tu|teu|tua|vós)(?!\p{L})/iu],
  ["zh-Hans", /您|商店|帐户/],
  ["ko", /니다|계정/],
] as const)("%s speaks to everybody in one way", (language, other) => {
  const strange = [...textsIn([WORDS[language], NOTICE_WORDS[language]])].filter(({ text }) =>
    other.test(text.replace("演示商店", "")),
  );
  expect(strange).toEqual([]);
});

describe("plurals", () => {
  it.each(LANGUAGES)("of %s have the forms that its rules tell apart", (language) => {
    const forms = new Set<string>();
    const all = new Proxy({} as Record<"one" | "other", string>, {
      get: (_, form: string) => {
        forms.add(form);
        return form;
      },
    });
    const plural = pluralsOf(language as "en");
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const number of [0, 1, 2, 3, 5, 11, 25, 99, 100, 1_000_000, 1.5])
      expect(categories).toContain(plural(count(number), all));
    expect([...forms].sort()).toEqual([...categories].sort());
  });

  it("are said as people say them", () => {
    expect(en.sheet.more(count(1))).toBe("1 more item");
    expect(en.sheet.more(count(2))).toBe("2 more items");
    expect(en.sheet.closesIn(count(1))).toBe("The order closes in 1 second");
    expect(ja.sheet.more(count(1))).toBe("ほか1点");
    expect(WORDS.de.sheet.more(count(1))).toBe("1 weiterer Artikel");
    expect(WORDS.fr.sheet.more(count(0))).toBe("0 article de plus");
    expect(WORDS["pt-BR"].sheet.more(count(2))).toBe("mais 2 itens");
    expect(ar.sheet.more(count(1))).toBe("منتج واحد آخر");
    expect(ar.sheet.more(count(2))).toBe("منتجان آخران");
    expect(ar.sheet.more(count(3))).toBe("3 منتجات أخرى");
    expect(ar.sheet.more(count(11))).toBe("11 منتجًا آخر");
  });
});
