// How two colours stand out from one another, by WCAG 2.2's formula.

export type Rgb = readonly [red: number, green: number, blue: number];

/** A token as it is computed inside this element, whichever theme is there. */
export function readColour(inside: Element, token: string): Rgb {
  const probe = document.createElement("span");
  probe.style.color = `var(--${token})`;
  inside.append(probe);
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(
    Number,
  );
  probe.remove();
  return [red, green, blue];
}

/** @returns 1 to 21 */
export function contrast(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
