/**
 * Texts: the words of a language together with how its people write numbers, money and time. English where we don't
 * speak theirs. Time is passed in.
 */

import type { Currency } from "../../../protocol/money/money.ts";
import { formatMoney } from "../../../protocol/money/money-text.ts";
import { type Count, counted } from "./count.ts";
import { CHUNKS, languageFor, localeFor } from "./languages.ts";
import type { Words } from "./types/words.ts";

export interface Texts {
  /** BCP 47, for `lang` */
  readonly locale: string;
  readonly words: Words;
  /** @param amount minor units */
  money(amount: number, currency: Currency): string;
  /** a number inside a text */
  count(value: number): Count;
  /** all take ms since the epoch */
  day(at: number): string;
  time(at: number): string;
  /** a day as a heading, "Today" where it is */
  dayHeading(at: number, now: number): string;
}

/** @param withLater also the words of the screens that are gone to @param locale the reader's, BCP 47 */
export async function fetchTexts(locale: string, withLater = true): Promise<Texts> {
  const language = languageFor(locale);
  const { first, later } = CHUNKS[language];
  const [words, rest] = await Promise.all([first(), withLater ? later() : undefined]);
  // Without the later words, none of the views that are there speaks them: they come with their own.
  return textsOf({ ...words, ...rest } as Words, localeFor(locale, language));
}

/** @param chosen a locale that the words are for @param timeZone IANA; the machine's if left out */
export function textsOf(words: Words, chosen: string, timeZone?: string): Texts {
  const zone = timeZone ? { timeZone } : {};
  // Japanese writes the day out; figures and strokes look like a form.
  const dateStyle = languageFor(chosen) === "ja" ? "long" : "medium";
  const day = new Intl.DateTimeFormat(chosen, { dateStyle, ...zone });
  const digits = new Intl.NumberFormat(chosen);
  const time = new Intl.DateTimeFormat(chosen, { timeStyle: "short", ...zone });
  return {
    locale: chosen,
    words,
    count: (value) => counted(value, digits),
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
