/**
 * Whether a JSON text names a member of one object twice. RFC 8259 leaves open which of the two counts, so two
 * readers of such a text could see two messages: it is refused [RQ10]. Pure; one pass, no recursion.
 */

/** @param text JSON that has been parsed: of any other text the answer means nothing */
export function hasDuplicateMember(text: string): boolean {
  // The names seen in each object that is open; of an array there are none.
  const open: (Set<unknown> | undefined)[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "{") open.push(new Set());
    else if (char === "[") open.push(undefined);
    else if (char === "}" || char === "]") open.pop();
    else if (char === '"') {
      const end = endOfString(text, at);
      if (isName(text, end)) {
        const names = open.at(-1);
        const name = nameIn(text.slice(at + 1, end - 1));
        if (names?.has(name)) return true;
        names?.add(name);
      }
      at = end - 1;
    }
  }
  return false;
}

/** Decoded: "a" and "\u0061" are one name. Hardly any is written so. */
function nameIn(written: string): unknown {
  return written.includes("\\") ? JSON.parse(`"${written}"`) : written;
}

/** @returns where the text goes on after the string that begins at `start` */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

/** A value is never followed by a colon: who is, is a name. */
function isName(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && " \t\n\r".includes(text[at] ?? "x")) at++;
  return text[at] === ":";
}
