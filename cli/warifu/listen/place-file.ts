/** How far a register's events were brought from here, in a file beside its .env, so that the next `listen` goes on there. */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as v from "valibot";

const Places = v.record(v.string(), v.pipe(v.number(), v.safeInteger(), v.minValue(0)));

export interface PlaceFile {
  read(): number | undefined;
  write(sequence: number): void;
}

/** @param register whose events: a file may know several */
export function placeFile(path: string, register: string): PlaceFile {
  const read = () => {
    if (!existsSync(path)) return {};
    const places = v.safeParse(Places, parsed(readFileSync(path, "utf8")));
    return places.success ? places.output : {};
  };
  return {
    read: () => read()[register],
    write: (sequence) =>
      writeFileSync(path, `${JSON.stringify({ ...read(), [register]: sequence })}\n`),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
