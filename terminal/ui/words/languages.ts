/**
 * The languages that we speak, and which of them a reader gets by his locales (BCP 47; docs/decisions/0039). Pure, and
 * without their words: the background knows the languages too.
 */

/** Each by its own name, as its reader looks for it in a list. */
export const LANGUAGE_NAMES = {
  en: "English",
  ja: "日本語",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  "pt-BR": "Português (Brasil)",
  "zh-Hans": "简体中文",
  ko: "한국어",
  ar: "العربية",
} as const;

export type Language = keyof typeof LANGUAGE_NAMES;

export const LANGUAGES = Object.keys(LANGUAGE_NAMES) as readonly Language[];

/** Chosen in the wallet; `auto`: the browser's. */
export type LanguageChoice = Language | "auto";

export function isLanguageChoice(text: string): text is LanguageChoice {
  return text === "auto" || LANGUAGES.some((one) => one === text);
}

export interface Spoken {
  readonly language: Language;
  /** how his numbers, money and days are written */
  readonly locale: string;
}

/** @param locales the reader's, those he likes best first @returns English where we speak none of them */
export function spokenFor(locales: readonly string[]): Spoken {
  for (const locale of locales) {
    const language = languageOf(locale);
    // Some systems write it with an underscore, which Intl doesn't know.
    if (language) return { language, locale: locale.replaceAll("_", "-") };
  }
  return { language: "en", locale: "en" };
}

/**
 * One that he chose here, written as where he is, if his browser's is of the same language.
 * @param choice as it is stored; one that we don't know, of newer code perhaps, counts for nothing
 */
export function spokenAs(choice: string | undefined, locales: readonly string[]): Spoken {
  const language = LANGUAGES.find((one) => one === choice);
  if (!language) return spokenFor(locales);
  const own = locales.find((locale) => languageOf(locale) === language);
  return { language, locale: own ?? language };
}

/** By the language alone: one of Brazil's is better than none of Portugal's, and one script of Chinese than English. */
function languageOf(locale: string): Language | undefined {
  const base = (tag: string) => tag.split(/[-_]/)[0]?.toLowerCase();
  return LANGUAGES.find((one) => base(one) === base(locale));
}

const RIGHT_TO_LEFT: readonly string[] = ["ar"];

export function directionOf(language: Language): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
}

/** For `lang`: the words' own language and script; what the browser hyphenates, draws and speaks by. */
export function langOf({ language, locale }: Spoken): string {
  return language.includes("-") ? language : locale;
}
