/** The page's origin as the browser asserts it, and since when the shop has proven that it is its own. */

import type { Texts } from "../words/texts.ts";

export function OriginChip({
  origin,
  provenAt,
  texts: { words, day },
}: {
  readonly origin: string;
  /** ms since the epoch */
  readonly provenAt: number;
  readonly texts: Texts;
}) {
  return (
    <p class="origin" title={words.sheet.provenTitle}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path d="M2 6.4 4.8 9.2 10 3.4" fill="none" stroke="currentColor" stroke-width="1.8" />
      </svg>
      <bdi class="origin-host" dir="ltr">
        {origin}
      </bdi>
      <span class="soft">{words.sheet.provenSince(day(provenAt))}</span>
    </p>
  );
}
