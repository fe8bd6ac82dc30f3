/**
 * A page of a list that several objects have parts of, each in the one order of its places, newest first. Pure. What a
 * part hasn't looked at yet is older than its horizon: nothing older than the newest horizon is on the page, so that
 * none comes twice and none is left out, whatever comes meanwhile [AR2].
 */

export interface Placed {
  /** never changes, and its text order is that of the list */
  readonly place: string;
}

export interface Part<T extends Placed> {
  /** newest first */
  readonly entries: readonly T[];
  /** all down to this place was looked at; absent: all there is */
  readonly horizon?: string;
}

/** What is asked of each part. */
export interface Page {
  /** the oldest place that is wanted */
  readonly from: string;
  /** the place after the newest one that is wanted */
  readonly before: string;
  readonly limit: number;
}

export function mergedPages<T extends Placed>(
  parts: readonly Part<T>[],
  limit: number,
): { readonly entries: readonly T[]; readonly horizon?: string } {
  const horizon = newest(parts.flatMap((part) => part.horizon ?? []));
  const known = parts
    .flatMap(({ entries }) => entries)
    .filter(({ place }) => horizon === undefined || place >= horizon)
    .sort((a, b) => (a.place < b.place ? 1 : -1));
  const entries = known.slice(0, limit);
  const end = known.length > limit ? entries.at(-1)?.place : horizon;
  return end === undefined ? { entries } : { entries, horizon: end };
}

function newest(places: readonly string[]): string | undefined {
  return places.reduce<string | undefined>(
    (latest, place) => (latest === undefined || place > latest ? place : latest),
    undefined,
  );
}

/** How many entries each of so many parts is asked for: all of the page of a few, a share of it and some of many. */
export function shareOf(limit: number, parts: number): number {
  return parts <= 8 ? limit : Math.min(limit, Math.ceil((4 * limit) / parts) + 8);
}
