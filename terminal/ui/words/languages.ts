/** The languages that we speak: which one a reader gets by his locale, and where its words are. Only the chosen one's are fetched. */

import type { FirstWords, LaterWords } from "./types/words.ts";

export type Language = "en" | "ja";

interface Chunks {
  first(): Promise<FirstWords>;
  later(): Promise<LaterWords>;
}

/** Each import is a chunk of its own; its file's name is the chunk's. */
export const CHUNKS: Readonly<Record<Language, Chunks>> = {
  en: {
    first: async () => (await import("./en/en.ts")).en,
    later: async () => (await import("./en/en-later.ts")).enLater,
  },
  ja: {
    first: async () => (await import("./ja/ja.ts")).ja,
    later: async () => (await import("./ja/ja-later.ts")).jaLater,
  },
};

export const LANGUAGES = Object.keys(CHUNKS) as readonly Language[];

/** @param locale BCP 47 @returns English where we don't speak it */
export function languageFor(locale: string): Language {
  const language = locale.split("-")[0];
  return LANGUAGES.find((one) => one === language) ?? "en";
}

/** How his money and days are written: as where he is, if the words are his language's. */
export function localeFor(locale: string, language: Language): string {
  return locale.split("-")[0] === language ? locale : language;
}
