/**
 * Values inside texts keep to themselves: an amount, a host or a shop's name stands as it is in a text of either
 * direction, and reorders nothing around it. Done once for all words, so that no text can forget it.
 */

/** FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (UAX #9). */
const [OPEN, CLOSE] = ["\u2068", "\u2069"];
/** Embeddings, overrides and isolates: what a value brings along could close ours, or turn letters round. */
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/gu;
const RIGHT_TO_LEFT =
  /[\u200f\u061c\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Left alone where nothing could turn: letters from left to right in a text from left to right. */
export function isolated(value: string, dir: "ltr" | "rtl"): string {
  const plain = value.replace(CONTROLS, "");
  return dir === "ltr" && !RIGHT_TO_LEFT.test(plain) ? plain : OPEN + plain + CLOSE;
}

/** The same words, with every text that is put into one of them isolated. */
export function isolating<T>(words: T, dir: "ltr" | "rtl"): T {
  if (typeof words === "function")
    return ((...values: unknown[]) =>
      words(
        ...values.map((value) => (typeof value === "string" ? isolated(value, dir) : value)),
      )) as T;
  if (Array.isArray(words)) return words.map((one) => isolating(one, dir)) as T;
  if (typeof words !== "object" || words === null) return words;
  return Object.fromEntries(
    Object.entries(words).map(([key, one]) => [key, isolating(one, dir)]),
  ) as T;
}

/** "JP¥" stays "JP¥" in a text from right to left: a mark behind the sign ties it to the letters before it. */
export function keptTogether(money: string, dir: "ltr" | "rtl"): string {
  return dir === "ltr" ? money : money.replace(/[A-Z]\p{Sc}/u, "$&\u200e");
}
