/**
 * Texts: the words of a language together with how its people write numbers, money and time. English where we don't
 * speak theirs. Time is passed in.
 */

import type { Currency } from "../../../protocol/money/money.ts";
import { formatMoney } from "../../../protocol/money/money-text.ts";
import { isolating, keptTogether } from "./bidi.ts";
import { CHUNKS } from "./chunks.ts";
import { type Count, counted } from "./count.ts";
import { directionOf, langOf, type Spoken, spokenFor } from "./languages.ts";
import type { Words } from "./types/words.ts";

export interface Texts {
  /** BCP 47, for how values are written */
  readonly locale: string;
  /** BCP 47, for `lang` */
  readonly lang: string;
  /** for `dir` */
  readonly dir: "ltr" | "rtl";
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

/** @param withLater also the words of the screens that are gone to */
export async function fetchTexts(spoken: Spoken, withLater = true): Promise<Texts> {
  const { first, later } = CHUNKS[spoken.language];
  const [words, rest] = await Promise.all([first(), withLater ? later() : undefined]);
  // Without the later words, none of the views that are there speaks them: they come with their own.
  return textsOf({ ...words, ...rest } as Words, spoken);
}

/** @param words of the spoken language @param timeZone IANA; the machine's if left out */
export function textsOf(words: Words, spoken: Spoken | string, timeZone?: string): Texts {
  const { language, locale } = typeof spoken === "string" ? spokenFor([spoken]) : spoken;
  const dir = directionOf(language);
  const zone = timeZone ? { timeZone } : {};
  // Some write the day out: in figures alone it looks like a form, or can be read from either side.
  const dateStyle = LONG_DAYS.includes(language) ? "long" : "medium";
  const day = new Intl.DateTimeFormat(locale, { dateStyle, ...zone });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short", ...zone });
  const digits = new Intl.NumberFormat(locale);
  return {
    locale,
    lang: langOf({ language, locale }),
    dir,
    words: isolating(words, dir),
    // Never the narrow sign: a bare ¥ is yen to one reader and yuan to another. The full-width yen sign that Japanese
    // gets by default tears a gap before the digits.
    money: (amount, currency) =>
      keptTogether(
        formatMoney({ amount, currency }, locale, "symbol").replace("\uffe5", "\u00a5"),
        dir,
      ),
    count: (value) => counted(value, digits),
    day: (at) => day.format(at),
    time: (at) => time.format(at),
    dayHeading: (at, now) => {
      const heading = day.format(at);
      if (heading === day.format(now)) return words.home.today;
      return heading === day.format(now - DAY_MS) ? words.home.yesterday : heading;
    },
  };
}

const LONG_DAYS: readonly string[] = ["ja", "ko", "ar"];
const DAY_MS = 24 * 60 * 60_000;
