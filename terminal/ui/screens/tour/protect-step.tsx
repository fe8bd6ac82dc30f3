/** A passkey or a PIN, offered once; who leaves it out is told what that means, and where to find it later. */

import { useState } from "preact/hooks";
import { Mark } from "../../mark.tsx";
import { ActionButton, TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { PinEntry } from "../../parts/pin-entry.tsx";
import { Steps } from "../../parts/steps.tsx";
import { Title } from "../../parts/title.tsx";
import type { ViewProps } from "../screen.ts";
import { isEasyPin } from "../security/typed.ts";
import type { TourState } from "./state.ts";

type ProtectState = Extract<TourState, { step: "protect" }>;

export function ProtectStep(props: ViewProps<ProtectState>) {
  const { state, texts, acts } = props;
  const { tour, security } = texts.words;
  const mark = state.by ? "closed" : "waiting";
  const next = () => acts.tour("try");
  return (
    <section class="tour">
      <Steps progress={state.progress} texts={texts} />
      <div class="picture picture-waiting">
        <Mark state={mark} size={56} />
      </div>
      <Title>{state.by ? tour.protected[state.by] : tour.protect}</Title>
      <p class="lead">{state.by ? tour.protectedText : tour.protectText}</p>
      <div role="status">
        {state.busy && <Note tone="plain">{security.busy}</Note>}
        {state.failed && <Note tone="danger">{security.failed[state.failed]}</Note>}
      </div>
      {state.by ? (
        <footer class="actions">
          <ActionButton press={next}>{tour.next}</ActionButton>
        </footer>
      ) : (
        <Offer {...props} next={next} />
      )}
    </section>
  );
}

function Offer({
  state,
  texts,
  acts,
  next,
}: ViewProps<ProtectState> & { readonly next: () => void }) {
  const { tour, security } = texts.words;
  const [byPin, choosePin] = useState(false);
  const [easy, setEasy] = useState(false);
  const enter = (pin: string) => {
    setEasy(isEasyPin(pin));
    if (!isEasyPin(pin)) acts.setPin(pin);
  };
  return (
    <footer class="actions">
      {byPin ? (
        <>
          <PinEntry label={security.newPin} button={security.setPin} enter={enter} />
          {easy && <Note tone="warn">{security.easyPin}</Note>}
        </>
      ) : (
        <>
          <ActionButton
            press={() => acts.addPasskey(security.passkeyName(texts.count(1)))}
            waiting={state.busy}
          >
            {security.addPasskey}
          </ActionButton>
          {state.pinPossible && (
            <TextButton press={() => choosePin(true)}>{security.setPin}</TextButton>
          )}
        </>
      )}
      <TextButton press={next}>{tour.later}</TextButton>
      <p class="small soft centred">{tour.withoutProtection}</p>
    </footer>
  );
}
