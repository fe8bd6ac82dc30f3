/** Where a capture or a refund stands among all of its register: by when it was ordered. It never changes [AR7]. */

import { fromBase32Hex, toBase32Hex } from "../signing/encoding.ts";
import type { Place } from "./place.ts";

/** Kind and mode, in front of an id's bytes. */
const FRONT_CHARS = "rfd_test_".length;
/** Six bytes of time, then those of the id. */
const TIME_CHARS = 10;
const ID_CHARS = 26;
const FORM = new RegExp(`^[0-9a-v]{${TIME_CHARS + ID_CHARS}}$`);

/** After every place there can be. */
export const LAST_ORDER_PLACE: Place = "w".repeat(TIME_CHARS + ID_CHARS);

export function orderPlaceOf({ created, id }: { created: number; id: string }): Place {
  return timeText(created) + id.slice(FRONT_CHARS);
}

/** The first place there can be at this time. @param ms since the epoch */
export function orderPlaceAt(ms: number): Place {
  return timeText(ms) + "0".repeat(ID_CHARS);
}

export function isOrderPlace(text: string): boolean {
  return FORM.test(text) && fromBase32Hex(text.slice(0, TIME_CHARS)) !== undefined;
}

/** What rows are compared with. @param front kind and mode of their ids */
export function orderPlaceIn(place: Place, front: string): { created: number; id: string } {
  const bytes = fromBase32Hex(place.slice(0, TIME_CHARS));
  const created = bytes?.reduce((time, byte) => time * 256 + byte, 0) ?? Number.MAX_SAFE_INTEGER;
  return { created, id: front + place.slice(TIME_CHARS) };
}

function timeText(ms: number): string {
  const bytes = new Uint8Array(6);
  for (let [at, rest] = [5, Math.max(0, ms)]; at >= 0; at--, rest = Math.floor(rest / 256))
    bytes[at] = rest % 256;
  return toBase32Hex(bytes);
}
