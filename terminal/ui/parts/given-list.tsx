/** What was given, field by field, with the values as they went out. */

import type { DisclosureField } from "../../../protocol/disclosure/asks.ts";
import type { GivenFields } from "../../../protocol/disclosure/fields.ts";
import type { Texts } from "../words/texts.ts";
import { fieldValue } from "./field-values.ts";

export function GivenList({
  fields,
  texts,
}: {
  readonly fields: GivenFields;
  readonly texts: Texts;
}) {
  return (
    <dl class="given-list">
      {(Object.keys(fields) as DisclosureField[]).map((field) => (
        <div key={field}>
          <dt>{texts.words.fields[field]}</dt>
          <dd>
            <bdi>{fieldValue(fields, field, texts.locale)}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
