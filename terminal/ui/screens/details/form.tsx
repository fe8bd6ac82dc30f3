/**
 * The form of what its owner may give to shops. It says what is wrong beside the field, keeps nothing that is, and
 * tells nobody: what it saves stays in this browser.
 */

import { useState } from "preact/hooks";
import type { DisclosureField } from "../../../../protocol/disclosure/asks.ts";
import type { OwnDetails } from "../../../../protocol/disclosure/fields.ts";
import { TextButton } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { Title } from "../../parts/title.tsx";
import type { Texts } from "../../words/texts.ts";
import { countriesFor, likelyCountry } from "./countries.ts";
import { type Draft, draftOf, readDraft } from "./draft.ts";
import { TextField } from "./text-field.tsx";

export interface DetailsFormProps {
  readonly details: OwnDetails;
  readonly texts: Texts;
  save(details: OwnDetails): void;
  back(): void;
}

export function DetailsForm({ details, texts, save, back }: DetailsFormProps) {
  const { words, locale } = texts;
  const [draft, setDraft] = useState(() => beginning(details, locale));
  const [faults, setFaults] = useState<readonly DisclosureField[]>([]);
  const [saved, setSaved] = useState(false);
  const type = (some: Partial<Draft>) => {
    setDraft({ ...draft, ...some });
    setSaved(false);
  };
  const keep = () => {
    const read = readDraft(draft);
    setFaults(read.faults);
    if (read.faults.length > 0) return;
    save(read.details);
    setSaved(true);
  };
  const erase = () => {
    setDraft(beginning({}, locale));
    setFaults([]);
    save({});
    setSaved(true);
  };
  return (
    <form
      class="details"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <p class="back">
        <TextButton press={back}>{words.back}</TextButton>
      </p>
      <Title>{words.details.title}</Title>
      <p class="soft small">{words.details.lead}</p>
      <Inputs draft={draft} faults={faults} texts={texts} type={type} />
      <p class="details-acts">
        <button type="submit" class="text-button">
          {words.details.save}
        </button>
        <TextButton press={erase}>{words.details.erase}</TextButton>
      </p>
      <div role="status">{saved && <Note tone="plain">{words.details.saved}</Note>}</div>
    </form>
  );
}

function beginning(details: OwnDetails, locale: string): Draft {
  const draft = draftOf(details);
  return draft.country === "" ? { ...draft, country: likelyCountry(locale) } : draft;
}

interface InputsProps {
  readonly draft: Draft;
  readonly faults: readonly DisclosureField[];
  readonly texts: Texts;
  type(some: Partial<Draft>): void;
}

function Inputs({ draft, faults, texts: { words, locale }, type }: InputsProps) {
  const { details } = words;
  const field = (name: keyof Draft, label: string, autocomplete: string, of?: DisclosureField) => (
    <TextField
      label={label}
      autocomplete={autocomplete}
      value={draft[name]}
      fault={of && faults.includes(of) ? details.faults[of] : undefined}
      type={(text) => type({ [name]: text })}
    />
  );
  return (
    <>
      {field("name", details.name, "name", "delivery_name")}
      <label>
        {details.country}
        <select
          value={draft.country}
          autocomplete="country"
          onChange={({ currentTarget }) => type({ country: currentTarget.value })}
        >
          <option value="">{details.noCountry}</option>
          {countriesFor(locale).map(({ code, name }) => (
            <option key={code} value={code} selected={code === draft.country}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {field("postalCode", details.postalCode, "postal-code")}
      {field("region", details.region, "address-level1")}
      {field("city", details.city, "address-level2")}
      <TextField
        label={details.lines}
        autocomplete="street-address"
        value={draft.lines}
        lines
        fault={faults.includes("delivery_address") ? details.faults.delivery_address : undefined}
        type={(lines) => type({ lines })}
      />
      {field("email", words.fields.email, "email", "email")}
      {field("phone", words.fields.phone, "tel", "phone")}
    </>
  );
}
