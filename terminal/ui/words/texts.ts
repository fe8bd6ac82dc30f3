/**
 * Texts: the words of a language together with how its people write money and time. Chosen once, by the
 * browser's language; English where we don't speak it. Time is passed in.
 */

import type { Currency } from "../../../protocol/money/money.ts";
import { formatMoney } from "../../../protocol/money/money-text.ts";
import type { Words } from "./words.ts";

export interface Texts {
  /** BCP 47, for `lang` */
  readonly locale: string;
  readonly words: Words;
  /** @param amount minor units */
  money(amount: number, currency: Currency): string;
  /** all take ms since the epoch */
  day(at: number): string;
  time(at: number): string;
  /** a day as a heading, "Today" where it is */
  dayHeading(at: number, now: number): string;
}

const english = async (): Promise<Words> => (await import("./en.ts")).en;
const WORDS: Readonly<Record<string, () => Promise<Words>>> = {
  en: english,
  ja: async () => (await import("./ja.ts")).ja,
};

const languageOf = (locale: string) => locale.split("-")[0] ?? "";

/** Fetches the words of one language, and no other's. @param locale the browser's, BCP 47 */
export async function fetchTexts(locale: string): Promise<Texts> {
  const words = WORDS[languageOf(locale)];
  return words ? textsOf(await words(), locale) : textsOf(await english(), "en");
}

/** @param chosen a locale that the words are for @param timeZone IANA; the machine's if left out */
export function textsOf(words: Words, chosen: string, timeZone?: string): Texts {
  const language = languageOf(chosen);
  const zone = timeZone ? { timeZone } : {};
  // Japanese writes the day out; figures and strokes look like a form.
  const dateStyle = language === "ja" ? "long" : "medium";
  const day = new Intl.DateTimeFormat(chosen, { dateStyle, ...zone });
  const time = new Intl.DateTimeFormat(chosen, { timeStyle: "short", ...zone });
  return {
    locale: chosen,
    words,
    // The full-width yen sign that Japanese gets by default tears a gap before the digits.
    money: (amount, currency) =>
      formatMoney({ amount, currency }, chosen).replace("\uffe5", "\u00a5"),
    day: (at) => day.format(at),
    time: (at) => time.format(at),
    dayHeading: (at, now) => {
      const heading = day.format(at);
      if (heading === day.format(now)) return words.home.today;
      return heading === day.format(now - DAY_MS) ? words.home.yesterday : heading;
    },
  };
}

const DAY_MS = 24 * 60 * 60_000;
