/** Messages of the system: on or off, with names and amounts or without, and what they are about. */

import { useState } from "preact/hooks";
import { TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { Title } from "../../parts/title.tsx";
import type { ViewProps } from "../screen.ts";
import type { NoticesState } from "./state.ts";

export function NoticesView({ state, texts, acts }: ViewProps<NoticesState>) {
  const { notices: words, back } = texts.words;
  const [refused, setRefused] = useState(false);
  const tell = (shown: boolean) => {
    void acts.notices.tell(shown).then((tells) => setRefused(shown && !tells));
  };
  return (
    <section class="notices">
      <p class="back">
        <TextButton press={() => acts.settings.back()}>{back}</TextButton>
      </p>
      <Title>{words.title}</Title>
      <p class="soft">{words.lead}</p>
      <ul class="told-of">
        {words.about.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <label class="check">
        <input
          type="checkbox"
          checked={state.shown}
          onChange={({ currentTarget }) => {
            tell(currentTarget.checked);
            // What is stored is shown: it changes when it is so.
            currentTarget.checked = state.shown;
          }}
        />
        <span>{words.shown}</span>
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={state.quiet}
          onChange={({ currentTarget }) => acts.notices.quiet(currentTarget.checked)}
        />
        <span>
          {words.quiet} <span class="soft small">{words.quietText}</span>
        </span>
      </label>
      <div role="status">{refused && <Note tone="warn">{words.refused}</Note>}</div>
    </section>
  );
}
