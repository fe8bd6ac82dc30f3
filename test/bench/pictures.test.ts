// The bench's pictures: bars as long as their medians, lines from 0, names that can't break the SVG, and both colour
// schemes.
import { expect, test } from "vitest";
import { linePicture } from "../../bench/report/line-picture.ts";
import { barPicture } from "../../bench/report/pictures.ts";

const spread = (median: number) => ({ median, min: median / 2, max: median * 2 });

test("bars are in proportion, and say their medians", () => {
  const bars = [
    { name: "one", spread: spread(100) },
    { name: "two", spread: spread(50) },
  ];
  const svg = barPicture({ title: "Rate", bars, digits: 0 });
  const widths = [...svg.matchAll(/<rect x="\d+" y="\d+" width="([\d.]+)"/g)].map(([, w]) =>
    Number(w),
  );
  expect(widths).toHaveLength(2);
  expect(widths[0]).toBeCloseTo(2 * (widths[1] ?? 0), 0);
  expect(svg).toContain(">100</text>");
});

test("a name is text and nothing else", () => {
  const bars = [{ name: "<b>&", spread: spread(1) }];
  const svg = barPicture({ title: "a < b", bars, digits: 0 });
  expect(svg).toContain("&lt;b>&amp;");
  expect(svg).not.toContain("<b>");
});

test("lines begin at 0 and end at the greatest value", () => {
  const points = [
    { x: 0, y: 0 },
    { x: 10, y: 100 },
  ];
  const svg = linePicture({ title: "Memory", lines: [{ name: "a<b", points }], x: "minutes" });
  expect(svg).toContain('points="70.0,256.0 560.0,48.0"');
  expect(svg).toContain("a&lt;b");
  expect(svg).toContain("10.0 minutes");
});

test("pictures can be read on light and on dark", () => {
  const svg = barPicture({ title: "t", bars: [{ name: "one", spread: spread(1) }], digits: 0 });
  expect(svg).toContain("prefers-color-scheme: dark");
  expect(svg).not.toMatch(/<(?:rect|text|line)[^>]*(?:fill|stroke)="#/);
});
