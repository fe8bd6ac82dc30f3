/** One terminal: its name, its times, and folded behind buttons how to rename and how to revoke it. */

import { useState } from "preact/hooks";
import { TERMINAL_NAME_CHARS_MAX } from "../../../../protocol/limits.ts";
import { TextButton } from "../../parts/button.tsx";
import type { ViewProps } from "../screen.ts";
import type { TerminalEntry, TerminalsState } from "./state.ts";

type Props = ViewProps<TerminalsState> & { readonly entry: TerminalEntry };
type Open = "rename" | "revoke" | undefined;

export function TerminalRow(props: Props) {
  const { entry, texts } = props;
  const words = texts.words.terminals;
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const gone = entry.revokedAt !== undefined;
  return (
    <li class={gone ? "terminal terminal-gone" : "terminal"}>
      <p class="terminal-name">
        {nameOf(props)} {entry.own && <span class="test-mode">{words.thisOne}</span>}
      </p>
      <p class="soft small">{timesOf(props)}</p>
      {!gone && open === undefined && (
        <p class="terminal-acts">
          <TextButton press={() => setOpen("rename")}>{words.rename}</TextButton>
          <TextButton press={() => setOpen("revoke")}>{words.revoke}</TextButton>
        </p>
      )}
      {open === "rename" && <Rename {...props} close={close} />}
      {open === "revoke" && <Revoke {...props} close={close} />}
    </li>
  );
}

function nameOf({ entry, texts }: Props): string {
  return entry.name === "" ? texts.words.terminals.unnamed : entry.name;
}

function timesOf({ entry, texts }: Props): string {
  const words = texts.words.terminals;
  const { since, usedAt, revokedAt } = entry;
  if (revokedAt !== undefined) return words.revokedOn(texts.day(revokedAt));
  const used = usedAt === undefined ? words.neverPaid : words.lastPaid(texts.day(usedAt));
  return `${words.since(texts.day(since))} · ${used}`;
}

type Folded = Props & { readonly close: () => void };

function Rename({ entry, texts, acts, close }: Folded) {
  const words = texts.words.terminals;
  const [name, setName] = useState(entry.name);
  return (
    <form
      class="code-entry"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") acts.terminals.rename(entry.key, name.trim());
        close();
      }}
    >
      <label>
        {words.newName}
        <input
          type="text"
          value={name}
          maxLength={TERMINAL_NAME_CHARS_MAX}
          autocomplete="off"
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <p class="terminal-acts">
        <button type="submit" class="text-button">
          {words.save}
        </button>
        <TextButton press={close}>{words.cancel}</TextButton>
      </p>
    </form>
  );
}

function Revoke(props: Folded) {
  const { entry, texts, acts, close } = props;
  const words = texts.words.terminals;
  return (
    <div class="terminal-sure">
      <p>{entry.own ? words.revokeOwn : words.revokeSure(nameOf(props))}</p>
      <p class="terminal-acts">
        <button
          type="button"
          class="text-button danger"
          onClick={() => {
            acts.terminals.revoke(entry.key);
            close();
          }}
        >
          {words.revokeYes}
        </button>
        <TextButton press={close}>{words.cancel}</TextButton>
      </p>
    </div>
  );
}
