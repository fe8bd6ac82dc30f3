/** Lock: off, with the ways to turn it on; or on, with its times and its code. Says what it protects and what not. */

import { useState } from "preact/hooks";
import { AUTO_LOCK_MS } from "../../../wallet/lock/lock.ts";
import { BackToSettings } from "../../parts/back.tsx";
import { ActionButton, TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { Title } from "../../parts/title.tsx";
import type { ViewProps } from "../screen.ts";
import { NewCode } from "./new-code.tsx";
import type { LockState } from "./state.ts";

export function LockView(props: ViewProps<LockState>) {
  const { state, texts, acts } = props;
  const { lock } = texts.words;
  return (
    <section class="settings">
      <BackToSettings texts={texts} acts={acts} />
      <Title>{lock.title}</Title>
      <p>{lock.lead}</p>
      <p class="soft small">{lock.honest}</p>
      {state.on ? <SetUp {...props} /> : <Unset {...props} />}
    </section>
  );
}

function Unset({ state, texts, acts }: ViewProps<LockState>) {
  const { lock } = texts.words;
  return (
    <>
      <h2>{lock.withCode}</h2>
      <NewCode words={lock} set={acts.lock.setCode} />
      {state.passkey && (
        <>
          <h2>{lock.withPasskey}</h2>
          <p class="soft small">{lock.withPasskeyText}</p>
          <TextButton press={acts.lock.withoutCode}>{lock.usePasskey}</TextButton>
        </>
      )}
    </>
  );
}

function SetUp({ state, texts, acts }: ViewProps<LockState>) {
  const { lock } = texts.words;
  const { lockNow, lockAfter, setCode, withoutCode, turnOff } = acts.lock;
  const [changing, setChanging] = useState(false);
  const minutes = (ms: number) => lock.minutes(texts.count(ms / 60_000));
  return (
    <>
      <ActionButton press={lockNow}>{lock.now}</ActionButton>
      <fieldset class="choice">
        <legend>{lock.after}</legend>
        <div class="radios">
          {[...AUTO_LOCK_MS, 0].map((ms) => (
            <label key={ms}>
              <input
                type="radio"
                name="after"
                checked={state.afterMs === ms}
                onChange={() => lockAfter(ms)}
              />
              {ms === 0 ? lock.never : minutes(ms)}
            </label>
          ))}
        </div>
      </fieldset>
      <Note tone="plain">{lock.start}</Note>
      <h2>{lock.opens}</h2>
      <p class="soft small">{state.code ? lock.codeSet : lock.passkeyOnly}</p>
      {state.code && state.passkey && <p class="soft small">{lock.both}</p>}
      {changing ? (
        <NewCode
          words={lock}
          set={(code) => {
            setCode(code);
            setChanging(false);
          }}
        />
      ) : (
        <p class="means-acts">
          <TextButton press={() => setChanging(true)}>
            {state.code ? lock.changeCode : lock.addCode}
          </TextButton>
          {state.code && state.passkey && (
            <TextButton press={withoutCode}>{lock.removeCode}</TextButton>
          )}
        </p>
      )}
      <h2>{lock.offTitle}</h2>
      <TextButton press={turnOff}>{lock.off}</TextButton>
    </>
  );
}
