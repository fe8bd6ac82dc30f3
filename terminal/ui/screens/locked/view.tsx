/** Locked: the ways in, and for who has forgotten his code the way out. */

import { useState } from "preact/hooks";
import { Mark } from "../../mark.tsx";
import { ActionButton, TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { Title } from "../../parts/title.tsx";
import type { ViewProps } from "../screen.ts";
import type { LockedState } from "./state.ts";
import { UnlockCode } from "./unlock-code.tsx";

export function LockedView(props: ViewProps<LockedState>) {
  const { state, texts, acts } = props;
  const { locked } = texts.words;
  const [forgotten, setForgotten] = useState(false);
  if (forgotten) return <Forgotten {...props} stay={() => setForgotten(false)} />;
  return (
    <section class="locked">
      <div class="picture">
        <Mark state="waiting" size={64} />
      </div>
      <Title>{locked.title}</Title>
      <p class="soft">{state.waiting ? locked.waiting : locked.lead}</p>
      {state.underWay && <Note tone="plain">{locked.underWay}</Note>}
      {state.code && <UnlockCode {...props} />}
      {state.passkey &&
        (state.code ? (
          <TextButton press={acts.lock.unlockByPasskey}>{locked.passkey}</TextButton>
        ) : (
          <ActionButton press={acts.lock.unlockByPasskey}>{locked.passkey}</ActionButton>
        ))}
      <TextButton press={() => setForgotten(true)}>{locked.forgotten}</TextButton>
    </section>
  );
}

function Forgotten({
  state,
  texts,
  acts,
  stay,
}: ViewProps<LockedState> & { readonly stay: () => void }) {
  const { locked } = texts.words;
  return (
    <section class="locked">
      <Title>{locked.anewTitle}</Title>
      <p>{locked.anew}</p>
      <Note tone={state.recoverable ? "plain" : "warn"}>
        {state.recoverable ? locked.anewWords : locked.anewNoWords}
      </Note>
      {state.underWay && <Note tone="warn">{locked.anewUnderWay}</Note>}
      <div class="actions">
        <TextButton press={stay}>{locked.stay}</TextButton>
        <ActionButton press={acts.lock.startOver} waiting={state.underWay}>
          {locked.startOver}
        </ActionButton>
      </div>
    </section>
  );
}
