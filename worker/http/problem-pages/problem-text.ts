/** What a problem's page says of its code, in English and Japanese. Text for people; the rest of the page follows from the code. */

export interface ProblemText {
  /** The title in Japanese; the English one is the problem's own. */
  readonly titleJa: string;
  readonly en: { readonly why: string; readonly act: string };
  readonly ja: { readonly why: string; readonly act: string };
}

/** @param act what to do */
export function text(
  titleJa: string,
  [whyEn, actEn]: readonly [why: string, act: string],
  [whyJa, actJa]: readonly [why: string, act: string],
): ProblemText {
  return { titleJa, en: { why: whyEn, act: actEn }, ja: { why: whyJa, act: actJa } };
}
