/**
 * What every statement for paper has in common: the page around its sections, how it writes money and times, and
 * the answer that carries it. No script, nothing loaded, kept by no cache.
 */

import type { Currency } from "../../protocol/money/money.ts";
import { formatMoney } from "../../protocol/money/money-text.ts";
import { monthNamed } from "./month.ts";
import { STATEMENT_STYLE } from "./statement-style.ts";

export interface StatementFrame {
  readonly language: string;
  readonly title: string;
  /** "2026-11" */
  readonly month: string;
  /** a word of ours and a text, which is written escaped */
  readonly facts: readonly (readonly [string, string])[];
  /** where it is about no real money: what says so */
  readonly test: string | undefined;
  /** HTML, one each */
  readonly sections: readonly string[];
  /** what is said where there is no section */
  readonly nothing: string;
  readonly times: string;
  /** for the copy that is kept as a file, and has no header */
  readonly styleHash: string;
}

export function framedStatement(frame: StatementFrame): string {
  const { language, title, month, facts, test, sections, nothing, times, styleHash } = frame;
  const listed = facts.map(([term, text]) => `<dt>${term}</dt><dd>${escaped(text)}</dd>`);
  const mark = test === undefined ? "" : `<p class="test">${test}</p>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width">
<title>${title}, ${periodText(month, language)}</title>
<style>${STATEMENT_STYLE}</style>
</head>
<body>
<header>
<div>${mark}<h1>${title}</h1></div>
<dl>${listed.join("")}</dl>
</header>
<main>
${sections.length === 0 ? `<p>${nothing}</p>` : sections.join("\n")}
</main>
<footer class="soft"><p>${times}</p></footer>
</body>
</html>
`;
}

export function statementResponse(text: string, language: string, styleHash: string): Response {
  const policy = `default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  return new Response(text, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": language,
      "Content-Security-Policy": policy,
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

export function moneyIn(currency: Currency, language: string): (amount: number) => string {
  // The full-width yen sign that Japanese gets by default tears a gap before the digits.
  return (amount) =>
    escaped(formatMoney({ amount, currency }, language).replace("\uffe5", "\u00a5"));
}

/** @param month "2026-11" */
export function periodText(month: string, language: string): string {
  const start = monthNamed(month)?.start ?? 0;
  const format = { year: "numeric", month: "long", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(language, format).format(start);
}

/** Day and time; the year and the month stand above. */
export function timeText(at: number, language: string): string {
  const format = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" } as const;
  const parts = { ...format, hourCycle: "h23", timeZone: "UTC" } as const;
  return escaped(new Intl.DateTimeFormat(language, parts).format(at));
}

/** A shop chose its own name and references. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
