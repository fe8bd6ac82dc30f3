/**
 * Getting to know the wallet, a step a screen, each of which can be left out; how far he has come is kept. The step of the
 * account is the onboarding's own view.
 */

import { Mark } from "../../mark.tsx";
import { ActionButton, TextButton } from "../../parts/button.tsx";
import { Points } from "../../parts/points.tsx";
import { Steps } from "../../parts/steps.tsx";
import { Title } from "../../parts/title.tsx";
import type { ViewProps } from "../screen.ts";
import { LanguageStep } from "./language-step.tsx";
import { ProtectStep } from "./protect-step.tsx";
import type { TourState } from "./state.ts";
import { TryStep } from "./try-step.tsx";

export function TourView(props: ViewProps<TourState>) {
  const { state, ...rest } = props;
  // Another step is another screen: its heading takes the focus.
  switch (state.step) {
    case "welcome":
      return <WelcomeStep key="welcome" state={state} {...rest} />;
    case "language":
      return <LanguageStep key="language" state={state} {...rest} />;
    case "protect":
      return <ProtectStep key="protect" state={state} {...rest} />;
    case "try":
      return <TryStep key="try" state={state} {...rest} />;
  }
}

function WelcomeStep({ state, texts, acts }: ViewProps<TourState>) {
  const { tour, onboarding } = texts.words;
  return (
    <section class="onboarding tour">
      <Steps progress={state.progress} texts={texts} />
      <div class="tally" aria-hidden="true">
        <span>{tour.shop}</span>
        <Mark state="waiting" size={80} />
        <span>{tour.you}</span>
      </div>
      <Title>{onboarding.title}</Title>
      <Points points={onboarding.points} />
      <footer class="actions">
        <ActionButton press={() => acts.tour("language")}>{tour.begin}</ActionButton>
        <TextButton press={() => acts.tour("done")}>{tour.skip}</TextButton>
      </footer>
    </section>
  );
}
