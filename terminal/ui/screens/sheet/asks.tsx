/**
 * What the shop asks for beside the money: each field with the very value that would be given, none chosen before the
 * shopper chose it, and a word that paying is the same without [DI4].
 */

import type { DisclosureField } from "../../../../protocol/disclosure/asks.ts";
import type { OwnDetails } from "../../../../protocol/disclosure/fields.ts";
import { TextButton } from "../../parts/button.tsx";
import { fieldValue } from "../../parts/field-values.ts";
import type { Texts } from "../../words/texts.ts";

export type Chosen = ReadonlySet<DisclosureField>;

/** What a shop asks for, and what there is to give. */
export interface Asking {
  readonly fields: readonly DisclosureField[];
  readonly details: OwnDetails;
}

export interface AsksProps {
  readonly asks: Asking;
  readonly chosen: Chosen;
  readonly texts: Texts;
  choose(chosen: Chosen): void;
  edit(): void;
}

export function AsksPart({ asks, chosen, texts, choose, edit }: AsksProps) {
  const { words, locale } = texts;
  const isEmpty = asks.fields.every((field) => asks.details[field] === undefined);
  const toggled = (field: DisclosureField, isOn: boolean) =>
    new Set([...chosen].filter((one) => one !== field).concat(isOn ? [field] : []));
  return (
    <section class="asks" aria-labelledby="asks-title">
      <h2 id="asks-title">{words.asks.title}</h2>
      <p class="soft small">{words.asks.lead}</p>
      <ul>
        {asks.fields.map((field) => {
          const value = fieldValue(asks.details, field, locale);
          return (
            <li key={field}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.has(field) && value !== undefined}
                  disabled={value === undefined}
                  onChange={({ currentTarget }) => choose(toggled(field, currentTarget.checked))}
                />
                <span>
                  {words.fields[field]} <bdi class="soft small">{value ?? words.asks.missing}</bdi>
                </span>
              </label>
            </li>
          );
        })}
      </ul>
      <TextButton press={edit}>{isEmpty ? words.asks.fill : words.asks.change}</TextButton>
    </section>
  );
}

/** What Pay would give with the money: undefined where it is nothing. */
export function givenOf(asks: Asking | undefined, chosen: Chosen): OwnDetails | undefined {
  const { fields = [], details = {} } = asks ?? {};
  const given = fields.filter((field) => chosen.has(field) && details[field] !== undefined);
  if (given.length === 0) return undefined;
  return Object.fromEntries(given.map((field) => [field, details[field]]));
}
