/**
 * What a window speaks: the texts of one language, which another can take the place of while it is open. The words of
 * later screens are fetched with the first of them, and from then on come with every language.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Spoken } from "./languages.ts";
import { fetchTexts, type Texts } from "./texts.ts";

export interface Speech {
  /** nothing until the first words have come */
  readonly texts: ReadonlySignal<Texts | undefined>;
  /** What was asked for last is spoken. @returns when it is */
  speak(spoken: Spoken): Promise<void>;
  /** @returns when the words of later screens are there */
  fetchLater(): Promise<void>;
}

export function createSpeech(): Speech {
  const texts = signal<Texts | undefined>(undefined);
  let wanted: Spoken = { language: "en", locale: "en" };
  let withLater = false;
  let fetching: Promise<void> | undefined;
  /** A later wish takes the place of an earlier one, in whatever order the files come. */
  const come = async (): Promise<void> => {
    const [spoken, later] = [wanted, withLater];
    const fetched = await fetchTexts(spoken, later);
    if (spoken !== wanted || later !== withLater) return come();
    texts.value = fetched;
  };
  return {
    texts,
    speak: async (spoken) => {
      if (isSame(spoken, wanted) && texts.peek()) return;
      wanted = spoken;
      return come();
    },
    fetchLater: () => {
      withLater = true;
      fetching ??= come();
      return fetching;
    },
  };
}

function isSame(one: Spoken, other: Spoken): boolean {
  return one.language === other.language && one.locale === other.locale;
}
