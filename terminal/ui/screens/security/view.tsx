/** Security: three parts, each with its own acts. What is listed is what the carrier said; a change shows once it did. */

import { useState } from "preact/hooks";
import { TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { PinEntry } from "../../parts/pin-entry.tsx";
import { Title } from "../../parts/title.tsx";
import type { ViewProps } from "../screen.ts";
import { OneClick } from "./one-click.tsx";
import type { SecurityState } from "./state.ts";
import { isEasyPin } from "./typed.ts";

export function SecurityView(props: ViewProps<SecurityState>) {
  const { state, texts, acts } = props;
  const { words } = texts;
  return (
    <section class="security">
      <p class="back">
        <TextButton press={acts.settings.back}>{words.back}</TextButton>
      </p>
      <Title>{words.security.title}</Title>
      <p class="soft">{words.security.lead}</p>
      <div role="status">
        {state.busy && <Note tone="plain">{words.security.busy}</Note>}
        {state.failed && <Note tone="danger">{words.security.failed[state.failed]}</Note>}
      </div>
      <Passkeys {...props} />
      {state.pinPossible && <PinPart {...props} />}
      <h2>{words.security.oneClick}</h2>
      <p class="soft small">{words.security.oneClickText}</p>
      {state.rules.map((rule) => (
        <OneClick key={rule.currency} rule={rule} texts={texts} acts={acts} />
      ))}
    </section>
  );
}

function Passkeys({ state, texts, acts }: ViewProps<SecurityState>) {
  const { security } = texts.words;
  const number = state.passkeys.length + 1;
  return (
    <>
      <h2>{security.passkeys}</h2>
      {state.passkeys.length === 0 && <p class="soft small">{security.passkeysText}</p>}
      <ul class="means">
        {state.passkeys.map(({ id, name, addedAt }) => (
          <li key={id}>
            <span>
              {name} <span class="soft small">{security.since(texts.day(addedAt))}</span>
            </span>
            <TextButton press={() => acts.changeAccount({ kind: "remove_passkey", id })}>
              {security.remove}
              <span class="spoken"> {name}</span>
            </TextButton>
          </li>
        ))}
      </ul>
      <TextButton press={() => acts.addPasskey(security.passkeyName(texts.count(number)))}>
        {security.addPasskey}
      </TextButton>
    </>
  );
}

function PinPart({ state, texts, acts }: ViewProps<SecurityState>) {
  const { security } = texts.words;
  const [open, setOpen] = useState(false);
  const [easy, setEasy] = useState(false);
  const enter = (pin: string) => {
    setEasy(isEasyPin(pin));
    if (isEasyPin(pin)) return;
    setOpen(false);
    acts.setPin(pin);
  };
  return (
    <>
      <h2>{security.pin}</h2>
      <p class="soft small">{security.pinState[state.pin]}</p>
      {open ? (
        <>
          <PinEntry label={security.newPin} button={security.setPin} enter={enter} />
          {easy && <Note tone="warn">{security.easyPin}</Note>}
        </>
      ) : (
        <p class="means-acts">
          <TextButton press={() => setOpen(true)}>
            {state.pin === "none" ? security.setPin : security.changePin}
          </TextButton>
          {state.pin !== "none" && (
            <TextButton press={() => acts.changeAccount({ kind: "remove_pin" })}>
              {security.removePin}
            </TextButton>
          )}
        </p>
      )}
    </>
  );
}
