/** What is measured of many open pages. */

/** bytes, by process */
export type Memory = Readonly<Record<string, number>>;

export interface OpenPages {
  readonly pages: number;
  readonly terminals: number;
  readonly confirmsPerSecond: number;
  /** after a full garbage collection, the most of what was seen: with all pages open, and while they are paid */
  readonly memory: Memory;
  /** pages that heard of another trade, or of none in time */
  readonly unheard: number;
  readonly failed: number;
}

export function totalBytes(memory: Memory): number {
  return Object.values(memory).reduce((sum, bytes) => sum + bytes, 0);
}
