/**
 * What our own pages for people have in common: head, look, policy and language. A page loads our one script where it
 * has a pay button, one more where it leads on, and nothing else; nobody frames it, no cache but its reader's keeps it [PG11]. English and Japanese.
 */

import { toUtf8 } from "../../protocol/signing/encoding.ts";
import { PAGE_STYLE } from "./page-style.ts";

export type PageLanguage = "en" | "ja";

export interface OurPage {
  readonly language: PageLanguage;
  /** text */
  readonly title: string;
  /** HTML */
  readonly main: string;
  /** The page has a pay button of this register: it loads checkout.js. */
  readonly register?: string;
  /** and this script of ours beside it */
  readonly script?: string;
  /** 200, if left out */
  readonly status?: number;
  /** "no-store", if left out */
  readonly cache?: string;
}

export async function ourPage(page: OurPage): Promise<Response> {
  return new Response(pageHtml(page), {
    status: page.status ?? 200,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": page.language,
      Vary: "Accept-Language",
      "Cache-Control": page.cache ?? "no-store",
      "X-Robots-Tag": "noindex, nofollow",
      "Content-Security-Policy": await policyOf(page),
    },
  });
}

async function policyOf({ register }: OurPage): Promise<string> {
  const pays = register !== undefined;
  return [
    "default-src 'none'",
    ...(pays ? ["script-src 'self'", "frame-src 'self'", "img-src 'self'"] : []),
    `style-src '${await styleHash()}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    ...(pays ? ["require-trusted-types-for 'script'", "trusted-types 'none'"] : []),
  ].join("; ");
}

let hashed: string | undefined;

async function styleHash(): Promise<string> {
  if (hashed === undefined) {
    const digest = await crypto.subtle.digest("SHA-256", toUtf8(PAGE_STYLE));
    hashed = `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
  }
  return hashed;
}

/** Two halves of a bar, apart: the mark of what waits. */
const MARK =
  '<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">' +
  '<path d="M11 3h6.5l-3.6 8.6 4.4 8.8L15 29h-4a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3z" transform="translate(-2 -1)"/>' +
  '<path d="M17.5 3H21a3 3 0 0 1 3 3v20a3 3 0 0 1-3 3h-6l3.3-8.6-4.4-8.8z" transform="translate(2 1)"/></svg>';

function pageHtml({ language, title, main, register, script: own }: OurPage): string {
  const beside = own === undefined ? "" : `<script src="${own}" defer></script>\n`;
  const script =
    register === undefined
      ? ""
      : `<script src="/checkout.js" data-register="${escaped(register)}" async></script>\n${beside}`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${PAGE_STYLE}</style>
${script}</head>
<body>
<header>${MARK}<span>Warifu</span></header>
<main>
${main}
</main>
</body>
</html>
`;
}

/** A shop chose its own name. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** The first language of the reader's that we speak, by his weights. @param header Accept-Language */
export function pageLanguage(header: string | undefined): PageLanguage {
  const wanted = (header ?? "").split(",").map((part) => {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const quality = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find(Boolean);
    return { language: tag.split("-")[0], weight: Number(quality ?? 1) };
  });
  const spoken = wanted.filter(
    ({ language, weight }) => (language === "en" || language === "ja") && weight > 0,
  );
  return spoken.sort((a, b) => b.weight - a.weight)[0]?.language === "ja" ? "ja" : "en";
}
