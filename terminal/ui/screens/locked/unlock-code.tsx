/** The code's field: what came of the last try stands under it, and how long the next one waits. */

import { useState } from "preact/hooks";
import { CODE_CHARS_MAX, isCodePossible } from "../../../wallet/lock/lock.ts";
import { Note } from "../../parts/note.tsx";
import type { ViewProps } from "../screen.ts";
import type { LockedState } from "./state.ts";

export function UnlockCode({ state, texts, acts }: ViewProps<LockedState>) {
  const { locked } = texts.words;
  const [code, setCode] = useState("");
  const isReady = isCodePossible(code) && state.nextAt === undefined && state.tried !== "checking";
  return (
    <form
      class="code-entry"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        setCode("");
        acts.lock.unlockByCode(code);
      }}
    >
      <label>
        {locked.code}
        <input
          type="password"
          autocomplete="off"
          maxLength={CODE_CHARS_MAX}
          value={code}
          onInput={({ currentTarget }) => setCode(currentTarget.value)}
        />
      </label>
      <div role="status">
        {state.nextAt !== undefined ? (
          <Note tone="warn">{locked.wait(texts.time(state.nextAt))}</Note>
        ) : (
          state.tried && <Note tone="plain">{locked.tried[state.tried]}</Note>
        )}
      </div>
      <button type="submit" class="action" aria-disabled={!isReady}>
        {locked.unlock}
      </button>
    </form>
  );
}
