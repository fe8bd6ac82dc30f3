/**
 * What a window speaks: the texts of one language, which another can take the place of while it is open. The words of
 * later screens are fetched with the first of them, and from then on come with every language.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import { fetchTexts, type Texts } from "./texts.ts";

export interface Speech {
  /** nothing until the first words have come */
  readonly texts: ReadonlySignal<Texts | undefined>;
  /** @param locale BCP 47; what was asked for last is spoken @returns when it is */
  speak(locale: string): Promise<void>;
  /** @returns when the words of later screens are there */
  fetchLater(): Promise<void>;
}

export function createSpeech(): Speech {
  const texts = signal<Texts | undefined>(undefined);
  let wanted = "";
  let withLater = false;
  /** A later wish takes the place of an earlier one, in whatever order the files come. */
  const come = async (): Promise<void> => {
    const [locale, later] = [wanted, withLater];
    const fetched = await fetchTexts(locale, later);
    if (locale !== wanted || later !== withLater) return come();
    texts.value = fetched;
  };
  return {
    texts,
    speak: (locale) => {
      wanted = locale;
      return come();
    },
    fetchLater: () => {
      if (withLater && texts.peek()) return come();
      withLater = true;
      return come();
    },
  };
}
