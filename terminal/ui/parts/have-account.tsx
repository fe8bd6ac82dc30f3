/** For who has an account already: link this browser to another one, or type the recovery words. Folded away. */

import { useState } from "preact/hooks";
import type { TerminalActs } from "../screens/terminals/acts.ts";
import type { Words } from "../words/words.ts";
import { TextButton } from "./button.tsx";
import { Note } from "./note.tsx";

interface Props {
  readonly words: Words["onboarding"];
  readonly acts: Pick<TerminalActs, "link" | "recover">;
}

export function HaveAccount({ words, acts }: Props) {
  const [open, setOpen] = useState<"ways" | "words">();
  if (open === undefined)
    return <TextButton press={() => setOpen("ways")}>{words.haveAccount}</TextButton>;
  if (open === "words") return <RecoveryForm words={words} acts={acts} />;
  return (
    <>
      <TextButton press={acts.link}>{words.link}</TextButton>
      <TextButton press={() => setOpen("words")}>{words.recover}</TextButton>
    </>
  );
}

function RecoveryForm({ words, acts }: Props) {
  const [typed, setTyped] = useState("");
  const [others, setOthers] = useState(false);
  const [wrong, setWrong] = useState(false);
  return (
    <form
      class="code-entry"
      onSubmit={(event) => {
        event.preventDefault();
        void acts.recover(typed, others).then((good) => setWrong(!good));
      }}
    >
      {wrong && <Note tone="danger">{words.wordsWrong}</Note>}
      <label>
        {words.words}
        <textarea
          rows={3}
          value={typed}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={others}
          onChange={({ currentTarget }) => setOthers(currentTarget.checked)}
        />
        {words.revokeOthers}
      </label>
      <button type="submit" class="text-button">
        {words.bringWords}
      </button>
    </form>
  );
}
