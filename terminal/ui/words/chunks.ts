/** Where each language's words are. Each import is a chunk of its own, named as its file: only the spoken one's are fetched. */

import type { Language } from "./languages.ts";
import type { FirstWords, LaterWords } from "./types/words.ts";

export interface Chunks {
  first(): Promise<FirstWords>;
  later(): Promise<LaterWords>;
}

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
