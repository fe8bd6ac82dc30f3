/** Paid. The halves close, once; the amount, to whom, when, and that the receipt was checked. */

import { ActionButton, TextButton } from "../../parts/button.tsx";
import { GivenList } from "../../parts/given-list.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import type { ViewProps } from "../screen.ts";
import type { SettledState } from "./state.ts";

export function SettledView({ state, texts, acts }: ViewProps<SettledState>) {
  const { words, money, day, time } = texts;
  const { mayAllow } = state;
  return (
    <Outcome
      mark="closed"
      title={state.heldUntil === undefined ? words.settled.title : words.settled.heldTitle}
      actions={
        <>
          <ActionButton press={acts.done}>{words.done}</ActionButton>
          {mayAllow && (
            <TextButton press={() => acts.budgets.edit(mayAllow)}>{words.budget.offer}</TextButton>
          )}
        </>
      }
    >
      <p class="paid">{words.settled.paid(money(state.amount, state.currency), state.name)}</p>
      <div class="account">
        <Rows>
          <Row label={words.settled.at}>
            {day(state.at)} {time(state.at)}
          </Row>
          {state.reference !== undefined && <Row label={words.sheet.order}>{state.reference}</Row>}
          {state.heldUntil !== undefined && (
            <Row label={words.sheet.heldUntil}>{day(state.heldUntil)}</Row>
          )}
          {state.account !== undefined && <Row label={words.settled.from}>{state.account}</Row>}
          {state.left !== undefined && (
            <Row label={words.settled.left}>{money(state.left, state.currency)}</Row>
          )}
        </Rows>
      </div>
      {state.given && (
        <section class="given" aria-labelledby="given-title">
          <h2 id="given-title">{words.settled.given}</h2>
          <GivenList fields={state.given.fields} texts={texts} />
          {state.given.state !== "given" && (
            <p class="soft small">{words.settled.giving[state.given.state]}</p>
          )}
        </section>
      )}
      <p class="proof">{words.settled.proof}</p>
    </Outcome>
  );
}
