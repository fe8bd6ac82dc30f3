/** The catalogue, as cards: drawing, name, price, and one button each. */

import { html } from "hono/html";
import { formatAmount } from "../../register-server/index.ts";
import { CATALOGUE, type Product } from "../catalogue.ts";
import { wordsOf } from "../words.ts";
import { type Html, layout, type Reader } from "./layout.ts";

export function goodsPage(reader: Reader): Html {
  const words = wordsOf(reader.language);
  return layout(reader, {
    title: words.goods,
    main: html`<div class="lead">
        <h1>${words.shop}</h1>
        <p>${words.tagline}</p>
      </div>
      <ul class="goods">
        ${CATALOGUE.map((product) => card(reader, product))}
      </ul>`,
  });
}

function card({ language }: Reader, { id, name, about, amount, currency }: Product): Html {
  const words = wordsOf(language);
  return html`<li class="card">
    <img src="/drawings/${id}.svg" alt="" width="320" height="240" />
    <div class="card-text">
      <h2>${name[language]}</h2>
      <p>${about[language]}</p>
    </div>
    <form method="post" action="/basket" class="card-buy">
      <input type="hidden" name="product" value="${id}" />
      <span class="price">${formatAmount(amount, currency, language)}</span>
      <button aria-label="${words.add(name[language])}">${words.addShort}</button>
    </form>
  </li>`;
}
