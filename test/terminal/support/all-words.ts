// All words of every language, at once: what a window fetches one by one.

import { CHUNKS } from "../../../terminal/ui/words/chunks.ts";
import { LANGUAGES, type Language } from "../../../terminal/ui/words/languages.ts";
import type { Words } from "../../../terminal/ui/words/types/words.ts";

export const WORDS = Object.fromEntries(
  await Promise.all(
    LANGUAGES.map(async (language) => {
      const { first, later } = CHUNKS[language];
      return [language, { ...(await first()), ...(await later()) }] as const;
    }),
  ),
) as Readonly<Record<Language, Words>>;
