/** A month of the UTC calendar, as statements name it. Pure. */

export interface Month {
  /** "2026-11" */
  readonly name: string;
  /** ms since the epoch: the first moment of it, and of the next one */
  readonly start: number;
  readonly end: number;
}

/** @param text "2026-11" @returns undefined for anything else */
export function monthNamed(text: string): Month | undefined {
  const match = /^(20\d\d)-(0[1-9]|1[0-2])$/.exec(text);
  if (!match) return undefined;
  const [year, month] = [Number(match[1]), Number(match[2])];
  return { name: text, start: Date.UTC(year, month - 1, 1), end: Date.UTC(year, month, 1) };
}
