/** What is typed into the form, and the details it makes: each field empty, whole or at fault. Pure. */

import type { DisclosureField } from "../../../../protocol/disclosure/asks.ts";
import { OwnDetails } from "../../../../protocol/disclosure/fields.ts";
import { parse } from "../../../../protocol/parse.ts";

/** Every input of the form, as text; `lines` has one line of the address in each of its own. */
export interface Draft {
  readonly name: string;
  readonly country: string;
  readonly postalCode: string;
  readonly region: string;
  readonly city: string;
  readonly lines: string;
  readonly email: string;
  readonly phone: string;
}

export interface ReadDraft {
  readonly details: OwnDetails;
  readonly faults: readonly DisclosureField[];
}

export function draftOf({ delivery_name, delivery_address, email, phone }: OwnDetails): Draft {
  const {
    country = "",
    postal_code = "",
    region = "",
    city = "",
    lines = [],
  } = delivery_address ?? {};
  return {
    ...{ name: delivery_name ?? "", email: email ?? "", phone: phone ?? "" },
    ...{ country, postalCode: postal_code, region, city, lines: lines.join("\n") },
  };
}

export function readDraft(draft: Draft): ReadDraft {
  const typed: Readonly<Record<DisclosureField, unknown>> = {
    delivery_address: addressIn(draft),
    delivery_name: textIn(draft.name),
    email: textIn(draft.email),
    phone: textIn(draft.phone),
  };
  const given = Object.entries(typed).filter(([, value]) => value !== undefined);
  const read = given.map(([field, value]) => {
    const parsed = parse(OwnDetails, { [field]: value });
    return { field: field as DisclosureField, parsed };
  });
  return {
    details: Object.assign({}, ...read.flatMap(({ parsed }) => (parsed.ok ? [parsed.value] : []))),
    faults: read.filter(({ parsed }) => !parsed.ok).map(({ field }) => field),
  };
}

/** A country alone is no address: it is chosen before anything is typed. */
function addressIn({ country, postalCode, region, city, lines }: Draft): object | undefined {
  const written = lines.split("\n").map((line) => line.trim());
  const streets = written.filter((line) => line !== "");
  const code = textIn(postalCode);
  const place = textIn(region);
  if (!code && !place && textIn(city) === undefined && streets.length === 0) return undefined;
  return {
    ...{ country, city: city.trim(), lines: streets },
    ...(code === undefined ? {} : { postal_code: code }),
    ...(place === undefined ? {} : { region: place }),
  };
}

function textIn(text: string): string | undefined {
  return text.trim() === "" ? undefined : text.trim();
}
