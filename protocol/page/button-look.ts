/**
 * What a page may choose of the pay button, and all it may: a closed set [PG18]. checkout.js puts it into the frame's
 * fragment, which no server sees and which changes without loading anything; the frame reads it by the same set.
 */

const ALLOWED = {
  /** auto: as the page says it, and where the page leaves it open as the reader's system does */
  theme: /^(light|dark|auto)$/,
  variant: /^(ink|paper|outline)$/,
  label: /^(pay|order|reserve|give|plain)$/,
  /** 44, 48 or 56 px high */
  size: /^(small|medium|large)$/,
  /** of the corners, px: half of the highest button at most */
  radius: /^(1?\d|2[0-8])$/,
  /** BCP 47 */
  locale: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
} as const;

export type LookName = keyof typeof ALLOWED;
export type Look = Partial<Record<LookName, string>>;

export const LOOK_NAMES = Object.keys(ALLOWED) as readonly LookName[];

export interface ReadLook {
  readonly look: Look;
  /** what was given and isn't in the set: left out */
  readonly unknown: readonly LookName[];
}

/** @param given of a name, or null where it wasn't given */
export function readLook(given: (name: LookName) => string | null): ReadLook {
  const look: Look = {};
  const unknown: LookName[] = [];
  for (const name of LOOK_NAMES) {
    const value = given(name);
    if (value === null) continue;
    if (ALLOWED[name].test(value)) look[name] = value;
    else unknown.push(name);
  }
  return { look, unknown };
}
