/** Bar pictures as SVG, pure: one bar per entry with its median, and a line from its least to its most round. */

import type { Spread } from "../measure/statistics.ts";
import { escaped, frame } from "./drawing.ts";
import { number } from "./table.ts";

export interface Bars {
  readonly title: string;
  readonly bars: readonly { readonly name: string; readonly spread: Spread }[];
  readonly digits: number;
}

const [WIDTH, NAMES, ROW, TOP] = [760, 220, 30, 44];
/** For the number beside the longest bar. */
const ROOM = 90;

export function barPicture({ title, bars, digits }: Bars): string {
  const most = Math.max(...bars.map(({ spread }) => spread.max), Number.MIN_VALUE);
  const length = (value: number) => ((WIDTH - NAMES - ROOM) * value) / most;
  const at = (value: number) => (NAMES + length(value)).toFixed(1);
  const rows = bars.map(({ name, spread: { median, min, max } }, row) => {
    const y = TOP + row * ROW;
    const middle = y + 10;
    return [
      `<text class="text" x="${NAMES - 10}" y="${y + 15}" text-anchor="end">${escaped(name)}</text>`,
      `<rect x="${NAMES}" y="${y}" width="${length(median).toFixed(1)}" height="20" rx="2" class="one"/>`,
      `<line x1="${at(min)}" y1="${middle}" x2="${at(max)}" y2="${middle}" class="range" stroke-width="2"/>`,
      `<text class="text" x="${(NAMES + length(max) + 8).toFixed(1)}" y="${y + 15}">${number(median, digits)}</text>`,
    ].join("\n");
  });
  const height = TOP + bars.length * ROW + 8;
  return frame(title, WIDTH, height, rows);
}
