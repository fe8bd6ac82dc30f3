/** The payment on paper: one calm page, A4 or Letter, drawn only when it is printed. Its seal is the mark, closed. */

import { wordOfKind } from "../../../wallet/outcome.ts";
import { Mark } from "../../mark.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import type { ViewProps } from "../screen.ts";
import type { PaymentPage } from "./state.ts";

export function Paper({ state, texts }: ViewProps<PaymentPage>) {
  const { words, money, day, time } = texts;
  const { shop, amount, currency, items, check, refunds } = state;
  const checked = typeof check === "object" && check.holds ? check : undefined;
  if (!state.hasReceipt || !checked) return null;
  const isPaid = wordOfKind(state.kind) === "settled";
  return (
    <div class="paper" aria-hidden="true">
      <div class="paper-head">
        <Mark state={isPaid ? "closed" : "dimmed"} size={56} />
        <div>
          <p class="paper-title">{words.receipt.title}</p>
          <p>{words.name}</p>
        </div>
      </div>
      {state.mode === "test" && <p class="paper-test">{words.receipt.test}</p>}
      <p class="paper-amount">{money(amount, currency)}</p>
      <p class="paper-stand">
        {words.payments.kinds[state.kind]} · {day(state.at)} {time(state.at)}
      </p>
      <p class="paper-shop">
        <bdi>{shop.name}</bdi>
        <span> {shop.origin}</span>
      </p>
      {items.length > 0 && (
        <Rows>
          {items.map((item, at) => (
            <Row
              key={at}
              label={`${item.name} ${words.sheet.quantity(texts.count(item.quantity))}`}
            >
              {money(item.amount, currency)}
            </Row>
          ))}
        </Rows>
      )}
      <Rows>
        {state.reference !== undefined && <Row label={words.sheet.order}>{state.reference}</Row>}
        {refunds.map((refund) => (
          <Row key={refund.at} label={`${words.payment.refunded} · ${day(refund.at)}`}>
            {money(refund.amount, currency)}
          </Row>
        ))}
        {refunds.length > 0 && (
          <Row label={words.payment.inTheEnd}>{money(state.taken - state.refunded, currency)}</Row>
        )}
        <Row label={words.payment.trade}>{state.trade}</Row>
        <Row label={words.receipt.fingerprint}>{checked.fingerprint}</Row>
      </Rows>
      <p class="paper-note">{words.receipt.note}</p>
    </div>
  );
}
