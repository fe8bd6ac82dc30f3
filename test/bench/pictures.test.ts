// The bench's pictures: bars as long as their medians, names that can't break the SVG.
import { expect, test } from "vitest";
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
