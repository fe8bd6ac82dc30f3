/**
 * A month's statement as a page for paper: per currency the opening, each entry and the closing, and for a
 * postpaid one what is due [LE81]. Pure. No script, nothing loaded, every text of a shop's escaped. It goes to the
 * account's holder, so it names the account as his wallet does, and no id of it.
 */

import { modeOf, type RegisterId } from "../../../protocol/ids.ts";
import { sumMinor } from "../../../protocol/money/money.ts";
import type { Statement } from "../../../protocol/operator/operator.ts";
import {
  escaped,
  framedStatement,
  moneyIn,
  periodText,
  timeText,
} from "../../http/statement-frame.ts";
import { STATEMENT_WORDS, type StatementLanguage, type StatementWords } from "./statement-words.ts";

type Section = Statement["currencies"][number];
type Entry = Section["entries"][number];

export interface StatementPaper {
  readonly statement: Statement;
  readonly language: StatementLanguage;
  /** the shops of the entries, by what their certificates say */
  readonly shops: ReadonlyMap<RegisterId, string>;
  /** for the copy that is kept as a file, and has no header */
  readonly styleHash: string;
}

interface Writing {
  readonly words: StatementWords;
  readonly language: StatementLanguage;
  readonly shops: ReadonlyMap<RegisterId, string>;
}

export function statementPage({ statement, language, shops, styleHash }: StatementPaper): string {
  const words = STATEMENT_WORDS[language];
  const writing = { words, language, shops };
  const period = periodText(statement.month, language);
  return framedStatement({
    ...{ language, title: words.title, month: statement.month, styleHash },
    facts: [
      [words.account, `·· ${statement.account.slice(-4)}`],
      [words.period, period],
    ],
    test: modeOf(statement.account) === "test" ? words.test : undefined,
    sections: statement.currencies.map((one) => sectionOf(one, writing)),
    ...{ nothing: words.nothing, times: words.times },
  });
}

function sectionOf(section: Section, writing: Writing): string {
  const { words, language } = writing;
  const { currency, opening, entries, closing } = section;
  const hasHeld = entries.some(({ held }) => held !== undefined);
  const money = moneyIn(currency, language);
  const columns = [
    `<th scope="col">${words.date}</th><th scope="col">${words.what}</th>`,
    ...[words.amount, ...(hasHeld ? [words.reserved] : []), words.balance].map(
      (word) => `<th scope="col" class="number">${word}</th>`,
    ),
  ];
  const span = hasHeld ? 4 : 3;
  const edge = (word: string, amount: number) =>
    `<tr class="edge"><td colspan="${span}">${word}</td><td class="number">${money(amount)}</td></tr>`;
  return `<section>
<h2>${currency}</h2>
${sumsOf(section, writing)}
<table>
<thead><tr>${columns.join("")}</tr></thead>
<tbody>
${edge(words.opening, opening)}
${entries.map((entry) => rowOf(entry, hasHeld, writing)).join("\n")}
${edge(words.closing, closing)}
</tbody>
</table>
</section>`;
}

function sumsOf({ currency, opening, entries, closing, due }: Section, writing: Writing): string {
  const { words, language } = writing;
  const money = moneyIn(currency, language);
  const changes = entries.map(({ change }) => change);
  const box = (word: string, amount: number, name = "") =>
    `<div${name}><dl><dt>${word}</dt><dd>${money(amount)}</dd></dl></div>`;
  return `<div class="sums">${[
    box(words.opening, opening),
    box(words.moneyIn, sumMinor(changes.filter((change) => change > 0))),
    box(words.moneyOut, sumMinor(changes.filter((change) => change < 0))),
    box(words.closing, closing),
    ...(due === undefined ? [] : [box(words.due, due, ' class="due"')]),
  ].join("")}</div>`;
}

function rowOf(entry: Entry, hasHeld: boolean, { words, language, shops }: Writing): string {
  const { at, kind, currency, change, held, balance, trade, register } = entry;
  const money = moneyIn(currency, language);
  const shop = register === undefined ? undefined : shops.get(register);
  const what = [
    words.kinds[kind],
    ...(shop === undefined ? [] : [`<strong>${escaped(shop)}</strong>`]),
  ];
  const about = trade === undefined ? "" : `<span class="trade soft">${trade}</span>`;
  const reserved = hasHeld ? [held === undefined ? "" : money(held)] : [];
  return [
    `<tr><td class="date">${timeText(at, language)}</td><td>${what.join(" · ")}${about}</td>`,
    ...[money(change), ...reserved, money(balance)].map(
      (text) => `<td class="number">${text}</td>`,
    ),
    "</tr>",
  ].join("");
}
