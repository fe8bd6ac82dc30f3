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
  de: {
    first: async () => (await import("./de/de.ts")).de,
    later: async () => (await import("./de/de-later.ts")).deLater,
  },
  fr: {
    first: async () => (await import("./fr/fr.ts")).fr,
    later: async () => (await import("./fr/fr-later.ts")).frLater,
  },
  es: {
    first: async () => (await import("./es/es.ts")).es,
    later: async () => (await import("./es/es-later.ts")).esLater,
  },
  "pt-BR": {
    first: async () => (await import("./pt-BR/pt-br.ts")).ptBr,
    later: async () => (await import("./pt-BR/pt-br-later.ts")).ptBrLater,
  },
  "zh-Hans": {
    first: async () => (await import("./zh-Hans/zh-hans.ts")).zhHans,
    later: async () => (await import("./zh-Hans/zh-hans-later.ts")).zhHansLater,
  },
  ko: {
    first: async () => (await import("./ko/ko.ts")).ko,
    later: async () => (await import("./ko/ko-later.ts")).koLater,
  },
  ar: {
    first: async () => (await import("./ar/ar.ts")).ar,
    later: async () => (await import("./ar/ar-later.ts")).arLater,
  },
};
