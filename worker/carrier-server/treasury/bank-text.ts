/**
 * Text for banks, pure: names in the characters that SEPA's banks take, and any text in XML and CSV without
 * meaning something there. A name that has no Latin form stays as it is: the files are UTF-8.
 */

// What NFKD doesn't take apart.
const LATIN: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
  ø: "o",
  Ø: "O",
  đ: "d",
  Đ: "D",
  ð: "d",
  Ð: "D",
  þ: "th",
  Þ: "Th",
  ł: "l",
  Ł: "L",
  ı: "i",
  "&": "+",
};

/** EPC217-08: a-z A-Z 0-9 / - ? : ( ) . , ' + and the blank. */
const TAKEN = /[^a-zA-Z0-9/\-?:().,'+ ]/g;

/** The name as a bank takes it; what it wouldn't take becomes a full stop. */
export function bankName(name: string): string {
  const apart = name.normalize("NFKD").replace(/\p{M}/gu, "");
  const latin = [...apart].map((character) => LATIN[character] ?? character).join("");
  // A name of other letters would be all full stops: its own bank reads it as it is.
  if (/\p{L}/u.test(latin.replace(/[a-zA-Z]/g, ""))) return name;
  return latin.replace(TAKEN, ".");
}

export function xmlText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** RFC 4180. What a spreadsheet would run as a formula is made text. */
export function csvField(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
