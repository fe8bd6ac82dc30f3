/**
 * The warning that a shop may be taken for another one, with both names and addresses, and the shopper's own
 * step past it. Calm: it says what is so, and leaves the choice.
 */

import type { Texts } from "../../words/texts.ts";
import type { Caution } from "./standing.ts";

export interface CautionProps {
  readonly caution: Caution;
  /** of the shop that asks */
  readonly name: string;
  readonly origin: string;
  readonly texts: Texts;
  readonly heeded: boolean;
  readonly heed: (heeded: boolean) => void;
}

export function CautionPanel({ caution, name, origin, texts, heeded, heed }: CautionProps) {
  const { caution: words } = texts.words;
  const { known } = caution;
  return (
    <section class="caution" aria-labelledby="caution-title">
      <h2 id="caution-title">
        <span class="note-sign" aria-hidden="true">
          !
        </span>
        {words.title[caution.kind]}
      </h2>
      {known ? (
        <dl>
          <Shop term={words.asking} name={name} origin={origin} />
          <Shop term={words.known(texts.day(known.at))} name={known.name} origin={known.origin} />
        </dl>
      ) : (
        <p>{words.mixed}</p>
      )}
      <label class="heed">
        <input
          type="checkbox"
          checked={heeded}
          onChange={({ currentTarget }) => heed(currentTarget.checked)}
        />
        <span>{known ? words.heed : words.heedMixed}</span>
      </label>
    </section>
  );
}

function Shop({
  term,
  name,
  origin,
}: {
  readonly term: string;
  readonly name: string;
  readonly origin: string;
}) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <bdi class="caution-name">{name}</bdi>
        <span class="caution-origin">{origin}</span>
      </dd>
    </div>
  );
}
