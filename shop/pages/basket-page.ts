/** The basket: lines that can be changed, the total, and where the order will wait for its buyer. */

import { html } from "hono/html";
import { formatAmount } from "../../register-server/index.ts";
import { type Basket, type BasketLine, QUANTITY_MAX } from "../basket.ts";
import { LOCKERS } from "../catalogue.ts";
import type { Language } from "../language.ts";
import { wordsOf } from "../words.ts";
import { type Html, layout, plainPage, type Reader } from "./layout.ts";

/** @param refused a product of another currency was not added */
export function basketPage(reader: Reader, basket: Basket, refused: boolean): Html {
  const { language } = reader;
  const words = wordsOf(language);
  if (basket.lines.length === 0) {
    const on = { href: "/", label: words.backToGoods };
    return layout(reader, {
      title: words.basket,
      main: plainPage(words.basket, words.basketEmpty, on),
    });
  }
  return layout(reader, {
    title: words.basket,
    main: html`<section class="narrow">
      <h1>${words.basket}</h1>
      ${refused ? html`<p class="notice" role="status">${words.otherCurrency}</p>` : ""}
      <ul class="lines">
        ${basket.lines.map((line) => lineRow(language, line))}
      </ul>
      <p class="total">
        <span>${words.total}</span>
        <strong>${formatAmount(basket.amount, basket.currency ?? "", language)}</strong>
      </p>
      ${lockerForm(language, basket)}
    </section>`,
  });
}

function lineRow(language: Language, { product, quantity }: BasketLine): Html {
  const words = wordsOf(language);
  const name = product.name[language];
  return html`<li class="line">
    <img src="/drawings/${product.id}.svg" alt="" width="80" height="60" />
    <div class="line-name">
      <h2>${name}</h2>
      <form method="post" action="/basket/line">
        <input type="hidden" name="product" value="${product.id}" />
        <input name="quantity" type="number" inputmode="numeric" min="1" max="${QUANTITY_MAX}"
          value="${quantity}" required aria-label="${words.quantityOf(name)}" />
        <button class="text" aria-label="${words.changeOf(name)}">${words.change}</button>
      </form>
      <form method="post" action="/basket/line">
        <input type="hidden" name="product" value="${product.id}" />
        <input type="hidden" name="quantity" value="0" />
        <button class="text" aria-label="${words.takeOutOf(name)}">${words.takeOut}</button>
      </form>
    </div>
    <span class="price">${formatAmount(product.amount * quantity, product.currency, language)}</span>
  </li>`;
}

function lockerForm(language: Language, { locker }: Basket): Html {
  const words = wordsOf(language);
  return html`<form method="post" action="/checkout" class="lockers">
    <fieldset>
      <legend>${words.locker}</legend>
      <p class="hint">${words.lockerHint}</p>
      ${Object.entries(LOCKERS).map(
        ([id, name]) => html`<label>
          <input type="radio" name="locker" value="${id}" ${id === locker ? "checked" : ""} />
          ${name[language]}
        </label>`,
      )}
    </fieldset>
    <button class="wide">${words.toCheckout}</button>
  </form>`;
}
