/** A payment's page. On paper the same payment is a receipt: see paper.tsx. */

import type { ComponentChildren } from "preact";
import { wordOfKind } from "../../../wallet/outcome.ts";
import { TextButton } from "../../parts/button.tsx";
import { GivenList } from "../../parts/given-list.tsx";
import { Items } from "../../parts/items.tsx";
import { Note } from "../../parts/note.tsx";
import { OriginChip } from "../../parts/origin-chip.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Title } from "../../parts/title.tsx";
import type { ViewProps } from "../screen.ts";
import { Paper } from "./paper.tsx";
import { ReceiptPart } from "./receipt-part.tsx";
import type { PaymentPage, PaymentState } from "./state.ts";

export function PaymentView({ state, texts, acts }: ViewProps<PaymentState>) {
  const { words } = texts;
  return (
    <section class="payment">
      <p class="back">
        <TextButton press={acts.history.back}>{words.back}</TextButton>
      </p>
      {state.phase === "shown" ? (
        <Page state={state} texts={texts} acts={acts} />
      ) : (
        <Title>{state.phase === "gone" ? words.payment.gone : words.history.reading}</Title>
      )}
    </section>
  );
}

function Page(props: ViewProps<PaymentPage>) {
  const { state, texts, acts } = props;
  const { words, money } = texts;
  const { shop, kind, amount, currency, items } = state;
  const isPaid = wordOfKind(kind) === "settled";
  return (
    <>
      <header class="who">
        <span class="initial" aria-hidden="true">
          {shop.initial}
        </span>
        <div>
          <Title quiet>{words.payment.title(shop.name)}</Title>
          <p class="shop">
            <bdi>{shop.name}</bdi>
          </p>
          <OriginChip origin={shop.origin} provenAt={shop.provenAt} texts={texts} />
        </div>
      </header>
      <p class={isPaid ? "amount" : "amount unpaid"}>{money(amount, currency)}</p>
      <p class={`stand stand-${wordOfKind(kind)}`}>
        <strong>{words.payments.kinds[kind]}</strong>
        {state.automatic && <span class="soft small"> · {words.payments.automatic}</span>}
      </p>
      {state.reason && <p class="soft small why">{words.reasons[state.reason].what}</p>}
      <Items items={items} currency={currency} texts={texts} />
      <Facts {...props} />
      <Refunds {...props} />
      {state.given && (
        <Part title={words.settled.given}>
          <GivenList fields={state.given.fields} texts={texts} />
          {state.given.state !== "given" && (
            <p class="soft small">{words.settled.giving[state.given.state]}</p>
          )}
        </Part>
      )}
      {state.hasReceipt && <ReceiptPart {...props} />}
      {state.hasReceipt && <Dispute {...props} />}
      <Paper state={state} texts={texts} acts={acts} />
    </>
  );
}

function Facts({ state, texts }: ViewProps<PaymentPage>) {
  const { words, day, time } = texts;
  return (
    <div class="account">
      <Rows>
        <Row label={words.payment.time}>
          {day(state.at)} {time(state.at)}
        </Row>
        {state.reference !== undefined && (
          <Row label={words.sheet.order}>
            <bdi>{state.reference}</bdi>
          </Row>
        )}
        {state.heldUntil !== undefined && state.kind === "reserved" && (
          <Row label={words.sheet.heldUntil}>{day(state.heldUntil)}</Row>
        )}
      </Rows>
    </div>
  );
}

/** What was given back, each with its time; and what is left to have been paid. */
function Refunds({ state, texts }: ViewProps<PaymentPage>) {
  const { words, money, day, time } = texts;
  const { refunds, refunded, taken, amount, currency, asOf } = state;
  if (!state.hasReceipt) return null;
  const isChanged = refunds.length > 0 || (taken !== amount && state.kind !== "reserved");
  const heard =
    asOf === undefined ? words.payment.unasked : words.payment.asOf(`${day(asOf)} ${time(asOf)}`);
  if (!isChanged) return <p class="soft small heard">{heard}</p>;
  return (
    <Part title={words.payment.refunds}>
      <Rows>
        {taken !== amount && <Row label={words.payment.taken}>{money(taken, currency)}</Row>}
        {refunds.map((refund) => (
          <Row key={refund.at} label={`${day(refund.at)} ${time(refund.at)}`}>
            {money(refund.amount, currency)}
          </Row>
        ))}
        {refunds.length > 1 && (
          <Row label={words.payment.refunded}>{money(refunded, currency)}</Row>
        )}
        <Row label={words.payment.inTheEnd}>
          <strong>{money(taken - refunded, currency)}</strong>
        </Row>
      </Rows>
      <p class="soft small heard">{heard}</p>
    </Part>
  );
}

function Dispute({ state, texts, acts }: ViewProps<PaymentPage>) {
  const { words } = texts;
  const { dispute } = state;
  const said =
    dispute === "telling" ? words.dispute.sending : dispute && words.dispute.statuses[dispute];
  return (
    <>
      {said && <Note tone="plain">{words.payment.disputeState(said)}</Note>}
      <TextButton press={() => acts.disputes.show(state.record)}>{words.dispute.title}</TextButton>
    </>
  );
}

export function Part({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="part">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
