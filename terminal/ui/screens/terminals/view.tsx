/** The account's terminals: each with its name and what can be done about it, the way to link one, and the way back. */

import { TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { Title } from "../../parts/title.tsx";
import type { Words } from "../../words/types/words.ts";
import type { ViewProps } from "../screen.ts";
import { TerminalRow } from "./entry.tsx";
import { LinkPart } from "./link-part.tsx";
import { RecoveryPart } from "./recovery-part.tsx";
import type { TerminalsState } from "./state.ts";

export function TerminalsView(props: ViewProps<TerminalsState>) {
  const { state, texts, acts } = props;
  const { words } = texts;
  // What asks for an answer stands alone, so that its button is in sight.
  const atWords = state.words !== undefined;
  const atLink = !atWords && state.link?.state === "asked";
  return (
    <section class="terminals">
      <div class="terminals-head">
        <Title>{words.terminals.title}</Title>
        <TextButton press={() => acts.terminals.show(false)}>{words.back}</TextButton>
      </div>
      <Word state={state} words={words} />
      {!atWords && !atLink && (
        <ul>
          {state.entries.map((entry) => (
            <TerminalRow key={entry.key} entry={entry} {...props} />
          ))}
        </ul>
      )}
      {!atWords && !atLink && state.shared !== undefined && (
        <SharePart {...props} shared={state.shared} />
      )}
      {!atWords && <LinkPart {...props} />}
      {!atLink && <RecoveryPart {...props} />}
    </section>
  );
}

/** Whether an order of one browser is shown in the others, and what it costs to have that. */
function SharePart({
  texts: { words },
  acts,
  shared,
}: ViewProps<TerminalsState> & { readonly shared: boolean }) {
  const { share, shareText } = words.elsewhere;
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={shared}
        onChange={({ currentTarget }) => acts.terminals.shareOrders(currentTarget.checked)}
      />
      <span>
        {share} <span class="soft small">{shareText}</span>
      </span>
    </label>
  );
}

/** One note at most: how the last change ended, or that it hasn't yet. */
function Word({ state, words }: { readonly state: TerminalsState; readonly words: Words }) {
  const { refusals, sending, slow } = words.terminals;
  if (state.refused)
    return <Note tone="danger">{refusals[state.refused] ?? words.terminals.refused}</Note>;
  if (!state.change) return null;
  return <Note tone="plain">{state.change === "slow" ? slow : sending}</Note>;
}
