// What a window speaks: one language at a time, the later screens' words with the first of them, and another at a press.

import { describe, expect, it } from "vitest";
import { FIRST_VIEWS } from "../../../../terminal/ui/views/first-views.ts";
import { CHUNKS } from "../../../../terminal/ui/words/chunks.ts";
import { LANGUAGES, spokenFor } from "../../../../terminal/ui/words/languages.ts";
import { createSpeech } from "../../../../terminal/ui/words/speech.ts";
import type { Words } from "../../../../terminal/ui/words/types/words.ts";
import { WORDS } from "../../support/all-words.ts";
import { EXAMPLES } from "../../support/examples.ts";
import { aDocument, draw } from "../../support/screens.tsx";

describe("a window", () => {
  it("speaks one language, without the words of later screens until they are fetched", async () => {
    const speech = createSpeech();
    expect(speech.texts.value).toBeUndefined();
    await speech.speak(spokenFor(["ja-JP"]));
    const words = speech.texts.value?.words;
    expect(words?.done).toBe(WORDS.ja.done);
    expect(words).not.toHaveProperty("security");
    await speech.fetchLater();
    expect(speech.texts.value?.words.security.title).toBe(WORDS.ja.security.title);
  });

  it("speaks another language when it is chosen, with all that was fetched", async () => {
    const speech = createSpeech();
    await speech.speak(spokenFor(["ja"]));
    await speech.fetchLater();
    await speech.speak(spokenFor(["en-GB"]));
    expect(speech.texts.value?.locale).toBe("en-GB");
    expect(speech.texts.value?.words.security.title).toBe(WORDS.en.security.title);
  });

  it("speaks what was asked for last, in whatever order the words come", async () => {
    const speech = createSpeech();
    await Promise.all([
      speech.speak(spokenFor(["en"])),
      speech.fetchLater(),
      speech.speak(spokenFor(["ja"])),
      speech.speak(spokenFor(["en"])),
      speech.speak(spokenFor(["ja"])),
    ]);
    expect(speech.texts.value?.locale).toBe("ja");
    expect(speech.texts.value?.words).toHaveProperty("security");
  });
});

describe("the first views", () => {
  const first = Object.entries(EXAMPLES).filter(([, { status }]) => status in FIRST_VIEWS);

  it.each(first)("of %s speaks no word of a later screen", async (_, example) => {
    aDocument();
    for (const language of LANGUAGES) {
      const words = (await CHUNKS[language].first()) as Words;
      expect(draw(example, { locale: language, words }).text()).not.toContain("undefined");
    }
  });
});
