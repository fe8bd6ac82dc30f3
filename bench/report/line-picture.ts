/** Lines over time as SVG, pure: from 0 to the greatest value, one line for each name. */

import { COLOURS, escaped, frame } from "./drawing.ts";
import { number } from "./table.ts";

export interface Lines {
  readonly title: string;
  readonly lines: readonly {
    readonly name: string;
    readonly points: readonly { readonly x: number; readonly y: number }[];
  }[];
  /** what the x axis counts */
  readonly x: string;
}

const [WIDTH, HEIGHT] = [760, 300];
const [LEFT, RIGHT, TOP, BOTTOM] = [70, 200, 48, 44];
const STEPS = 4;

export function linePicture({ title, lines, x }: Lines): string {
  const all = lines.flatMap(({ points }) => points);
  const mostX = Math.max(...all.map((point) => point.x), Number.MIN_VALUE);
  const mostY = Math.max(...all.map((point) => point.y), Number.MIN_VALUE);
  const atX = (value: number) => LEFT + ((WIDTH - LEFT - RIGHT) * value) / mostX;
  const atY = (value: number) => HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * value) / mostY;
  const grid = Array.from({ length: STEPS + 1 }, (_, step) => (mostY * step) / STEPS).map(
    (value) =>
      `<line class="faint" x1="${LEFT}" y1="${atY(value).toFixed(1)}" x2="${WIDTH - RIGHT}" y2="${atY(value).toFixed(1)}"/>
<text class="text" x="${LEFT - 8}" y="${(atY(value) + 4).toFixed(1)}" text-anchor="end">${number(value)}</text>`,
  );
  const drawn = lines.map(({ name, points }, index) => {
    const colour = COLOURS[index % COLOURS.length];
    const path = points.map((point) => `${atX(point.x).toFixed(1)},${atY(point.y).toFixed(1)}`);
    const end = points.at(-1) ?? { x: 0, y: 0 };
    return `<polyline class="${colour}" style="fill: none" stroke-width="2" points="${path.join(" ")}"/>
<text class="text" x="${(atX(end.x) + 8).toFixed(1)}" y="${(atY(end.y) + 4).toFixed(1)}">${escaped(name)}</text>`;
  });
  const axis = [
    `<text class="text" x="${LEFT}" y="${HEIGHT - 14}">0</text>`,
    `<text class="text" x="${WIDTH - RIGHT}" y="${HEIGHT - 14}" text-anchor="end">${number(mostX, 1)} ${escaped(x)}</text>`,
  ];
  return frame(title, WIDTH, HEIGHT, [...grid, ...drawn, ...axis]);
}
