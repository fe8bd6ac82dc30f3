/** Proving that it is you: what for and why, a passkey or the PIN, and a way back. Nothing is paid until then. */

import { ActionButton, TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { PinEntry } from "../../parts/pin-entry.tsx";
import { Title } from "../../parts/title.tsx";
import type { Texts } from "../../words/texts.ts";
import type { ViewProps } from "../screen.ts";
import type { ProveState } from "./state.ts";

export function ProveView({ state, texts, acts }: ViewProps<ProveState>) {
  const { words, money, time } = texts;
  const { prove } = words;
  const { payment, pin, nextAt } = state;
  return (
    <section class="prove">
      <Title>{prove.title}</Title>
      {payment && (
        <p class="paid">
          {words.settled.paid(money(payment.amount, payment.currency), payment.name)}
        </p>
      )}
      <p class="soft">{whyText(state, texts)}</p>
      <div role="alert">
        <Unproven state={state} texts={texts} />
        {pin === "waiting" && nextAt !== undefined && (
          <Note tone="warn">{prove.waiting(time(nextAt))}</Note>
        )}
        {pin === "locked" && (
          <Note tone="warn">{state.passkey ? prove.lockedPasskey : prove.locked}</Note>
        )}
      </div>
      <footer class="actions">
        {state.passkey && (
          <ActionButton press={() => acts.provePasskey(state.record)}>{prove.passkey}</ActionButton>
        )}
        {pin === "ready" && (
          <PinEntry
            key={state.unproven?.triesLeft}
            label={prove.pin}
            button={prove.usePin}
            enter={(digits) => acts.provePin(state.record, digits)}
          />
        )}
        <TextButton press={() => (payment ? acts.decline(state.record) : acts.dropChange())}>
          {payment ? prove.decline : prove.leave}
        </TextButton>
      </footer>
    </section>
  );
}

function whyText({ reason, left }: ProveState, { words: { prove }, money }: Texts): string {
  const shown = left && left.amount > 0 ? money(left.amount, left.currency) : undefined;
  if (reason === "change" || reason === "first_payment") return prove.why[reason];
  return shown === undefined ? prove.why[reason] : `${prove.why[reason]} ${prove.oneClick(shown)}`;
}

function Unproven({ state: { unproven }, texts }: Omit<ViewProps<ProveState>, "acts">) {
  const { prove } = texts.words;
  if (!unproven) return null;
  const { kind, triesLeft } = unproven;
  if (kind !== "pin") return <Note tone="danger">{prove.unproven[kind]}</Note>;
  return <Note tone="danger">{prove.wrongPin(triesLeft ?? 0)}</Note>;
}
