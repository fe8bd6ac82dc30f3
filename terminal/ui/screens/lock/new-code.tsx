/** A new code for the lock, typed twice: nobody sees what he types, and a slip would lock him out. */

import { useState } from "preact/hooks";
import { CODE_CHARS_MAX, isCodePossible } from "../../../wallet/lock/lock.ts";
import { Note } from "../../parts/note.tsx";
import type { LockWords } from "../../words/types/later/lock.ts";

export function NewCode({
  words,
  set,
}: {
  readonly words: LockWords;
  readonly set: (code: string) => void;
}) {
  const [code, setCode] = useState("");
  const [again, setAgain] = useState("");
  const [fault, setFault] = useState<"short" | "differs">();
  const field = (label: string, value: string, change: (text: string) => void) => (
    <label>
      {label}
      <input
        type="password"
        autocomplete="off"
        maxLength={CODE_CHARS_MAX}
        value={value}
        onInput={({ currentTarget }) => change(currentTarget.value)}
      />
    </label>
  );
  return (
    <form
      class="code-entry"
      onSubmit={(event) => {
        event.preventDefault();
        const wrong = !isCodePossible(code) ? "short" : code === again ? undefined : "differs";
        setFault(wrong);
        if (wrong) return;
        setCode("");
        setAgain("");
        set(code);
      }}
    >
      {field(words.code, code, setCode)}
      {field(words.again, again, setAgain)}
      <div role="status">{fault && <Note tone="warn">{words.faults[fault]}</Note>}</div>
      <button type="submit" class="action quiet">
        {words.setCode}
      </button>
    </form>
  );
}
