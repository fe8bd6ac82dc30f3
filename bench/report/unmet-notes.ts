/**
 * Notes on bars, written by hand: each is a heading of the second level, a line `Bars:` with what their names begin
 * with, parted by ` · `, and text. Pure.
 */

import type { Judged } from "./figures.ts";

export interface Note {
  readonly title: string;
  /** what the names of its bars begin with */
  readonly bars: readonly string[];
  readonly text: string;
}

/** @throws Error for a note that names no bar */
export function readNotes(markdown: string): Note[] {
  const [, ...parts] = `\n${markdown}`.split("\n## ");
  return parts.map((part) => {
    const [title = "", ...lines] = part.split("\n");
    const named = lines.findIndex((line) => line.startsWith("Bars: "));
    if (named < 0) throw new Error(`the note "${title}" has no line "Bars: …"`);
    const bars = (lines[named] ?? "").slice("Bars: ".length).split(" · ");
    return {
      title: title.trim(),
      bars,
      text: lines
        .slice(named + 1)
        .join("\n")
        .trim(),
    };
  });
}

/** Each bar stands with the first note that names it. */
export function notesFor(
  unmet: readonly Judged[],
  notes: readonly Note[],
): { noted: { note: Note; about: Judged[] }[]; others: Judged[] } {
  const noteOf = ({ says }: Judged) =>
    notes.find(({ bars }) => bars.some((name) => says.startsWith(name)));
  const noted = notes
    .map((note) => ({ note, about: unmet.filter((bar) => noteOf(bar) === note) }))
    .filter(({ about }) => about.length > 0);
  return { noted, others: unmet.filter((bar) => noteOf(bar) === undefined) };
}
