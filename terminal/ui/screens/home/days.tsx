/** The last orders under their days, newest first. */

import { Mark, type MarkState } from "../../mark.tsx";
import { TextButton } from "../../parts/button.tsx";
import type { Texts } from "../../words/texts.ts";
import type { Acts } from "../screen.ts";
import type { HomeEntry, HomeState } from "./state.ts";

interface Props {
  readonly state: Pick<HomeState, "entries" | "now">;
  readonly texts: Texts;
  /** absent where this terminal can't say anything any more */
  readonly acts?: Acts;
}

export function Days({ state, texts, acts }: Props) {
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
              <Entry key={entry.id} entry={entry} texts={texts} {...(acts ? { acts } : {})} />
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

function Entry({
  entry,
  texts,
  acts,
}: Pick<Props, "texts" | "acts"> & { readonly entry: HomeEntry }) {
  const { words, money, time } = texts;
  return (
    <li class={`entry entry-${entry.outcome}`}>
      <Mark state={MARKS[entry.outcome]} size={20} />
      <span class="entry-name">
        {entry.name}
        <span class="soft small">
          {words.home[entry.outcome]} · {time(entry.at)}
        </span>
        {acts && (entry.outcome === "paid" || entry.outcome === "reserved") && (
          <TextButton press={() => acts.disputes.show(entry.id)}>
            {words.home.wrong}
            <span class="spoken"> {entry.name}</span>
          </TextButton>
        )}
      </span>
      <span class="money">{money(entry.amount, entry.currency)}</span>
    </li>
  );
}
