// Every text in a language's words, by its path, functions called with values that can be found again.

import { counted } from "../../../terminal/ui/words/count.ts";

export interface SampleText {
  readonly path: string;
  readonly text: string;
  /** what was put into it and stands in it */
  readonly values: readonly string[];
}

const DIGITS = new Intl.NumberFormat("en");

/** @param number what counts are called with; 5 and 6 unless told: no language has a word of its own for those */
export function* textsIn(words: unknown, number?: number, path = ""): Generator<SampleText> {
  if (typeof words === "string") yield { path, text: words, values: [] };
  else if (typeof words === "function") yield called(words, number, path);
  else
    for (const [key, one] of Object.entries(words as object))
      yield* textsIn(one, number, path === "" ? key : `${path}/${key}`);
}

/** A value is a count in one text and a name in another: what is both can be put into either. */
function called(words: unknown, number: number | undefined, path: string): SampleText {
  const say = words as (...values: unknown[]) => string;
  const samples = [0, 1, 2].map((at) => {
    const { value } = counted(number ?? 5 + at, DIGITS);
    return { value, toString: () => DIGITS.format(value) };
  });
  const text = String(say(...samples));
  const values = samples.slice(0, say.length).map(String);
  return { path, text, values: values.filter((value) => text.includes(value)) };
}
