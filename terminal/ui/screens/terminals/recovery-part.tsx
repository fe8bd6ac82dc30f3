/** The way back when every terminal is lost: words that are shown once, and count once they are written down [TE13]. */

import { ActionButton, TextButton } from "../../parts/button.tsx";
import type { ViewProps } from "../screen.ts";
import type { TerminalsState } from "./state.ts";

export function RecoveryPart({ state, texts, acts }: ViewProps<TerminalsState>) {
  const words = texts.words.terminals.recovery;
  const { recoverySince } = state;
  const { makeWords, keepWords, dropWords } = acts.terminals;
  if (state.words !== undefined)
    return (
      <div class="terminals-part">
        <h2>{words.title}</h2>
        <p>{words.write}</p>
        <ol class="recovery-words">
          {state.words.split("-").map((group, at) => (
            <li key={at}>{group}</li>
          ))}
        </ol>
        <ActionButton press={keepWords}>{words.written}</ActionButton>
        <TextButton press={dropWords}>{texts.words.terminals.cancel}</TextButton>
      </div>
    );
  return (
    <div class="terminals-part">
      <h2>{words.title}</h2>
      <p class="soft small">
        {recoverySince === undefined ? words.none : words.since(texts.day(recoverySince))}
      </p>
      <TextButton press={makeWords}>
        {recoverySince === undefined ? words.make : words.again}
      </TextButton>
    </div>
  );
}
