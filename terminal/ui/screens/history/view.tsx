/** The history: a search, filters, and what was found under its days, fifty at a time. */

import { useMemo } from "preact/hooks";
import { Mark } from "../../mark.tsx";
import { TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { PaymentLines } from "../../parts/payment-lines.tsx";
import { Title } from "../../parts/title.tsx";
import type { ViewProps } from "../screen.ts";
import { DRAWN_AT_ONCE, EVERYTHING } from "./filter.ts";
import { findPayments } from "./find.ts";
import { SearchForm } from "./search-form.tsx";
import type { HistoryState, Listed } from "./state.ts";
import { spentTogether } from "./sums.ts";

export function HistoryView(props: ViewProps<HistoryState>) {
  const { state, texts, acts } = props;
  const words = texts.words.history;
  const { payments, filter, now } = state;
  const today = texts.day(now);
  const found = useMemo(
    () => findPayments(payments ?? [], { filter, locale: texts.locale, now }),
    // What a day is changes with the day, not with each second.
    [payments, filter, texts, today],
  );
  return (
    <section class="history">
      <p class="back">
        <TextButton press={() => acts.goTo("home")}>{texts.words.back}</TextButton>
      </p>
      <Title>{words.title}</Title>
      {state.offline && <Note tone="plain">{words.offline}</Note>}
      {payments === undefined ? (
        <p class="soft">{words.reading}</p>
      ) : payments.length === 0 ? (
        <Picture title={words.empty} text={words.emptyText} />
      ) : (
        <>
          <p class="part-acts">
            <TextButton press={acts.history.spending}>{texts.words.spending.title}</TextButton>
          </p>
          <SearchForm payments={payments} filter={filter} words={words} find={acts.history.find} />
          <Found {...props} found={found} />
          <Keep {...props} />
        </>
      )}
    </section>
  );
}

function Found({ state, texts, acts, found }: ViewProps<HistoryState> & { found: Listed[] }) {
  const words = texts.words.history;
  const { filter, drawn } = state;
  const all = filter === EVERYTHING;
  const spent = all ? [] : spentTogether(found);
  return (
    <>
      <p class="found soft small" role="status">
        {words.found(texts.count(found.length))}
        {spent.map(({ amount, currency }) => (
          <span key={currency}> · {words.together(texts.money(amount, currency))}</span>
        ))}
      </p>
      {!all && <TextButton press={() => acts.history.find(EVERYTHING)}>{words.clear}</TextButton>}
      {found.length === 0 ? (
        <Picture title={words.none} text={words.noneText} />
      ) : (
        <PaymentLines
          payments={found.slice(0, drawn)}
          {...{ now: state.now, texts, show: acts.history.show }}
        />
      )}
      {found.length > drawn && (
        <TextButton press={acts.history.more}>
          {words.more(texts.count(Math.min(DRAWN_AT_ONCE, found.length - drawn)))}
        </TextButton>
      )}
    </>
  );
}

/** A copy of everything, whatever is looked for at the moment. */
function Keep({ texts, acts }: ViewProps<HistoryState>) {
  const { history: words } = texts.words;
  return (
    <div class="part">
      <h2>{words.keep}</h2>
      <p class="part-acts">
        <TextButton press={() => acts.history.keepAll("csv")}>{words.asTable}</TextButton>
        <TextButton press={() => acts.history.keepAll("json")}>{words.asData}</TextButton>
      </p>
      <p class="soft small">{words.only}</p>
    </div>
  );
}

function Picture({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div class="empty">
      <Mark state="waiting" size={48} />
      <p>{title}</p>
      <p class="soft small">{text}</p>
    </div>
  );
}
