/** Home: balance, credit and standing, last orders under their days, and its own pictures for empty and offline. */

import { Mark, type MarkState } from "../../mark.tsx";
import { Note } from "../../parts/note.tsx";
import { Title } from "../../parts/title.tsx";
import type { Texts } from "../../words/texts.ts";
import type { ViewProps } from "../screen.ts";
import type { HomeEntry, HomeState } from "./state.ts";

export function HomeView({ state, texts }: ViewProps<HomeState>) {
  const { words, money, time } = texts;
  return (
    <section class="home">
      <Title quiet>{words.home.title}</Title>
      <div class="balance-card">
        <p class="soft small">
          {state.account}
          {state.standing !== "active" && (
            <strong class="frozen"> {words.home[state.standing]}</strong>
          )}
        </p>
        <ul class="balances" aria-label={words.home.balance}>
          {state.balances.map(({ amount, currency }) => (
            <li key={currency}>{money(amount, currency)}</li>
          ))}
        </ul>
        {state.credit.map(({ left, currency }) => (
          <p key={currency}>{words.home.credit(money(left, currency))}</p>
        ))}
        <p class="soft small">{words.home.asOf(time(state.balanceAt))}</p>
      </div>
      {state.offline && (
        <Note tone="warn">
          <strong>{words.home.offline}</strong> {words.home.offlineText}
        </Note>
      )}
      {state.entries.length === 0 ? (
        <div class="empty">
          <Mark state="waiting" size={48} />
          <p>{words.home.empty}</p>
          <p class="soft small">{words.home.emptyText}</p>
        </div>
      ) : (
        <Days state={state} texts={texts} />
      )}
    </section>
  );
}

function Days({ state, texts }: { readonly state: HomeState; readonly texts: Texts }) {
  const days = new Map<string, HomeEntry[]>();
  for (const entry of state.entries) {
    const heading = texts.dayHeading(entry.at, state.now);
    days.set(heading, [...(days.get(heading) ?? []), entry]);
  }
  return (
    <div class="days">
      <h2 class="spoken">{texts.words.home.last}</h2>
      {[...days].map(([heading, entries]) => (
        <div key={heading}>
          <h3>{heading}</h3>
          <ul>
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} texts={texts} />
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

const MARKS: Readonly<Record<HomeEntry["outcome"], MarkState>> = {
  paid: "closed",
  reserved: "closed",
  notPaid: "dimmed",
  expired: "dimmed",
};

function Entry({ entry, texts }: { readonly entry: HomeEntry; readonly texts: Texts }) {
  const { words, money, time } = texts;
  return (
    <li class={`entry entry-${entry.outcome}`}>
      <Mark state={MARKS[entry.outcome]} size={20} />
      <span class="entry-name">
        {entry.name}
        <span class="soft small">
          {words.home[entry.outcome]} · {time(entry.at)}
        </span>
      </span>
      <span class="money">{money(entry.amount, entry.currency)}</span>
    </li>
  );
}
