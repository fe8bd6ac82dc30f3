/**
 * The inside of the element: the frame, or a sentence for the shopper when the frame can't be had. Styles
 * are adopted sheets, which a strict style-src allows. The element's own children replace the sentence.
 */

// The frame has 4 px of its own around the button, for the focus ring.
const CSS =
  ":host{display:block;max-width:400px}:host([hidden]),[hidden]{display:none}" +
  "iframe{display:block;border:0;margin:-4px;width:calc(100% + 8px);height:52px}" +
  ":host([size=large]) iframe{height:64px}";

const SORRY = "Warifu can't be used on this page at the moment.";
const SORRY_JA = "ただいまこのページではWarifuをご利用いただけません。";

export interface Inside {
  show(iframe: HTMLIFrameElement): void;
  /** The frame is there and this high, in px. */
  fit(height: number): void;
  /** The frame can't be had. */
  sorry(): void;
}

/** @param language of the page, for the sentence */
export function insideOf(element: HTMLElement, language: string): Inside {
  const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
  if (root.adoptedStyleSheets.length === 0) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
  }
  const sentence = document.createElement("slot");
  sentence.textContent = language.startsWith("ja") ? SORRY_JA : SORRY;
  let frame: HTMLIFrameElement | undefined;
  const turn = (works: boolean) => {
    if (frame) frame.hidden = !works;
    sentence.hidden = works;
  };
  turn(true);
  root.replaceChildren(sentence);
  return {
    show: (iframe) => {
      frame = iframe;
      root.append(iframe);
    },
    fit: (height) => {
      turn(true);
      frame?.style.setProperty("height", `${height}px`);
    },
    sorry: () => turn(false),
  };
}
