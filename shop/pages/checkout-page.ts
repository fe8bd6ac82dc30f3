/** The checkout: what is bought, and Warifu's one tag. The page's own script only carries the receipt to the shop. */

import { html } from "hono/html";
import { checkoutScript, formatAmount } from "../../register-server/index.ts";
import type { Basket } from "../basket.ts";
import { LOCKERS } from "../catalogue.ts";
import { wordsOf } from "../words.ts";
import { type Html, layout, type Reader } from "./layout.ts";

export interface CheckoutTag {
  /** Warifu's origin */
  readonly origin: string;
  /** the register's public id */
  readonly register: string;
  /** a live trade of this basket's order: the page was loaded again */
  readonly follow: string | null;
}

export function checkoutPage(reader: Reader, basket: Basket, tag: CheckoutTag): Html {
  const { language } = reader;
  const words = wordsOf(language);
  const { locker, amount, currency = "" } = basket;
  const script = checkoutScript(tag.origin);
  return layout(reader, {
    title: words.checkout,
    head: html`<script src="${script.src}" integrity="${script.integrity}" crossorigin="anonymous"
        data-register="${tag.register}" async></script>
      <script src="/checkout-page.js" type="module"></script>`,
    main: html`<section class="narrow">
      <h1>${words.checkout}</h1>
      <ul class="lines plain">
        ${basket.lines.map(
          ({ product, quantity }) => html`<li class="line">
            <span>${product.name[language]}${quantity > 1 ? html` × ${quantity}` : ""}</span>
            <span class="price">${formatAmount(product.amount * quantity, product.currency, language)}</span>
          </li>`,
        )}
      </ul>
      <dl class="facts">
        <div><dt>${words.pickUp}</dt><dd>${LOCKERS[locker][language]}</dd></div>
      </dl>
      <p class="total">
        <span>${words.total}</span>
        <strong>${formatAmount(amount, currency, language)}</strong>
      </p>
      <warifu-checkout trade-from="/checkout/trade" variant="ink" size="large"
        ${tag.follow === null ? "" : html`follow="${tag.follow}"`}></warifu-checkout>
      <noscript><p class="notice">${words.noScript}</p></noscript>
      <p class="hint">${words.payHint}</p>
      <p id="order-status" class="notice" role="status" hidden
        data-writing="${words.writing}" data-still-writing="${words.stillWriting}"></p>
    </section>`,
  });
}
