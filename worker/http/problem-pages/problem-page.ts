/**
 * The pages that a problem's `doc_url` names, one for each code, and their list [AP5]: what it means, why it happens, what
 * to do, whether to send again, and which operations answer it. Made of the refusal table, the contract and the texts;
 * public, the same for everybody, and without a script.
 */

import { PROBLEMS, ProblemCode, type ProblemKind, problemPath } from "../../../protocol/problem.ts";
import type { Described } from "../contract/openapi.ts";
import { type Operation, problemsOf } from "../contract/operation.ts";
import { escaped, type PageLanguage } from "../page-frame.ts";
import { PAGE_WORDS } from "./page-words.ts";
import { PROBLEM_TEXTS } from "./problem-texts.ts";

export const PROBLEMS_PATH = "/problems";

export interface ProblemPage {
  readonly title: string;
  /** HTML */
  readonly main: string;
}

const CODES = ProblemCode.options;

export function problemPage(
  code: ProblemCode,
  language: PageLanguage,
  { operations }: Described,
): ProblemPage {
  const words = PAGE_WORDS[language];
  const { status, kind } = PROBLEMS[code];
  const { why, act } = PROBLEM_TEXTS[code][language];
  const answering = operations.filter((operation) => problemsOf(operation).includes(code));
  return {
    title: `${code} · Warifu`,
    main: `<p class="soft small"><a href="${PROBLEMS_PATH}?lang=${language}">${words.all}</a></p>
<h1>${escaped(titleOf(code, language))}</h1>
<p class="soft">${status} <span class="code">${code}</span></p>
<h2>${words.why}</h2>
<p>${marked(why)}</p>
<h2>${words.act}</h2>
<p>${marked(act)}</p>
<h2>${words.again}</h2>
<p>${words.kinds[kind]}</p>
<h2>${words.operations}</h2>
${operationList(answering, operations.length, language)}
${otherLanguage(problemPath(code), language)}`,
  };
}

/** All codes, by kind. */
export function problemIndex(language: PageLanguage): ProblemPage {
  const words = PAGE_WORDS[language];
  const sections = (["not_yet", "outcome", "not_a_request"] as const).map(
    (kind) => `<h2>${words.sections[kind]}</h2>
<p class="soft">${words.kinds[kind]}</p>
<ul>${codesOf(kind)
      .map((code) => item(code, language))
      .join("\n")}</ul>`,
  );
  return {
    title: `${words.title} · Warifu`,
    main: `<h1 class="big">${words.title}</h1>
<p>${words.lead}</p>
${sections.join("\n")}
${otherLanguage(PROBLEMS_PATH, language)}`,
  };
}

function codesOf(kind: ProblemKind): ProblemCode[] {
  return CODES.filter((code) => PROBLEMS[code].kind === kind);
}

function item(code: ProblemCode, language: PageLanguage): string {
  const address = `${problemPath(code)}?lang=${language}`;
  return `<li><a href="${address}"><span class="code">${code}</span></a> ${escaped(titleOf(code, language))}</li>`;
}

function titleOf(code: ProblemCode, language: PageLanguage): string {
  return language === "ja" ? PROBLEM_TEXTS[code].titleJa : PROBLEMS[code].title;
}

function operationList(
  answering: readonly Operation[],
  all: number,
  language: PageLanguage,
): string {
  const words = PAGE_WORDS[language];
  if (answering.length === 0) return `<p>${words.none}</p>`;
  if (answering.length === all) return `<p>${words.every}</p>`;
  const lines = answering.map(
    ({ method, path }) => `<li><code>${method.toUpperCase()} ${escaped(path)}</code></li>`,
  );
  return `<ul>${lines.join("\n")}</ul>`;
}

function otherLanguage(path: string, language: PageLanguage): string {
  const other = language === "ja" ? "en" : "ja";
  const { name } = PAGE_WORDS[other];
  return `<p class="small"><a href="${path}?lang=${other}" lang="${other}" hreflang="${other}">${name}</a></p>`;
}

/** What stands between backticks is code. */
function marked(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}
