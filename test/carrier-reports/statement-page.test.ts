// A statement for paper: the statement's own numbers, in either language, and nothing that a shop's name, a script or
// a stranger could bring into it.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RegisterId } from "../../protocol/ids.ts";
import type { Currency } from "../../protocol/money/money.ts";
import { formatMoney } from "../../protocol/money/money-text.ts";
import type { JournalEntry } from "../../worker/carrier-server/branch/journal-entry.ts";
import { statement } from "../../worker/carrier-server/reports/statement.ts";
import { statementPage } from "../../worker/carrier-server/reports/statement-page.ts";
import {
  STATEMENT_WORDS,
  type StatementLanguage,
} from "../../worker/carrier-server/reports/statement-words.ts";
import { monthNamed } from "../../worker/http/month.ts";
import { STATEMENT_STYLE, statementStyleHash } from "../../worker/http/statement-style.ts";
import { ACCOUNTS, CURRENCIES, extracts, SHOPS } from "../support/accounting/journals.ts";

const [ACCOUNT] = ACCOUNTS as [(typeof ACCOUNTS)[number]];
const MONTH = monthNamed("2026-11")!;
const LANGUAGES = Object.keys(STATEMENT_WORDS) as StatementLanguage[];
const NAMES = new Map(SHOPS.map((shop) => [shop, 'Kami & <b>paper</b> "goods"']));
const styleHash = await statementStyleHash();

function pageOf(
  entries: readonly JournalEntry[],
  language: StatementLanguage,
  postpaid: readonly Currency[] = [],
) {
  const own = entries.filter(({ postings }) => postings.some((one) => one.account === ACCOUNT));
  const made = statement(ACCOUNT, MONTH, own, postpaid);
  return { made, page: statementPage({ statement: made, language, shops: NAMES, styleHash }) };
}

/** What stands on the page, as a reader sees it. */
function textOf(page: string): string {
  const body = page.slice(page.indexOf("<body>"));
  return body
    .replace(/<[^>]*>/g, " ")
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

describe.each(LANGUAGES)("a printed statement, %s", (language) => {
  it("[LE81] has the opening, every entry's change and balance, and the closing of each currency", () => {
    fc.assert(
      fc.property(extracts, ({ entries }) => {
        const { made, page } = pageOf(entries, language);
        const text = textOf(page);
        for (const { currency, opening, closing, entries: listed } of made.currencies) {
          const amounts = listed.flatMap(({ change, balance }) => [change, balance]);
          for (const amount of [opening, closing, ...amounts]) {
            const money = formatMoney({ amount, currency }, language).replace("\uffe5", "\u00a5");
            expect(text).toContain(money);
          }
        }
        const rows = page.match(/<tr><td class="date">/g) ?? [];
        expect(rows).toHaveLength(
          made.currencies.reduce((sum, one) => sum + one.entries.length, 0),
        );
      }),
      { numRuns: 40 },
    );
  });

  it("[LE81] runs nothing, loads nothing, names no account and no markup of a shop's", () => {
    fc.assert(
      fc.property(extracts, ({ entries }) => {
        const { page } = pageOf(entries, language, CURRENCIES);
        expect(page).not.toMatch(/<script|javascript:|\son\w+=|<b>|https?:|url\(|@import/i);
        expect(page).not.toContain(ACCOUNT);
        expect(page).not.toMatch(/undefined|NaN|\[object|Invalid/);
      }),
      { numRuns: 40 },
    );
    expect(STATEMENT_STYLE).not.toContain("<");
  });

  it("[LE81] says what is due of a postpaid currency, and of no other", () => {
    const owing = [entry(-7000)];
    const { due } = STATEMENT_WORDS[language];
    const postpaid = pageOf(owing, language, ["JPY" as Currency]);
    expect(postpaid.made.currencies[0]?.due).toBe(7000);
    expect(textOf(postpaid.page)).toContain(due);
    const paid = pageOf([...owing, entry(9000)], language, ["JPY" as Currency]);
    expect(paid.made.currencies[0]?.due).toBe(0);
    expect(textOf(pageOf([entry(9000)], language).page)).not.toContain(due);
    // The limit is gone and the debt isn't.
    expect(pageOf(owing, language).made.currencies[0]?.due).toBe(7000);
  });

  it("of a month in which nothing was says so", () => {
    expect(textOf(pageOf([], language).page)).toContain(STATEMENT_WORDS[language].nothing);
  });
});

describe("the words", () => {
  it("are the same ones in every language, and none is missing", () => {
    const keysOf = (words: object): string[] =>
      Object.entries(words).flatMap(([key, value]) =>
        typeof value === "string" ? [key] : keysOf(value).map((inner) => `${key}.${inner}`),
      );
    expect(keysOf(STATEMENT_WORDS.ja)).toEqual(keysOf(STATEMENT_WORDS.en));
  });
});

function entry(change: number): JournalEntry {
  return {
    ...{ id: `t${change}#1`, kind: "settlement", currency: "JPY", at: MONTH.start + 5 },
    ...{ trade: "trd_test_0", attempt: 1, register: SHOPS[0] as RegisterId },
    postings: [
      { account: ACCOUNT, amount: change },
      { account: "set_test_0", amount: -change },
    ],
  } as unknown as JournalEntry;
}
