/**
 * IBANs (ISO 13616): each country's length, by the registry, and the check digits by ISO 7064 MOD 97-10. Written
 * without blanks. A country's own rules for what is inside are its banks' to check.
 */

import * as v from "valibot";

/** Characters of an IBAN by the country it begins with: SWIFT's IBAN registry. */
export const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  ...{ AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BI: 27, BR: 29 },
  ...{ BY: 28, CH: 21, CR: 22, CY: 28, CZ: 24, DE: 22, DJ: 27, DK: 18, DO: 28, EE: 20, EG: 29 },
  ...{ ES: 24, FI: 18, FK: 18, FO: 18, FR: 27, GB: 22, GE: 22, GI: 23, GL: 18, GR: 27, GT: 28 },
  ...{ HN: 28, HR: 21, HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30, KW: 30, KZ: 20 },
  ...{ LB: 28, LC: 32, LI: 21, LT: 20, LU: 20, LV: 21, LY: 25, MC: 27, MD: 24, ME: 22, MK: 19 },
  ...{ MN: 20, MR: 27, MT: 31, MU: 30, NI: 28, NL: 18, NO: 15, OM: 23, PK: 24, PL: 28, PS: 29 },
  ...{ PT: 25, QA: 29, RO: 24, RS: 22, RU: 33, SA: 24, SC: 31, SD: 18, SE: 24, SI: 19, SK: 24 },
  ...{ SM: 27, SO: 23, ST: 25, SV: 28, TL: 23, TN: 24, TR: 26, UA: 29, VA: 22, VG: 24, XK: 20 },
  ...{ YE: 30 },
};

export const Iban = v.pipe(
  v.string(),
  v.maxLength(34),
  v.regex(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/, "not an IBAN"),
  v.check(
    (text) => IBAN_LENGTHS[text.slice(0, 2)] === text.length,
    "no country's IBAN has this length",
  ),
  // 00, 01 and 99 leave the same remainder as another pair, and are never issued.
  v.check(
    (text) => !/^..(00|01|99)/.test(text) && remainder97(text) === 1,
    "the IBAN's check digits don't fit",
  ),
);

/** @param iban its form checked */
export function remainder97(iban: string): number {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    // A letter is two digits: A is 10, Z is 35.
    for (const digit of Number.parseInt(character, 36).toString())
      remainder = (remainder * 10 + Number(digit)) % 97;
  }
  return remainder;
}
