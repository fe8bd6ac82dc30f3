/** The privacy log: who received what, and when, with the values as they went out; each erased alone, or all at once. */

import { useState } from "preact/hooks";
import type { GivenEntry } from "../../../wallet/privacy/given.ts";
import { TextButton } from "../../parts/button.tsx";
import { GivenList } from "../../parts/given-list.tsx";
import { Note } from "../../parts/note.tsx";
import { Title } from "../../parts/title.tsx";
import type { ViewProps } from "../screen.ts";
import { shownOrigin } from "../sheet/standing.ts";
import type { GivenState } from "./state.ts";

export function GivenView(props: ViewProps<GivenState>) {
  const { state, texts, acts } = props;
  const { words } = texts;
  const [sure, setSure] = useState(false);
  const eraseAll = () => {
    if (sure) acts.forgetAllGiven();
    setSure(!sure);
  };
  return (
    <section class="given">
      <p class="back">
        <TextButton press={acts.settings.back}>{words.back}</TextButton>
      </p>
      <Title>{words.given.title}</Title>
      <p class="soft small">{words.given.lead}</p>
      {state.entries.length === 0 ? (
        <p>{words.given.empty}</p>
      ) : (
        <>
          <ul>
            {state.entries.map((entry) => (
              <Entry key={entry.id} {...props} entry={entry} />
            ))}
          </ul>
          <TextButton press={eraseAll}>{words.given.eraseAll}</TextButton>
          <div role="status">{sure && <Note tone="warn">{words.given.eraseSure}</Note>}</div>
        </>
      )}
    </section>
  );
}

function Entry({ entry, texts, acts }: ViewProps<GivenState> & { readonly entry: GivenEntry }) {
  const { words, day, time } = texts;
  return (
    <li class="given-entry">
      <h2>
        <bdi>{entry.name}</bdi>
      </h2>
      <p class="soft small">
        <span class="given-origin">{shownOrigin(entry.origin)}</span> · {day(entry.at)}{" "}
        {time(entry.at)}
      </p>
      <GivenList fields={entry.fields} texts={texts} />
      {entry.state !== "given" && (
        <Note tone={entry.state === "lost" ? "warn" : "plain"}>
          {words.settled.giving[entry.state]}
        </Note>
      )}
      <TextButton press={() => acts.forgetGiven(entry.id)}>
        {words.given.erase}
        <span class="spoken"> {entry.name}</span>
      </TextButton>
    </li>
  );
}
