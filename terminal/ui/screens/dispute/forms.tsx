/** The forms of a dispute: telling the shop what is wrong, and writing on. */

import { useId, useState } from "preact/hooks";
import type { DisputeReason } from "../../../../protocol/dispute/dispute-messages.ts";
import type { DisputeWords } from "../../words/types/later/dispute.ts";
import type { ViewProps } from "../screen.ts";
import type { DisputeState } from "./state.ts";

interface FormProps extends ViewProps<DisputeState> {
  readonly words: DisputeWords;
}

/** As long as a text may be. */
const LONGEST = 1_000;

export function OpenForm({ state, acts, words }: FormProps) {
  const [reason, setReason] = useState<DisputeReason>("not_received");
  const [text, setText] = useState("");
  const reasons = Object.entries(words.reasons) as [DisputeReason, string][];
  const submit = (event: Event) => {
    event.preventDefault();
    acts.disputes.open(state.record, reason, text.trim());
  };
  return (
    <form onSubmit={submit}>
      <label>
        {words.reason}
        <select
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value as DisputeReason)}
        >
          {reasons.map(([name, label]) => (
            <option key={name} value={name} selected={name === reason}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {state.canWrite ? (
        <Words label={words.text} text={text} type={setText} />
      ) : (
        <p class="soft small">{words.mute}</p>
      )}
      <button type="submit" class="action">
        {words.open}
      </button>
    </form>
  );
}

export function WriteForm({ state, acts, words }: FormProps) {
  const [text, setText] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    if (text.trim() !== "") acts.disputes.write(state.record, text.trim());
  };
  return (
    <form onSubmit={submit}>
      <Words label={words.text} text={text} type={setText} />
      <button type="submit" class="text-button">
        {words.write}
      </button>
    </form>
  );
}

interface WordsProps {
  readonly label: string;
  readonly text: string;
  type(text: string): void;
}

function Words({ label, text, type }: WordsProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={LONGEST}
        value={text}
        onInput={({ currentTarget }) => type(currentTarget.value)}
      />
    </div>
  );
}
