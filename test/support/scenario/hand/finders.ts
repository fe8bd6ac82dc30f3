/**
 * What a reader of a page finds there, by role and name as they are seen, whole or by a pattern: scripts for a browser that has no
 * such words of its own.
 */

export const FINDERS = `
  const plain = (text) => text.replace(/\\s+/g, " ").trim();
  const isSeen = (node) => node.checkVisibility({ visibilityProperty: true });
  const nameOf = (node) => plain(node.getAttribute("aria-label") ?? node.innerText ?? "");
  const says = (said, text) =>
    said.pattern === undefined ? text === said.text : new RegExp(said.pattern, said.flags).test(text);
  const has = (said, text) =>
    said.pattern === undefined ? text.includes(said.text) : says(said, text);
  const first = (css, said) =>
    [...document.querySelectorAll(css)].find((one) => isSeen(one) && says(said, nameOf(one)));
  const field = (said, css) => {
    const label = [...document.querySelectorAll("label")].find((one) => has(said, plain(one.innerText)));
    return label?.querySelector(css) ?? document.getElementById(label?.htmlFor ?? "") ??
      [...document.querySelectorAll(css)].find((one) => says(said, one.getAttribute("aria-label") ?? ""));
  };
  const HEADINGS = "h1, h2, h3, [role=heading]";
  const BUTTONS = "button, [role=button], summary";
`;

/** @returns a text or a pattern as a literal of the page's */
export function said(text: string | RegExp): string {
  return JSON.stringify(
    typeof text === "string" ? { text } : { pattern: text.source, flags: text.flags },
  );
}
