/**
 * The way back when every terminal is lost: words that are shown once, and count once some of them were typed again,
 * so that nobody ends his old ones for words he didn't write down [TE13].
 */

import { useState } from "preact/hooks";
import { ActionButton, TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import type { ViewProps } from "../screen.ts";
import { isGroup, type NewWords, type TerminalsState } from "./state.ts";

export function RecoveryPart(props: ViewProps<TerminalsState>) {
  const { state, texts, acts } = props;
  const words = texts.words.terminals.recovery;
  const { recoverySince } = state;
  if (state.words) return <MadeWords {...props} made={state.words} />;
  return (
    <div class="terminals-part">
      <h2>{words.title}</h2>
      <p class="soft small">
        {recoverySince === undefined ? words.none : words.since(texts.day(recoverySince))}
      </p>
      <TextButton press={acts.terminals.makeWords}>
        {recoverySince === undefined ? words.make : words.again}
      </TextButton>
    </div>
  );
}

type Props = ViewProps<TerminalsState> & { readonly made: NewWords };

function MadeWords(props: Props) {
  const { state, texts, acts, made } = props;
  const words = texts.words.terminals.recovery;
  const [written, setWritten] = useState(false);
  if (written) return <TypeSome {...props} again={() => setWritten(false)} />;
  return (
    <div class="terminals-part">
      <h2>{words.title}</h2>
      <p>{words.write}</p>
      <ol class="recovery-words">
        {made.text.split("-").map((group, at) => (
          <li key={at}>{group}</li>
        ))}
      </ol>
      {state.oldWords && <p class="soft small">{words.old[state.oldWords]}</p>}
      <ActionButton press={() => setWritten(true)}>{words.written}</ActionButton>
      <TextButton press={acts.terminals.dropWords}>{texts.words.terminals.cancel}</TextButton>
    </div>
  );
}

/** A few of the groups, from the paper. */
function TypeSome({ texts, acts, made, again }: Props & { readonly again: () => void }) {
  const words = texts.words.terminals.recovery;
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [wrong, setWrong] = useState(false);
  const groups = made.text.split("-");
  return (
    <form
      class="terminals-part code-entry"
      onSubmit={(event) => {
        event.preventDefault();
        const right = made.ask.every((at) => isGroup(typed[at] ?? "", groups[at - 1] ?? ""));
        setWrong(!right);
        if (right) acts.terminals.keepWords();
      }}
    >
      <h2>{words.title}</h2>
      <p>{words.check}</p>
      {made.ask.map((at) => (
        <label key={at}>
          {words.group(texts.count(at))}
          <input
            type="text"
            class="typed-code"
            value={typed[at] ?? ""}
            maxLength={8}
            autocomplete="off"
            spellcheck={false}
            onInput={({ currentTarget }) => setTyped({ ...typed, [at]: currentTarget.value })}
          />
        </label>
      ))}
      <div role="alert">{wrong && <Note tone="danger">{words.wrong}</Note>}</div>
      <button type="submit" class="action">
        {words.use}
      </button>
      <TextButton press={again}>{words.showAgain}</TextButton>
    </form>
  );
}
