/**
 * A register's statement as a page for paper: the statement's own numbers [LE46]. Pure. No script, nothing loaded,
 * every text of the shop's escaped; of the payer it knows nothing.
 */

import { modeOf } from "../../../protocol/ids.ts";
import type { ShopStatement } from "../../../protocol/register/payouts.ts";
import {
  escaped,
  framedStatement,
  moneyIn,
  periodText,
  timeText,
} from "../../http/statement-frame.ts";
import {
  SHOP_STATEMENT_WORDS,
  type ShopStatementLanguage,
  type ShopStatementWords,
} from "./shop-statement-words.ts";

type Section = ShopStatement["currencies"][number];
type Entry = Section["entries"][number];

export function shopStatementPage(
  { register, month, currencies }: ShopStatement,
  language: ShopStatementLanguage,
  styleHash: string,
): string {
  const words = SHOP_STATEMENT_WORDS[language];
  return framedStatement({
    ...{ language, title: words.title, month, styleHash },
    facts: [
      [words.register, register],
      [words.period, periodText(month, language)],
    ],
    test: modeOf(register) === "test" ? words.test : undefined,
    sections: currencies.map((one) => sectionOf(one, language, words)),
    ...{ nothing: words.nothing, times: words.times },
  });
}

function sectionOf(
  { currency, opening, entries, closing }: Section,
  language: ShopStatementLanguage,
  words: ShopStatementWords,
): string {
  const money = moneyIn(currency, language);
  const numbers = [words.gross, words.fee, words.net, words.balance];
  const columns = [
    `<th scope="col">${words.date}</th><th scope="col">${words.what}</th>`,
    ...numbers.map((word) => `<th scope="col" class="number">${word}</th>`),
  ];
  const edge = (word: string, amount: number) =>
    `<tr class="edge"><td colspan="5">${word}</td><td class="number">${money(amount)}</td></tr>`;
  const rows = entries.map((entry) => {
    const sums = [entry.amount, entry.fee, entry.net, entry.balance];
    const cells = sums.map((sum) => `<td class="number">${money(sum)}</td>`);
    const when = `<td class="date">${timeText(entry.at, language)}</td>`;
    return `<tr>${when}<td>${aboutOf(entry, words)}</td>${cells.join("")}</tr>`;
  });
  return `<section>
<h2>${currency}</h2>
<table>
<thead><tr>${columns.join("")}</tr></thead>
<tbody>
${[edge(words.opening, opening), ...rows, edge(words.closing, closing)].join("\n")}
</tbody>
</table>
</section>`;
}

function aboutOf(entry: Entry, { kinds, till: tillWord }: ShopStatementWords): string {
  const { kind, till, sale, ref, trade, reference } = entry;
  const place = till === undefined ? [] : [`${tillWord} ${till}${sale ? ` / ${sale}` : ""}`];
  const named = reference === undefined ? [] : [`<strong>${escaped(reference)}</strong>`];
  const word = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  const ids = [trade, ref].flatMap((id) =>
    id === undefined ? [] : [`<span class="trade soft">${escaped(id)}</span>`],
  );
  return [word ?? escaped(kind), ...place, ...named].join(" · ") + ids.join("");
}
