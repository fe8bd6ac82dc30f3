/**
 * The form of a budget. Its button says the whole of what is allowed, and works after the dwell of the sheet: to allow a
 * budget is a confirmation. Nothing is filled in for the shopper.
 */

import { useState } from "preact/hooks";
import { budgetMax } from "../../../../protocol/account/budget-max.ts";
import type { Currency } from "../../../../protocol/money/money.ts";
import type { Period } from "../../../../protocol/money/period.ts";
import { ActionButton, TextButton } from "../../parts/button.tsx";
import { useDwell } from "../../parts/dwell.ts";
import { Note } from "../../parts/note.tsx";
import { Title } from "../../parts/title.tsx";
import type { ViewProps } from "../screen.ts";
import { type Draft, draftOf, type Read, readDraft } from "./draft.ts";
import type { BudgetFormState } from "./state.ts";

const PERIODS: readonly Period[] = ["day", "week", "month"];

type Props = ViewProps<BudgetFormState>;
interface Drafting {
  readonly draft: Draft;
  change(some: Partial<Draft>): void;
}

export function BudgetFormView(props: Props) {
  const { state, texts, acts } = props;
  const { words, money } = texts;
  const [draft, setDraft] = useState(() => draftOf(state));
  const change = (some: Partial<Draft>) => setDraft((now) => ({ ...now, ...some }));
  const read = readDraft(draft, state.register);
  const { last } = state;
  return (
    <section class="budget-form">
      <p class="back">
        <TextButton press={() => acts.budgets.show(state.register)}>{words.back}</TextButton>
      </p>
      <Title>{words.budgets.allow(state.name)}</Title>
      <p class="soft small">{words.budgets.formLead(state.origin)}</p>
      <Periods {...props} {...{ draft, change }} />
      <AmountField {...props} {...{ draft, change, read }} field="amount" />
      <AmountField {...props} {...{ draft, change, read }} field="cap" />
      {last && <p class="soft small">{words.budgets.last(money(last.amount, last.currency))}</p>}
      {state.currencies.length > 1 && <Currencies {...props} {...{ draft, change }} />}
      <Note tone="plain">{words.budgets.asked}</Note>
      <Allow {...props} read={read} />
    </section>
  );
}

function Periods({ texts: { words }, draft, change }: Props & Drafting) {
  return (
    <fieldset class="choice">
      <legend>{words.budgets.every}</legend>
      {PERIODS.map((period) => (
        <label key={period}>
          <input
            type="radio"
            name="period"
            checked={draft.period === period}
            onChange={() => change({ period })}
          />
          <span>{words.budgets.periods[period]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function AmountField({
  texts,
  draft,
  change,
  read,
  field,
}: Props & Drafting & { readonly read: Read; readonly field: "amount" | "cap" }) {
  const { words, money } = texts;
  const { currency } = draft;
  const isWrong = read.kind === "wrong" && read.field === field;
  const { wrong, mostCap, most } = words.budgets;
  const tooMuch = field === "cap" ? mostCap : most(money(budgetMax(currency), currency));
  const label = field === "amount" ? words.budgets.total[draft.period] : words.budgets.cap;
  return (
    <div class="amount-field">
      <label>
        {label} ({currency})
        <input
          type="text"
          inputMode="decimal"
          autocomplete="off"
          value={draft[field]}
          aria-invalid={isWrong}
          aria-describedby={`wrong-${field}`}
          onInput={({ currentTarget }) => change({ [field]: currentTarget.value })}
        />
      </label>
      <p id={`wrong-${field}`} class="field-wrong small" role="status">
        {isWrong && (read.why === "most" ? tooMuch : wrong)}
      </p>
    </div>
  );
}

function Currencies({ state, texts, draft, change }: Props & Drafting) {
  return (
    <div class="amount-field">
      <label>
        {texts.words.spending.currency}
        <select
          value={draft.currency}
          onChange={({ currentTarget }) => change({ currency: currentTarget.value as Currency })}
        >
          {state.currencies.map((currency) => (
            <option key={currency}>{currency}</option>
          ))}
        </select>
      </label>
    </div>
  );
}

function Allow({ texts, acts, read }: Props & { readonly read: Read }) {
  const { words, money } = texts;
  const terms = read.kind === "terms" ? read.terms : undefined;
  const ready = useDwell(JSON.stringify(terms ?? null)) && terms !== undefined;
  const total = terms && words.budget.upTo[terms.period](money(terms.amount, terms.currency));
  return (
    <footer class="actions">
      <ActionButton
        waiting={!ready}
        press={() => {
          if (terms) acts.budgets.allow(terms);
        }}
      >
        {total === undefined ? words.budgets.allowButton : words.budgets.allowThis(total)}
      </ActionButton>
    </footer>
  );
}
