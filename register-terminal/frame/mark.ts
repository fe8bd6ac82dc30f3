/**
 * The mark: a short upright bar split by one zigzag line into two halves. Apart while a trade waits, joined
 * when it is settled; the styles move the halves.
 */

const SVG = "http://www.w3.org/2000/svg";
/** The same two paths as the terminal's mark and icons, in a box of 32 × 32. */
const HALVES = {
  left: "M11 3h6.5l-3.6 8.6 4.4 8.8L15 29h-4a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3z",
  right: "M17.5 3H21a3 3 0 0 1 3 3v20a3 3 0 0 1-3 3h-6l3.3-8.6-4.4-8.8z",
};

export function drawMark(): SVGSVGElement {
  const mark = document.createElementNS(SVG, "svg");
  mark.setAttribute("viewBox", "0 0 32 32");
  mark.setAttribute("aria-hidden", "true");
  mark.classList.add("mark");
  for (const [side, outline] of Object.entries(HALVES)) {
    const half = document.createElementNS(SVG, "path");
    half.setAttribute("d", outline);
    half.classList.add(side);
    mark.append(half);
  }
  return mark;
}
