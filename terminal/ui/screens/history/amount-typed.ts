/**
 * An amount as a person types it when he looks for one: with his signs for thousands and decimals, his digits, and a
 * currency's sign or name. Pure.
 */

/** Zeros of the digits that people type: full-width, Arabic-Indic, Persian, Devanagari, Bengali, Thai. */
const ZEROS = [0xff10, 0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];

/** @param locale BCP 47 @returns the plain decimals that it can mean; none where it is no amount */
export function amountsTyped(text: string, locale: string): string[] {
  const bare = plainDigits(text)
    .trim()
    // A currency's sign or short name, before or after.
    .replace(/^[^\d\s]{1,4}\s*(?=\d)|(?<=\d)\s*[^\d\s]{1,4}$/u, "")
    .trim();
  if (!/^\d[\d.,'’٫٬\s\u00a0\u202f]*$/.test(bare)) return [];
  const { group, decimal } = signsOf(locale);
  // His own way first; a machine's, "19.90", is read by everyone.
  const readings = [plain(bare, group, decimal), plain(bare, decimal === "." ? group : "", ".")];
  return [...new Set(readings.filter((one) => one !== undefined))];
}

function plain(text: string, group: string, decimal: string): string | undefined {
  const groups = ["\u00a0", "\u202f", " ", ...(group === "" ? [] : [group])];
  const closed = groups.reduce((rest, sign) => rest.replaceAll(sign, ""), text);
  const number = closed.replace(decimal, ".");
  return /^(0|[1-9]\d*)(\.\d*)?$/.test(number) ? number : undefined;
}

function signsOf(locale: string): { readonly group: string; readonly decimal: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(12_345.6);
  const sign = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return { group: sign("group"), decimal: sign("decimal") || "." };
}

function plainDigits(text: string): string {
  return text.normalize("NFKC").replaceAll(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((one) => code >= one && code < one + 10);
    return zero === undefined ? digit : String(code - zero);
  });
}
