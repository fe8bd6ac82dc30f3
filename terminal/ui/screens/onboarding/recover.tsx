/** The way back by recovery words: nothing else stands on the screen, so that there is room for all of them. */

import { useState } from "preact/hooks";
import { TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { Title } from "../../parts/title.tsx";
import type { Words } from "../../words/types/words.ts";
import type { TerminalActs } from "../terminals/acts.ts";

export function RecoverView({
  words,
  acts,
  back,
  leave,
}: {
  readonly words: Words["onboarding"];
  readonly acts: Pick<TerminalActs, "recover">;
  readonly back: string;
  readonly leave: () => void;
}) {
  const [typed, setTyped] = useState("");
  const [others, setOthers] = useState(false);
  const [wrong, setWrong] = useState(false);
  return (
    <section class="recover">
      <p class="back">
        <TextButton press={leave}>{back}</TextButton>
      </p>
      <Title>{words.recover}</Title>
      <p class="soft">{words.recoverText}</p>
      <form
        class="code-entry"
        onSubmit={(event) => {
          event.preventDefault();
          void acts.recover(typed, others).then((good) => setWrong(!good));
        }}
      >
        <label>
          {words.words}
          <textarea
            rows={5}
            value={typed}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </label>
        <div role="alert">{wrong && <Note tone="danger">{words.wordsWrong}</Note>}</div>
        <label class="check">
          <input
            type="checkbox"
            checked={others}
            onChange={({ currentTarget }) => setOthers(currentTarget.checked)}
          />
          {words.revokeOthers}
        </label>
        <button type="submit" class="action">
          {words.bringWords}
        </button>
      </form>
    </section>
  );
}
