/** The desk's disputes: what a buyer says is wrong, the talk so far, and the shop's three answers. */

import { html } from "hono/html";
import { formatAmount } from "../../register-server/index.ts";
import type { DeskDispute, DisputeAct } from "../disputes.ts";
import { wordsOf } from "../words.ts";
import type { Html, Reader } from "./layout.ts";

/** @param newKey a key for one form: sent twice, it is one answer */
export function deskDisputes(
  reader: Reader,
  disputes: readonly DeskDispute[],
  newKey: () => string,
): Html {
  const words = wordsOf(reader.language);
  if (disputes.length === 0) return html``;
  return html`<h2>${words.disputes}</h2>
    ${disputes.map((one) => disputeEntry(reader, one, newKey))}`;
}

function disputeEntry({ language }: Reader, { dispute, order }: DeskDispute, newKey: () => string) {
  const words = wordsOf(language);
  const { trade, reason, status, left, currency, canWrite } = dispute;
  const form = (act: DisputeAct, text: boolean) => html`<form method="post"
    action="/desk/dispute/${trade}/${act}" class="desk-act">
    <input type="hidden" name="key" value="${newKey()}" />
    ${
      text
        ? html`<label>${words.disputeText}<span class="unseen"> (${words.deskOrder(order.number ?? 0)})</span>
            <input name="text" maxlength="1000" autocomplete="off" ${act === "write" ? "required" : ""} /></label>`
        : ""
    }
    <button>${words.disputeActs[act]}<span class="unseen"> (${words.deskOrder(order.number ?? 0)})</span></button>
  </form>`;
  return html`<article class="desk-entry" data-dispute="${trade}">
    <h3>${words.deskOrder(order.number ?? 0)}: ${words.disputeReasons[reason]}</h3>
    <p><span class="state">${words.disputeStates[status]}</span>
      <span class="price">${formatAmount(left, currency, language)}</span></p>
    <ol class="facts">${dispute.words.map(
      ({ from, act, text }) =>
        html`<li>${words.disputeFrom[from]}: ${text || words.disputeDone[act]}</li>`,
    )}</ol>
    ${form("accept", false)}
    ${canWrite ? form("write", true) : ""}
    ${status === "open" ? form("contest", canWrite) : ""}
  </article>`;
}
