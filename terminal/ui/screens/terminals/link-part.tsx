/** Linking another terminal: its code is typed here, then a number is compared, then it may pay too [TE4], [TE5]. */

import { useState } from "preact/hooks";
import { ActionButton, TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import type { ViewProps } from "../screen.ts";
import type { TerminalsState } from "./state.ts";

export function LinkPart(props: ViewProps<TerminalsState>) {
  const { state, texts, acts } = props;
  const words = texts.words.terminals;
  const { link } = state;
  return (
    <div class="terminals-part">
      <h2>{words.link}</h2>
      {link?.state === "asked" ? (
        <div class="terminal-sure">
          <p>{words.asked(link.name)}</p>
          <p>{words.compare}</p>
          <p class="number-match">{link.number}</p>
          <ActionButton press={acts.terminals.approve} waiting={state.change !== undefined}>
            {words.approve}
          </ActionButton>
          <TextButton press={acts.terminals.forgetLink}>{words.notThis}</TextButton>
        </div>
      ) : (
        <>
          {link?.state === "failed" && (
            <Note tone="danger">{words.refusals[link.code] ?? words.refused}</Note>
          )}
          {link?.state === "linked" && <Note tone="plain">{words.linked(link.name)}</Note>}
          <p class="soft small">{words.linkText}</p>
          <LookForm {...props} looking={link?.state === "looking"} />
        </>
      )}
    </div>
  );
}

function LookForm({
  texts,
  acts,
  looking,
}: ViewProps<TerminalsState> & { readonly looking: boolean }) {
  const words = texts.words.terminals;
  const [code, setCode] = useState("");
  return (
    <form
      class="code-entry"
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() !== "" && !looking) acts.terminals.look(code);
      }}
    >
      <label>
        {words.code}
        <input
          type="text"
          class="typed-code"
          value={code}
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => setCode(currentTarget.value)}
        />
      </label>
      <button type="submit" class="text-button" aria-disabled={looking}>
        {looking ? words.looking : words.look}
      </button>
    </form>
  );
}
