/** Home: balance, credit and standing, last orders under their days, and its own pictures for empty and offline. */

import { Mark } from "../../mark.tsx";
import { TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { PaymentLines } from "../../parts/payment-lines.tsx";
import { Title } from "../../parts/title.tsx";
import type { ViewProps } from "../screen.ts";
import type { HomeState } from "./state.ts";

export function HomeView({ state, texts, acts }: ViewProps<HomeState>) {
  const { words, money, time } = texts;
  return (
    <section class="home">
      <Title quiet>{words.home.title}</Title>
      <div class="balance-card">
        <p class="soft small">
          <bdi>{state.account}</bdi>
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
        <AsOf state={state} texts={texts} />
      </div>
      <TextButton press={() => acts.goTo("settings")}>{words.ways.settings}</TextButton>
      {state.offlineSince !== undefined && (
        <Note tone="warn">
          <strong>{words.home.offline}</strong> {words.home.offlineSince(time(state.offlineSince))}
        </Note>
      )}
      {state.entries.length === 0 ? (
        <div class="empty">
          <Mark state="waiting" size={48} />
          <p>{words.home.empty}</p>
          <p class="soft small">{words.home.emptyText}</p>
        </div>
      ) : (
        <>
          <h2 class="spoken">{words.home.last}</h2>
          <PaymentLines
            payments={state.entries}
            {...{ now: state.now, texts, level: 3, show: acts.history.show }}
          />
          <TextButton press={acts.history.open}>{words.payments.all}</TextButton>
        </>
      )}
    </section>
  );
}

type Props = Pick<ViewProps<HomeState>, "state" | "texts">;

/** The time alone says enough today only. */
function AsOf({ state, texts }: Props) {
  const { words, day, time } = texts;
  const { balanceAt: at, now, old } = state;
  const isToday = day(at) === day(now);
  return (
    <p class={old ? "old small" : "soft small"}>
      {words.home.asOf(isToday ? time(at) : `${day(at)} ${time(at)}`)}
      {old && <span> {words.home.old}</span>}
    </p>
  );
}
