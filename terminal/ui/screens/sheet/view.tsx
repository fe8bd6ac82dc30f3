/**
 * The confirm sheet, top to bottom: who, how much, what, from where, until when, confirm. The Pay button
 * is never focused by itself and works only after a short dwell; before a shop that may be taken for another
 * one, only after the shopper's own word that he has seen it.
 */

import { useState } from "preact/hooks";
import type { OwnDetails } from "../../../../protocol/disclosure/fields.ts";
import { ActionButton, TextButton } from "../../parts/button.tsx";
import { useDwell } from "../../parts/dwell.ts";
import { Items } from "../../parts/items.tsx";
import { Note } from "../../parts/note.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { ShopHead } from "../../parts/shop-head.tsx";
import type { Texts } from "../../words/texts.ts";
import type { Words } from "../../words/words.ts";
import { LaterDetailsForm } from "../details/later-form.tsx";
import type { ViewProps } from "../screen.ts";
import { AsksPart, type Chosen, givenOf } from "./asks.tsx";
import { CautionPanel } from "./caution.tsx";
import { type SheetState, shownText } from "./state.ts";

/** For every order anew [DI4]. */
const NOTHING: Chosen = new Set();

export function SheetView(props: ViewProps<SheetState>) {
  const { state, texts, acts } = props;
  const { words, money } = texts;
  const amount = money(state.amount, state.currency);
  const [heeded, heed] = useState(false);
  const [chosen, choose] = useState<Chosen>(NOTHING);
  const [editing, edit] = useState(false);
  const { asks } = state;
  const { caution } = state.standing;
  if (editing && asks)
    return (
      <section>
        <LaterDetailsForm
          details={acts.ownDetails()}
          texts={texts}
          save={acts.keepDetails}
          back={() => edit(false)}
        />
      </section>
    );
  return (
    <section class="sheet">
      <Place {...props} />
      <ShopHead shop={state} title={words.sheet.title(state.name)} texts={texts}>
        {!caution && <Acquaintance {...props} />}
      </ShopHead>
      {caution && <CautionPanel {...{ caution, texts, heeded, heed }} {...nameOf(state)} />}
      <p class={caution ? "amount below-caution" : "amount"}>
        <span class="spoken">{words.sheet.amount} </span>
        {amount}
      </p>
      <Items items={state.items} currency={state.currency} texts={texts} />
      {asks && <AsksPart {...{ asks, chosen, choose, texts }} edit={() => edit(true)} />}
      <Account {...props} />
      <Footer
        {...props}
        amount={amount}
        heeded={caution === undefined || heeded}
        given={givenOf(asks, chosen)}
      />
    </section>
  );
}

function nameOf({ name, origin }: SheetState) {
  return { name, origin };
}

/** How often the shop was paid from here. */
function Acquaintance({ state: { standing }, texts: { words, day } }: ViewProps<SheetState>) {
  const { times, lastAt } = standing;
  return (
    <p class={times === 0 ? "acquaintance first" : "acquaintance"}>
      {lastAt === undefined ? words.sheet.firstTime : words.sheet.paidBefore(times, day(lastAt))}
    </p>
  );
}

/** Which of several waiting orders this is, and the way to the next. */
function Place({ state: { queue }, texts: { words }, acts }: ViewProps<SheetState>) {
  if (!queue) return null;
  return (
    <p class="queue">
      <span>{words.queue(queue.position, queue.count)}</span>
      <TextButton press={acts.nextTrade}>{words.nextTrade}</TextButton>
    </p>
  );
}

function Account({ state, texts: { words, money, day } }: ViewProps<SheetState>) {
  const { warning, currency } = state;
  return (
    <div class="account">
      <Rows>
        {state.reference !== undefined && <Row label={words.sheet.order}>{state.reference}</Row>}
        <Row label={words.sheet.from}>{state.account}</Row>
        {state.balance !== undefined && state.balance >= state.amount && (
          <Row label={words.sheet.leftAfter}>{money(state.balance - state.amount, currency)}</Row>
        )}
        {state.heldUntil !== undefined && (
          <Row label={words.sheet.heldUntil}>{day(state.heldUntil)}</Row>
        )}
      </Rows>
      {state.heldUntil !== undefined && <Note tone="plain">{words.sheet.held}</Note>}
      {warning && <Note tone="warn">{warningText(state, words, money)}</Note>}
    </div>
  );
}

function warningText(
  { warning, currency, balance = 0 }: SheetState,
  { sheet }: Words,
  money: Texts["money"],
): string {
  switch (warning) {
    case "notEnough":
      return sheet.notEnough(money(balance, currency));
    case "notHeld":
      return sheet.notHeld(currency);
    default:
      return sheet[warning ?? "frozen"];
  }
}

function Footer({
  state,
  texts: { words },
  acts,
  amount,
  heeded,
  given,
}: ViewProps<SheetState> & {
  readonly amount: string;
  readonly heeded: boolean;
  readonly given: OwnDetails | undefined;
}) {
  const ready = useDwell(`${heeded} ${JSON.stringify(given)} ${shownText(state)}`) && heeded;
  const pay = () => {
    if (given) acts.pay(state.record, state.amount, given);
    else acts.pay(state.record, state.amount);
  };
  const { closesInSeconds } = state;
  return (
    <footer class="actions">
      {closesInSeconds !== undefined && (
        <p class="closes">{words.sheet.closesIn(closesInSeconds)}</p>
      )}
      <ActionButton waiting={!ready} press={pay}>
        {words.sheet.pay(amount)}
      </ActionButton>
      <TextButton press={() => acts.decline(state.record)}>{words.sheet.decline}</TextButton>
      {state.pesters && (
        <div class="refuse-page">
          <TextButton press={() => acts.refuse(state.record)}>{words.sheet.refuse}</TextButton>
        </div>
      )}
    </footer>
  );
}
