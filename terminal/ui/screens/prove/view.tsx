/**
 * Proving that it is you: what is proven for, as big as on the sheet, then why, then a passkey or the PIN, and a way
 * back. Nothing is paid, and nothing changed, until then.
 */

import { ActionButton, TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { PinEntry } from "../../parts/pin-entry.tsx";
import { ShopHead } from "../../parts/shop-head.tsx";
import { Title } from "../../parts/title.tsx";
import type { Texts } from "../../words/texts.ts";
import type { ViewProps } from "../screen.ts";
import type { ProveState } from "./state.ts";

export function ProveView({ state, texts, acts }: ViewProps<ProveState>) {
  const { prove } = texts.words;
  const { subject, pin } = state;
  const paying = subject.kind === "payment";
  return (
    <section class="prove">
      <Subject state={state} texts={texts} />
      <div class="prove-why">
        {paying && <p class="prove-title">{prove.title}</p>}
        <p class="soft">{whyText(state, texts)}</p>
      </div>
      <Hindrance state={state} texts={texts} />
      <footer class="actions">
        {state.passkey && (
          <ActionButton press={() => acts.provePasskey(state.record)}>{prove.passkey}</ActionButton>
        )}
        {pin === "ready" && (
          <PinEntry
            key={state.unproven?.triesLeft}
            label={prove.pin}
            button={prove.usePin}
            quiet={state.passkey}
            enter={(digits) => acts.provePin(state.record, digits)}
          />
        )}
        <TextButton
          press={() => (paying ? acts.decline(state.record) : acts.dropChange(state.record))}
        >
          {paying ? prove.decline : prove.leave}
        </TextButton>
      </footer>
    </section>
  );
}

type Parts = Omit<ViewProps<ProveState>, "acts">;

/** What is signed with the proof: who gets how much, or what changes. */
function Subject({ state: { subject }, texts }: Parts) {
  const { words, money } = texts;
  if (subject.kind === "payment")
    return (
      <>
        <ShopHead shop={subject.shop} title={words.prove.title} texts={texts} />
        <p class="amount">
          <span class="spoken">{words.sheet.amount} </span>
          {money(subject.amount, subject.currency)}
        </p>
      </>
    );
  const { change, name, budget } = subject;
  return (
    <>
      <p class="soft prove-kicker">{words.prove.title}</p>
      <Title>{words.prove.changes[change](name ?? words.prove.unnamed)}</Title>
      {budget && (
        <p>
          {words.budget.upTo[budget.period](money(budget.amount, budget.currency))},{" "}
          {words.budget.each(money(budget.cap, budget.currency))}
        </p>
      )}
    </>
  );
}

function Hindrance({ state, texts }: Parts) {
  const { prove } = texts.words;
  const { pin, nextAt } = state;
  return (
    <div role="alert">
      <Unproven state={state} texts={texts} />
      {pin === "waiting" && nextAt !== undefined && (
        <Note tone="warn">{prove.waiting(texts.time(nextAt))}</Note>
      )}
      {pin === "locked" && (
        <Note tone="warn">{state.passkey ? prove.lockedPasskey : prove.locked}</Note>
      )}
    </div>
  );
}

function whyText(
  { reason, left, subject }: ProveState,
  { words: { prove, budget }, money }: Texts,
): string {
  if (subject.kind === "change" && subject.budget) return budget.proves;
  if (subject.kind === "change" && subject.change in prove.whyTerminals)
    return prove.whyTerminals[subject.change as keyof typeof prove.whyTerminals];
  const shown = left && left.amount > 0 ? money(left.amount, left.currency) : undefined;
  if (reason === "change" || reason === "first_payment") return prove.why[reason];
  return shown === undefined ? prove.why[reason] : `${prove.why[reason]} ${prove.oneClick(shown)}`;
}

function Unproven({ state: { unproven }, texts }: Parts) {
  const { prove } = texts.words;
  if (!unproven) return null;
  const { kind, triesLeft } = unproven;
  if (kind !== "pin") return <Note tone="danger">{prove.unproven[kind]}</Note>;
  return <Note tone="danger">{prove.wrongPin(texts.count(triesLeft ?? 0))}</Note>;
}
