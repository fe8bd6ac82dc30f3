/** The shop's desk: every paid order, and what can be done with its money. Labelled as what it is: part of the demo. */

import { html } from "hono/html";
import { decimalAmount, formatAmount, type GivenFields } from "../../register-server/index.ts";
import type { DeskAct, DeskOrder } from "../desk.ts";
import type { DeskDispute } from "../disputes.ts";
import type { Order } from "../orders.ts";
import { wordsOf } from "../words.ts";
import { deliveryFacts } from "./delivery-facts.ts";
import { deskDisputes } from "./desk-disputes.ts";
import { type Html, layout, type Reader } from "./layout.ts";
import { moneyFacts, stateWord } from "./order-page.ts";

export interface DeskEntry {
  readonly order: Order;
  /** asked, and not answered yet */
  readonly open: readonly DeskOrder[];
  /** a key for one form: sent twice, it is one act */
  readonly newKey: () => string;
  /** where it goes, if its payer said so */
  readonly delivery?: GivenFields;
}

export interface Desk {
  readonly entries: readonly DeskEntry[];
  /** those that aren't over */
  readonly disputes: readonly DeskDispute[];
}

/** @param said of the act before, as the address has it */
export function deskPage(reader: Reader, { entries, disputes }: Desk, said?: string): Html {
  const words = wordsOf(reader.language);
  return layout(reader, {
    title: words.desk,
    main: html`<section class="narrow">
      <h1>${words.desk}</h1>
      <p class="notice">${words.deskDemo}</p>
      ${said === undefined ? "" : html`<p class="notice" role="status">${saidText(reader, said)}</p>`}
      ${deskDisputes(reader, disputes, entries[0]?.newKey ?? (() => ""))}
      ${entries.length === 0 ? html`<p>${words.deskEmpty}</p>` : ""}
      ${entries.map((entry) => entryOf(reader, entry))}
    </section>`,
  });
}

function saidText({ language }: Reader, said: string): string {
  const words = wordsOf(language);
  if (said === "done") return words.deskDone;
  return said === "pending" ? words.deskPending : words.deskRefused(said);
}

function entryOf(reader: Reader, { order, open, newKey, delivery }: DeskEntry): Html {
  const { language } = reader;
  const words = wordsOf(language);
  const { amount, currency, money } = order;
  const reserved = money.status === "authorized";
  const left = money.captured - money.refunded;
  return html`<article class="desk-entry" data-order="${order.id}">
    <h2>${words.deskOrder(order.number ?? 0)}</h2>
    <p><span class="state">${stateWord(order, language)}</span>
      <span class="price">${formatAmount(amount, currency, language)}</span></p>
    <dl class="facts">${moneyFacts(order, language)}${deliveryFacts(delivery, language)}</dl>
    ${reserved ? actForm(reader, order, { act: "capture", key: newKey(), amount }) : ""}
    ${reserved ? actForm(reader, order, { act: "void", key: newKey(), amount: 0 }) : ""}
    ${left > 0 ? actForm(reader, order, { act: "refund", key: newKey(), amount: left }) : ""}
    ${open.map((one) => againForm(reader, order, one))}
  </article>`;
}

function actForm({ language }: Reader, order: Order, { act, key, amount }: DeskOrder): Html {
  const words = wordsOf(language);
  const { currency } = order;
  return html`<form method="post" action="/desk/${order.id}/${act}" class="desk-act">
    <input type="hidden" name="key" value="${key}" />
    ${
      act === "void"
        ? ""
        : html`<label>${words.deskAmount(currency)}${ofOrder(words, order)}
          <input name="amount" inputmode="decimal" autocomplete="off" pattern="\\d+(\\.\\d+)?"
            value="${decimalAmount(amount, currency)}" required /></label>`
    }
    <button>${labelOf(words, act)}${ofOrder(words, order)}</button>
  </form>`;
}

/** Its key and amount are the first ones: whatever became of them, it is one act. */
function againForm({ language }: Reader, order: Order, { act, key, amount }: DeskOrder): Html {
  const words = wordsOf(language);
  return html`<form method="post" action="/desk/${order.id}/${act}" class="desk-act">
    <input type="hidden" name="key" value="${key}" />
    <input type="hidden" name="amount" value="${decimalAmount(amount, order.currency)}" />
    <button class="quiet">${words.deskAgain(labelOf(words, act))}${ofOrder(words, order)}</button>
  </form>`;
}

/** Every order has the same buttons: for who doesn't see where they stand. */
function ofOrder(words: ReturnType<typeof wordsOf>, { number }: Order): Html {
  return html`<span class="unseen"> (${words.deskOrder(number ?? 0)})</span>`;
}

function labelOf(words: ReturnType<typeof wordsOf>, act: DeskAct): string {
  return { capture: words.deskCapture, void: words.deskVoid, refund: words.deskRefund }[act];
}
