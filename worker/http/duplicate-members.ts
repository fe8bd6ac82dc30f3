/**
 * Whether a JSON text names a member of one object twice. RFC 8259 leaves open which of the two counts, so two
 * readers of such a text could see two messages: it is refused [RQ10]. Pure.
 */

/** @param text JSON whose value is `value`: of any other text the answer means nothing */
export function hasDuplicateMember(text: string, value: unknown): boolean {
  // Every name ends in a quote before a colon. Where no more of these stand than the value has members, each name has
  // one of its own. A text that begins with a colon, or holds a quote before one, makes them more: then it is read.
  const ends = text.match(/"[ \t\n\r]*:/g)?.length ?? 0;
  return ends > membersOf(value) && namesOneTwice(text);
}

/** Of all objects in it. The caller has seen that it isn't too deep. */
function membersOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inside = Object.values(value);
  let members = Array.isArray(value) ? 0 : inside.length;
  for (const one of inside) members += membersOf(one);
  return members;
}

function namesOneTwice(text: string): boolean {
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
