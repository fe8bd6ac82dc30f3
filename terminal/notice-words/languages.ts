/** The languages of the system's messages, by the tags of the windows' languages. */

import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";
import type { NoticeWords } from "./notice-words.ts";
import { ptBr } from "./pt-br.ts";
import { zhHans } from "./zh-hans.ts";

export const NOTICE_WORDS: Readonly<Record<string, NoticeWords>> = {
  en: en,
  ja: ja,
  de: de,
  fr: fr,
  es: es,
  "pt-BR": ptBr,
  "zh-Hans": zhHans,
  ko: ko,
  ar: ar,
};
