/** What the wallet speaks: each language by its own name; every window speaks it as soon as it was chosen. */

import { ActionButton } from "../../parts/button.tsx";
import { Steps } from "../../parts/steps.tsx";
import { Title } from "../../parts/title.tsx";
import { LANGUAGE_NAMES, LANGUAGES, spokenAs } from "../../words/languages.ts";
import type { ViewProps } from "../screen.ts";
import type { TourState } from "./state.ts";

export function LanguageStep({
  state: { progress, chosen },
  texts,
  acts,
}: ViewProps<Extract<TourState, { step: "language" }>>) {
  const { tour } = texts.words;
  const { language: spoken } = spokenAs(chosen, [texts.lang]);
  return (
    <section class="tour">
      <Steps progress={progress} texts={texts} />
      <Title>{tour.language}</Title>
      <fieldset class="languages" aria-label={tour.language}>
        {LANGUAGES.map((language) => (
          <label key={language} lang={language}>
            <input
              type="radio"
              name="language"
              checked={language === spoken}
              onChange={() => acts.chooseLanguage(language)}
            />
            <span>{LANGUAGE_NAMES[language]}</span>
          </label>
        ))}
      </fieldset>
      <footer class="actions">
        <ActionButton press={() => acts.tour("account")}>{tour.next}</ActionButton>
      </footer>
    </section>
  );
}
