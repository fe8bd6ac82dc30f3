/** Types of events as an option names them: several with commas, and `trade.*`. */

import { EventType } from "../../protocol/register/events.ts";

/** @throws Error that lists them */
export function typesNamed(text: string | undefined): EventType[] | undefined {
  if (text === undefined) return undefined;
  const words = text.split(",").map((word) => word.trim());
  const chosen = EventType.options.filter((type) => words.some((word) => fits(word, type)));
  const unknown = words.find((word) => !EventType.options.some((type) => fits(word, type)));
  if (unknown === undefined) return chosen;
  throw new Error(`no such event: ${unknown}; there are ${EventType.options.join(", ")}`);
}

function fits(word: string, type: EventType): boolean {
  return word === type || (word.endsWith(".*") && type.startsWith(word.slice(0, -1)));
}
