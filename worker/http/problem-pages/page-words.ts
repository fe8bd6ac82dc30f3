/** The words around a problem's text, in English and Japanese. */

import type { ProblemKind } from "../../../protocol/problem.ts";
import type { PageLanguage } from "../page-frame.ts";

interface PageWords {
  /** of the language, in itself */
  readonly name: string;
  readonly title: string;
  readonly lead: string;
  readonly all: string;
  readonly why: string;
  readonly act: string;
  readonly again: string;
  readonly operations: string;
  readonly none: string;
  readonly every: string;
  readonly kinds: Readonly<Record<ProblemKind, string>>;
  readonly sections: Readonly<Record<ProblemKind, string>>;
}

export const PAGE_WORDS: Readonly<Record<PageLanguage, PageWords>> = {
  en: {
    name: "English",
    title: "Problems",
    lead: "Every refusal of the API names one of these codes. A code never changes its meaning.",
    all: "All problems",
    why: "Why it happens",
    act: "What to do",
    again: "Send it again?",
    operations: "Which operations answer it",
    none: "None of this server's: it comes on a socket, or from the other server.",
    every: "Every one of this server's.",
    kinds: {
      not_yet:
        "Yes: nothing was decided. Send the very same request again a little later, with the same key.",
      outcome:
        "No: this attempt was decided, for good. The same request gets the same answer for ever.",
      not_a_request: "No: nothing was done. The same request is refused again until it is mended.",
    },
    sections: {
      not_yet: "Nothing decided yet",
      outcome: "Decided, and not paid",
      not_a_request: "Refused, and nothing done",
    },
  },
  ja: {
    name: "日本語",
    title: "エラーの一覧",
    lead: "APIがリクエストを断るときは、必ずこのどれかのコードを返します。コードの意味は変わりません。",
    all: "エラーの一覧",
    why: "起きる理由",
    act: "すること",
    again: "送り直してよいか",
    operations: "このコードを返す操作",
    none: "このサーバーの操作にはありません。ソケットか、もう一方のサーバーが返します。",
    every: "このサーバーのすべての操作です。",
    kinds: {
      not_yet:
        "はい。まだ何も決まっていません。同じキーで、まったく同じリクエストを少し後に送ってください。",
      outcome:
        "いいえ。この試行の結果は決まりました。同じリクエストには、ずっと同じ答えが返ります。",
      not_a_request: "いいえ。何も行われていません。直すまで、同じリクエストはまた断られます。",
    },
    sections: {
      not_yet: "まだ決まっていないもの",
      outcome: "決まり、支払われなかったもの",
      not_a_request: "断られ、何も行われていないもの",
    },
  },
};
