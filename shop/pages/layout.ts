/** The frame of every page: language, header with basket and orders, footer. Values are escaped by `html`. */

import { html } from "hono/html";
import type { Language } from "../language.ts";
import { wordsOf } from "../words.ts";

export type Html = ReturnType<typeof html>;

/** What a page knows of its reader. */
export interface Reader {
  readonly language: Language;
  /** pieces in the basket */
  readonly pieces: number;
}

export interface Page {
  readonly title: string;
  readonly main: Html;
  /** scripts, for the pages that have them */
  readonly head?: Html;
}

export function layout({ language, pieces }: Reader, { title, main, head }: Page): Html {
  const words = wordsOf(language);
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} · ${words.shop}</title>
    <link rel="stylesheet" href="/shop.css" />
    <link rel="stylesheet" href="/pages.css" />
    <link rel="icon" href="/kami.svg" type="image/svg+xml" />
    ${head ?? ""}
  </head>
  <body>
    <a class="skip" href="#main">${words.skip}</a>
    <header>
      <a class="brand" href="/"><img src="/kami.svg" alt="" width="32" height="32" />${words.shop}</a>
      <nav>
        <a href="/orders">${words.orders}</a>
        <a href="/basket">${words.basket}${pieces > 0 ? html` <span class="count">${pieces}</span>` : ""}</a>
      </nav>
    </header>
    <main id="main">${main}</main>
    <footer><p>${words.footer}</p></footer>
  </body>
</html>`;
}

/** A page with nothing but a sentence and a way on. */
export function plainPage(title: string, text: string, on: { href: string; label: string }): Html {
  return html`<section class="narrow">
    <h1>${title}</h1>
    <p>${text}</p>
    <p><a class="button quiet" href="${on.href}">${on.label}</a></p>
  </section>`;
}
