/**
 * The page around the element: its language and its colours, which it may change or find out late. Ends with its signal.
 */

import type { Surroundings } from "./frame-address.ts";

export function surroundingsOf(element: HTMLElement): Surroundings {
  return {
    language: element.closest<HTMLElement>("[lang]")?.lang ?? "",
    colorScheme: getComputedStyle(element).colorScheme,
  };
}

/** @param changed may be called where nothing has changed */
export function watchSurroundings(changed: () => void, signal: AbortSignal): void {
  // The page's styles may come after this script.
  addEventListener("load", changed, { signal });
  const observer = new MutationObserver(changed);
  // A language stands anywhere around; a switch of colours is written on the page's root or its body.
  observer.observe(document, { subtree: true, attributeFilter: ["lang"] });
  const { documentElement, body } = document;
  for (const one of [documentElement, body]) if (one) observer.observe(one, { attributes: true });
  signal.addEventListener("abort", () => observer.disconnect());
}
