/**
 * The confirm sheet, top to bottom: who, how much, what, from where, what is given with it, until when, confirm. The Pay
 * button is never focused by itself and works only after a short dwell; Escape declines. Before a shop that may be taken for another
 * one, only after the shopper's own word that he has seen it.
 */

import { useState } from "preact/hooks";
import type { OwnDetails } from "../../../../protocol/disclosure/fields.ts";
import { ActionButton, TextButton } from "../../parts/button.tsx";
import { useDwell } from "../../parts/dwell.ts";
import { useEscape } from "../../parts/escape.ts";
import { Items, Was } from "../../parts/items.tsx";
import { Note } from "../../parts/note.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { ShopHead } from "../../parts/shop-head.tsx";
import type { Texts } from "../../words/texts.ts";
import type { Words } from "../../words/types/words.ts";
import { LaterDetailsForm } from "../details/later-form.tsx";
import type { ViewProps } from "../screen.ts";
import { AsksPart, type Chosen, givenOf } from "./asks.tsx";
import type { SheetBudget } from "./budget.ts";
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
  // Until its words have come, the sheet stays.
  if (editing && asks && words.details)
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
      {state.askedIn !== undefined && <AskedIn {...props} askedIn={state.askedIn} />}
      {caution && <CautionPanel {...{ caution, texts, heeded, heed }} {...nameOf(state)} />}
      <Amount {...props} amount={amount} />
      <WhyAsked {...props} />
      <Items items={state.items} currency={state.currency} texts={texts} />
      <Account {...props} />
      {asks && <AsksPart {...{ asks, chosen, choose, texts }} edit={() => edit(true)} />}
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

/** What is asked, alone on its line; where the shop asked for something else a moment ago, that too, struck through. */
function Amount({
  state: { earlier },
  texts: { words, money, time },
  amount,
}: ViewProps<SheetState> & { readonly amount: string }) {
  return (
    <div class="amount-part">
      {earlier?.amount !== undefined && earlier.currency && (
        <p class="amount-was">
          <Was words={words}>{money(earlier.amount, earlier.currency)}</Was>
        </p>
      )}
      <p class="amount">
        <span class="spoken">{words.sheet.amount} </span>
        {amount}
      </p>
      {earlier && <p class="changed">{words.order.changed(time(earlier.at))}</p>}
    </div>
  );
}

/** Pressed in another browser, which vouches for the page, and may be one to revoke. Its room is there before its words. */
function AskedIn({
  askedIn,
  texts: { words },
  acts,
}: ViewProps<SheetState> & { readonly askedIn: string }) {
  const { elsewhere, home } = words;
  return (
    <div class="asked-in">
      <p class="soft small">
        {elsewhere?.asked(askedIn === "" ? elsewhere.other : elsewhere.named(askedIn))}
      </p>
      <TextButton press={() => acts.terminals.show(true)}>{home.terminals}</TextButton>
    </div>
  );
}

/** How often the shop was paid from here. */
function Acquaintance({
  state: { standing },
  texts: { words, day, count },
}: ViewProps<SheetState>) {
  const { times, lastAt } = standing;
  return (
    <p class={times === 0 ? "acquaintance first" : "acquaintance"}>
      {lastAt === undefined
        ? words.sheet.firstTime
        : words.sheet.paidBefore(count(times), day(lastAt))}
    </p>
  );
}

/** Which of several waiting orders this is, and the way to the next. */
function Place({ state: { queue }, texts: { words, count }, acts }: ViewProps<SheetState>) {
  if (!queue) return null;
  return (
    <p class="queue">
      <span>{words.queue(count(queue.position), count(queue.count))}</span>
      <TextButton press={acts.nextTrade}>{words.nextTrade}</TextButton>
    </p>
  );
}

function Account({ state, texts: { words, money, day } }: ViewProps<SheetState>) {
  const { warning, currency, budget } = state;
  return (
    <div class="account">
      <Rows>
        {state.reference !== undefined && <Row label={words.sheet.order}>{state.reference}</Row>}
        <Row label={words.sheet.from}>{state.account}</Row>
        {state.balance !== undefined && state.balance >= state.amount && (
          <Row label={words.sheet.leftAfter}>{money(state.balance - state.amount, currency)}</Row>
        )}
        {budget?.leftAfter !== undefined && (
          <Row label={words.budget.leftAfter[budget.period]}>
            {money(budget.leftAfter, budget.currency)}
          </Row>
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

/** Why it is asked about, though the shop has a budget: before all that the shopper would have to look for. */
function WhyAsked({ state: { budget }, texts }: ViewProps<SheetState>) {
  if (!budget?.why) return null;
  return <p class="why-asked soft small">{whyAsked(budget, texts.words, texts.money)}</p>;
}

function whyAsked(
  { why = "paused", currency, cap, left }: SheetBudget,
  { budget }: Words,
  money: Texts["money"],
): string {
  switch (why) {
    case "over_cap":
      return budget.why.over_cap(money(cap, currency));
    case "used_up":
      return budget.why.used_up(money(left, currency));
    default:
      return budget.why[why];
  }
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
  texts,
  acts,
  amount,
  heeded,
  given,
}: ViewProps<SheetState> & {
  readonly amount: string;
  readonly heeded: boolean;
  readonly given: OwnDetails | undefined;
}) {
  const { words } = texts;
  const shown = `${heeded} ${JSON.stringify(given)} ${shownText(state)}`;
  const ready = useDwell(shown) && heeded;
  const decline = () => acts.decline(state.record);
  useEscape(shown, decline);
  const pay = () => {
    if (given) acts.pay(state.record, state.amount, given);
    else acts.pay(state.record, state.amount);
  };
  const ofShop = state.queue?.ofShop ?? 1;
  return (
    <footer class="actions">
      <Until state={state} texts={texts} />
      <ActionButton waiting={!ready} press={pay}>
        {words.sheet.pay(amount)}
      </ActionButton>
      <div class="declines">
        <TextButton press={decline}>{words.sheet.decline}</TextButton>
        {ofShop > 1 && (
          <TextButton press={() => acts.declineShop(state.record)}>
            {words.order.declineAll(texts.count(ofShop))}
          </TextButton>
        )}
      </div>
      {state.pesters && (
        <div class="refuse-page">
          <TextButton press={() => acts.refuse(state.record)}>{words.sheet.refuse}</TextButton>
        </div>
      )}
    </footer>
  );
}

/** The line is there from the beginning: nothing moves when the countdown begins. */
function Until({
  state: { openUntil, closesInSeconds },
  texts: { words, time, day, count },
}: Pick<ViewProps<SheetState>, "state" | "texts">) {
  if (closesInSeconds !== undefined)
    return <p class="closes soon">{words.sheet.closesIn(count(closesInSeconds))}</p>;
  const { at, near } = openUntil;
  return <p class="closes">{words.order.openUntil(near ? time(at) : day(at))}</p>;
}
