// What can be measured of a state that is drawn: that nothing runs out of its window, that no text is cut off, that what
// is pressed is large enough. Runs in the page. Measured, not compared with pictures: another machine's fonts give
// another picture of the same good screen, and a picture that is always a bit different is soon looked at by nobody.

/** What is pressed is at least that large, px: tokens.css says so too. */
const TARGET = 44;
/** Fractions of a pixel are the browser's own. */
const SLACK = 1;

export interface Finding {
  readonly what: string;
  /** the beginning of the element as HTML, or what it is called */
  readonly where: string;
}

/** @returns nothing for a state that is as it should be */
export function measure(): Finding[] {
  return [...overflows(), ...cutTexts(), ...smallTargets()];
}

/** Where everything is, as text to be compared. A mark may breathe: only boxes of HTML count. */
export function placesOf(root: Element): string {
  const boxes = [...root.querySelectorAll<HTMLElement>("*")].filter(
    (one) => one instanceof HTMLElement,
  );
  return boxes
    .map(
      ({ offsetLeft, offsetTop, offsetWidth, offsetHeight }) =>
        `${offsetLeft} ${offsetTop} ${offsetWidth} ${offsetHeight}`,
    )
    .join("\n");
}

function overflows(): Finding[] {
  return [...document.querySelectorAll("html, .screen > section")]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    .map((one) => ({
      what: `is ${one.scrollWidth} px wide in ${one.clientWidth} px`,
      where: beginning(one),
    }));
}

function cutTexts(): Finding[] {
  const found: Finding[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const parent = text.parentElement;
    if (!parent || text.textContent?.trim() === "" || isUnseen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const cut = cutBy(box, parent);
    if (cut) found.push({ what: `cut: “${text.textContent}”`, where: beginning(cut) });
  }
  return found;
}

/** The element that this text runs out of. */
function cutBy(text: DOMRect, parent: Element): Element | undefined {
  for (let box: Element | null = parent; box; box = box.parentElement) {
    const { overflowX, overflowY, display } = getComputedStyle(box);
    if (display === "inline") continue;
    const isButton = box.matches("button, a, summary");
    const edge = box.getBoundingClientRect();
    const across = text.left < edge.left - SLACK || text.right > edge.right + SLACK;
    const down = text.top < edge.top - SLACK || text.bottom > edge.bottom + SLACK;
    if (across && (isButton || overflowX !== "visible" || box === document.body)) return box;
    // What scrolls cuts nothing.
    if (down && (isButton || overflowY === "hidden" || overflowY === "clip")) return box;
  }
  return undefined;
}

function smallTargets(): Finding[] {
  const pressed = [
    "button, a[href], select, textarea, summary",
    "input:not([type=checkbox], [type=radio])",
    "label:has(input[type=checkbox], input[type=radio])",
  ];
  return [...document.querySelectorAll(pressed.join(", "))].flatMap((one) => {
    const { width, height } = one.getBoundingClientRect();
    const small = Math.min(width, height) < TARGET - SLACK / 2;
    if (!small || isUnseen(one)) return [];
    return [{ what: `is ${Math.round(width)} × ${Math.round(height)} px`, where: beginning(one) }];
  });
}

/** For a screen reader alone, or not shown now. */
function isUnseen(one: Element): boolean {
  return one.closest(".spoken") !== null || !one.checkVisibility({ visibilityProperty: true });
}

function beginning(one: Element): string {
  return one.outerHTML.slice(0, 120);
}
