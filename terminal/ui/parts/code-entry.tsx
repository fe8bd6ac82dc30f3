/** A code that the shopper was given: folded away until he asks for it, then a field and its button. */

import { useState } from "preact/hooks";
import type { Words } from "../words/types/words.ts";
import { TextButton } from "./button.tsx";

export function CodeEntry({
  words,
  bring,
}: {
  readonly words: Words["onboarding"];
  readonly bring: (code: string) => void;
}) {
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState("");
  if (!open) return <TextButton press={() => setOpen(true)}>{words.haveCode}</TextButton>;
  return (
    <form
      class="code-entry"
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() !== "") bring(code);
      }}
    >
      <label>
        {words.code}
        <input
          type="text"
          value={code}
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => setCode(currentTarget.value)}
        />
      </label>
      <button type="submit" class="text-button">
        {words.bringCode}
      </button>
    </form>
  );
}
