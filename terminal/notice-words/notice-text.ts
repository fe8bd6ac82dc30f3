/** A message of the system, in the owner's language: with names and amounts, or quiet. */

import type { Currency } from "../../protocol/money/money.ts";
import { formatMoney } from "../../protocol/money/money-text.ts";
import type { Notice } from "../wallet/notices/notice.ts";
import { en } from "./en.ts";
import { NOTICE_WORDS } from "./languages.ts";

export interface NoticeText {
  readonly title: string;
  readonly message: string;
}

/** @param language a tag of the windows' languages @param locale how its numbers are written */
export function noticeText(
  { kind, name, money }: Notice,
  { language, locale }: { readonly language: string; readonly locale: string },
  quiet: boolean,
): NoticeText {
  const words = NOTICE_WORDS[language] ?? en;
  const sum = money ? sumText(money, locale) : "";
  return {
    title: words.title[kind],
    // A browser may have no name.
    message: quiet || name === "" ? words.quiet[kind] : words.text[kind](name, sum),
  };
}

function sumText(money: { amount: number; currency: Currency }, locale: string): string {
  return formatMoney(money, locale, "symbol").replace("\uffe5", "\u00a5");
}
