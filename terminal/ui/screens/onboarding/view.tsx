/** What the wallet does for the shopper, and two ways to an account: a demo one, or one that was opened for him. */

import { useState } from "preact/hooks";
import { Mark } from "../../mark.tsx";
import { ActionButton } from "../../parts/button.tsx";
import { CodeEntry } from "../../parts/code-entry.tsx";
import { HaveAccount } from "../../parts/have-account.tsx";
import { Note } from "../../parts/note.tsx";
import { Points } from "../../parts/points.tsx";
import { Steps } from "../../parts/steps.tsx";
import { Title } from "../../parts/title.tsx";
import type { Words } from "../../words/types/words.ts";
import type { ViewProps } from "../screen.ts";
import { RecoverView } from "./recover.tsx";
import type { OnboardingState } from "./state.ts";

export function OnboardingView({ state, texts, acts }: ViewProps<OnboardingState>) {
  const words = texts.words.onboarding;
  const busy = state.phase === "opening" || state.phase === "unreachable";
  const [recovering, recover] = useState(false);
  if (recovering && !busy)
    return (
      <RecoverView
        {...{ words, acts: acts.terminals, back: texts.words.back }}
        leave={() => recover(false)}
      />
    );
  return (
    <section class="onboarding">
      {state.progress && <Steps progress={state.progress} texts={texts} />}
      <div class="picture picture-waiting">
        <Mark state={busy ? "checking" : "waiting"} size={56} />
      </div>
      <Title>{state.progress ? texts.words.tour.account : words.title}</Title>
      <p class="lead">{state.progress ? texts.words.tour.accountText : words.lead}</p>
      {!state.progress && <Points points={words.points} />}
      <footer class="actions">
        <Word state={state} words={words} />
        <ActionButton press={() => acts.openAccount()} waiting={busy}>
          {busy ? words.opening : words.open}
        </ActionButton>
        <p class="small soft">{words.demo}</p>
        {!busy && (
          <HaveAccount words={words} link={acts.terminals.link} recover={() => recover(true)} />
        )}
        {!busy && <CodeEntry words={words} bring={acts.openAccount} />}
      </footer>
    </section>
  );
}

/** One note at most: what stands in the way, or else that a shop waits. */
function Word({
  state,
  words,
}: {
  readonly state: OnboardingState;
  readonly words: Words["onboarding"];
}) {
  if (state.phase === "refused") return <Note tone="danger">{words.refused}</Note>;
  if (state.phase === "codeInvalid") return <Note tone="danger">{words.codeInvalid}</Note>;
  if (state.phase === "linkLapsed") return <Note tone="warn">{words.linkLapsed}</Note>;
  if (state.phase === "unreachable") return <Note tone="warn">{words.unreachable}</Note>;
  return state.shopWaits ? <Note tone="plain">{words.shopWaits}</Note> : null;
}
