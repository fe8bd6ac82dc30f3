/** One order, and the list of a browser's orders. Shows what is written, never what a page believes. */

import { html } from "hono/html";
import { formatAmount, type GivenFields } from "../../register-server/index.ts";
import { LOCKERS } from "../catalogue.ts";
import type { Language } from "../language.ts";
import type { Order } from "../orders.ts";
import { wordsOf } from "../words.ts";
import { deliveryFacts } from "./delivery-facts.ts";
import { type Html, layout, plainPage, type Reader } from "./layout.ts";

/** @param delivery what its payer gave, if anything */
export function orderPage(reader: Reader, order: Order, delivery?: GivenFields): Html {
  const { language } = reader;
  const words = wordsOf(language);
  const title = titleOf(order, language);
  const waits = order.state === "unpaid";
  return layout(reader, {
    title,
    ...(waits ? { head: html`<script src="/order-page.js" type="module"></script>` } : {}),
    main: html`<section class="narrow" data-order="${order.id}" data-state="${order.state}">
      ${order.state === "paid" ? html`<img class="seal" src="/paid.svg" alt="" width="64" height="64" />` : ""}
      <h1>${title}</h1>
      <p>${textOf(order, language, delivery)}</p>
      <ul class="lines plain">
        ${order.lines.map(
          ({ name, quantity, amount }) => html`<li class="line">
            <span>${name}${quantity > 1 ? html` × ${quantity}` : ""}</span>
            <span class="price">${formatAmount(amount, order.currency, language)}</span>
          </li>`,
        )}
      </ul>
      <p class="total">
        <span>${words.total}</span>
        <strong>${formatAmount(order.amount, order.currency, language)}</strong>
      </p>
      ${facts(order, language, delivery)}
      <p><a class="button quiet" href="${waits ? "/checkout" : "/"}">${waits ? words.toPay : words.backToGoods}</a></p>
    </section>`,
  });
}

export function ordersPage(reader: Reader, orders: readonly Order[]): Html {
  const { language } = reader;
  const words = wordsOf(language);
  if (orders.length === 0) {
    const on = { href: "/", label: words.backToGoods };
    return layout(reader, {
      title: words.orders,
      main: plainPage(words.orders, words.noOrders, on),
    });
  }
  return layout(reader, {
    title: words.orders,
    main: html`<section class="narrow">
      <h1>${words.orders}</h1>
      <ul class="lines plain">
        ${orders.map(
          (order) => html`<li class="line">
            <a href="/orders/${order.id}">${order.number ?? order.id}</a>
            <span class="state ${order.state}">${stateWord(order, language)}</span>
            <span class="price">${formatAmount(order.amount, order.currency, language)}</span>
          </li>`,
        )}
      </ul>
    </section>`,
  });
}

/** Paid, reserved, or given up: in a word. */
export function stateWord({ state, money, later }: Order, language: Language): string {
  const words = wordsOf(language);
  if (state !== "paid") return words.state[state];
  if (money.refunded > 0 && money.refunded === money.captured) return words.state.refunded;
  if (money.status === "voided") return words.state.released;
  return later && money.status === "authorized" ? words.state.reserved : words.state.paid;
}

function titleOf({ state, number, money }: Order, language: Language): string {
  const words = wordsOf(language);
  if (state === "paid" && money.status === "authorized") return words.reservedTitle(number ?? 0);
  if (state === "paid" && money.status === "voided") return words.releasedTitle(number ?? 0);
  if (state === "paid") return words.paidTitle(number ?? 0);
  return state === "unpaid" ? words.unpaidTitle : words.replacedTitle;
}

function textOf({ state, money }: Order, language: Language, delivery?: GivenFields): string {
  const words = wordsOf(language);
  if (state === "paid" && money.status === "settled" && delivery?.delivery_address)
    return words.paidHomeText;
  if (state === "paid" && money.status === "authorized") return words.reservedText;
  if (state === "paid" && money.status === "voided") return words.releasedText;
  return { paid: words.paidText, unpaid: words.unpaidText, replaced: words.replacedText }[state];
}

/** What was taken of a reservation, and what was given back. */
export function moneyFacts({ currency, later, money }: Order, language: Language): Html {
  const words = wordsOf(language);
  const taken = formatAmount(money.captured, currency, language);
  const back = formatAmount(money.refunded, currency, language);
  return html`${later ? html`<div><dt>${words.taken}</dt><dd>${taken}</dd></div>` : ""}
    ${money.refunded > 0 ? html`<div><dt>${words.givenBack}</dt><dd>${back}</dd></div>` : ""}`;
}

function facts(order: Order, language: Language, delivery?: GivenFields): Html {
  const { id, locker, paidAt, money } = order;
  const words = wordsOf(language);
  const time = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  return html`<dl class="facts">
    ${
      delivery?.delivery_address
        ? ""
        : html`<div><dt>${words.pickUp}</dt><dd>${LOCKERS[locker][language]}</dd></div>`
    }
    ${deliveryFacts(delivery, language)}
    ${
      paidAt === null
        ? ""
        : html`<div><dt>${money.status === "authorized" ? words.reservedAt : words.paidAt}</dt>
            <dd>${time.format(paidAt)}</dd></div>
          <div><dt>${words.paidBy}</dt>
            <dd>${delivery ? words.someoneGave : words.someone}</dd></div>`
    }
    ${paidAt === null ? "" : moneyFacts(order, language)}
    <div><dt>${words.orderId}</dt><dd class="code">${id}</dd></div>
  </dl>`;
}
