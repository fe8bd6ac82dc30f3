/** A shop's page. Pausing and revoking are one press each, and count at once. */

import { useState } from "preact/hooks";
import { spendingOf } from "../../../wallet/history/spending.ts";
import { BudgetCard } from "../../parts/budget-card.tsx";
import { ActionButton, TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { OriginChip } from "../../parts/origin-chip.tsx";
import { PaymentLines } from "../../parts/payment-lines.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Title } from "../../parts/title.tsx";
import type { ViewProps } from "../screen.ts";
import type { ShopPageState } from "./state.ts";

type Props = ViewProps<ShopPageState>;

export function ShopPageView(props: Props) {
  const { state, texts, acts } = props;
  const { words, count, day } = texts;
  return (
    <section class="shop-page">
      <p class="back">
        <TextButton press={acts.budgets.open}>{words.back}</TextButton>
      </p>
      <header class="who">
        <span class="initial" aria-hidden="true">
          {state.initial}
        </span>
        <div>
          <Title>
            <bdi>{state.name}</bdi>
          </Title>
          {state.provenAt === undefined ? (
            <p class="soft small">{state.origin}</p>
          ) : (
            <OriginChip origin={state.origin} provenAt={state.provenAt} texts={texts} />
          )}
        </div>
      </header>
      <div class="account">
        <Rows>
          <Row label={words.budgets.times}>{count(state.times).toString()}</Row>
          {state.firstPaidAt !== undefined && (
            <Row label={words.budgets.first}>{day(state.firstPaidAt)}</Row>
          )}
        </Rows>
      </div>
      <Consent {...props} />
      <Months {...props} />
      {state.payments && state.payments.length > 0 && (
        <div class="part">
          <h2>{words.history.title}</h2>
          <PaymentLines
            payments={state.payments}
            {...{ now: state.now, texts, level: 3, show: acts.history.show }}
          />
        </div>
      )}
    </section>
  );
}

/** What it may take by itself, and the shopper's acts. */
function Consent(props: Props) {
  const { state, texts, acts } = props;
  const { words } = texts;
  const { budget, register, busy, failed } = state;
  return (
    <div class="part">
      <h2>{words.budgets.budget}</h2>
      <div role="status">
        {busy && <Note tone="plain">{words.security.busy}</Note>}
        {failed && <Note tone="danger">{words.security.failed[failed]}</Note>}
      </div>
      {budget ? (
        <>
          <BudgetCard budget={budget} texts={texts} full />
          <Acts {...props} />
        </>
      ) : (
        <>
          <p class="soft small">{words.budgets.none}</p>
          <ActionButton press={() => acts.budgets.edit(register)}>
            {words.budgets.make}
          </ActionButton>
        </>
      )}
    </div>
  );
}

function Acts({ state: { budget, register }, texts: { words, money }, acts }: Props) {
  const [said, say] = useState("");
  const { budgets } = acts;
  return (
    <>
      <p class="part-acts">
        {budget?.phase === "active" && (
          <TextButton
            press={() => {
              budgets.pause(register);
              say(words.budgets.phases.paused);
            }}
          >
            {words.budgets.pause}
          </TextButton>
        )}
        {budget?.phase === "paused" && (
          <TextButton
            press={() => {
              budgets.resume(register);
              say(words.budget.upTo[budget.period](money(budget.amount, budget.currency)));
            }}
          >
            {words.budgets.resume}
          </TextButton>
        )}
        <TextButton press={() => budgets.edit(register)}>{words.budgets.change}</TextButton>
        <TextButton press={() => budgets.revoke(register)}>{words.budgets.revoke}</TextButton>
      </p>
      <p class="spoken" role="status">
        {said}
      </p>
    </>
  );
}

function Months({ state: { payments = [], now }, texts }: Props) {
  const months = spendingOf(payments, now).flatMap(({ currency, months }) =>
    months.filter(({ amount }) => amount > 0).map((month) => ({ ...month, currency })),
  );
  if (months.length === 0) return null;
  const { words, money, locale } = texts;
  const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric" });
  return (
    <div class="part">
      <h2>{words.spending.byMonth}</h2>
      <Rows>
        {months.map(({ start, amount, currency }) => (
          <Row key={`${start} ${currency}`} label={month.format(start)}>
            {money(amount, currency)}
          </Row>
        ))}
      </Rows>
    </div>
  );
}
