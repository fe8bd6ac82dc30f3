/** The values of what may be given, as lines to be read: an address as it is written in its reader's language. */

import type { DisclosureField } from "../../../protocol/disclosure/asks.ts";
import type { DeliveryAddress, OwnDetails } from "../../../protocol/disclosure/fields.ts";

/** @param locale BCP 47 @returns undefined where there is none */
export function fieldValue(
  details: OwnDetails,
  field: DisclosureField,
  locale: string,
): string | undefined {
  const value = details[field];
  return typeof value === "object" ? addressText(value, locale) : value;
}

/** Japanese begins with the large, most others with the small. */
function addressText(address: DeliveryAddress, locale: string): string {
  const { country, postal_code: code, region, city, lines } = address;
  const parts = locale.startsWith("ja")
    ? [
        code === undefined ? "" : `〒${code}`,
        region,
        city,
        ...lines,
        nameOfCountry(country, locale),
      ]
    : [...lines, city, [region, code].filter(Boolean).join(" "), nameOfCountry(country, locale)];
  return parts.filter(Boolean).join(locale.startsWith("ja") ? " " : ", ");
}

/** @param country ISO 3166-1 alpha-2; as it is, where nobody knows it */
export function nameOfCountry(country: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: "region" }).of(country) ?? country;
}
