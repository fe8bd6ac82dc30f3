/** Which of how many steps this is, in words, and as marks for who looks. */

import type { Texts } from "../words/texts.ts";

export interface Progress {
  readonly position: number;
  readonly count: number;
}

export function Steps({
  progress: { position, count },
  texts: { words, count: digits },
}: {
  readonly progress: Progress;
  readonly texts: Texts;
}) {
  return (
    <p class="progress">
      <span class="spoken">{words.tour.step(digits(position), digits(count))}</span>
      {Array.from({ length: count }, (_, at) => (
        <span
          key={at}
          class={at < position ? "progress-step done" : "progress-step"}
          aria-hidden="true"
        />
      ))}
    </p>
  );
}
