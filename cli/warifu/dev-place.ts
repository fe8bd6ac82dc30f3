/** Where `warifu dev` runs its servers, written beside them, so that the other commands find them whatever their ports. */

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";

const Place = v.object({ server: v.string(), carrier: v.string() });
export type DevPlace = v.InferOutput<typeof Place>;

const USUAL: DevPlace = { server: "http://localhost:8787", carrier: "http://localhost:8788" };

/** Of the folder that the command was typed in: its keys, its state and its place are there. */
export function devFolder(): string {
  return join(process.cwd(), ".warifu");
}

export function devPlace(): DevPlace {
  const path = join(devFolder(), "dev.json");
  if (!existsSync(path)) return USUAL;
  const place = v.safeParse(Place, JSON.parse(readFileSync(path, "utf8")));
  return place.success ? place.output : USUAL;
}

/** @returns what takes it away again */
export function tellPlace(place: DevPlace): () => void {
  const path = join(devFolder(), "dev.json");
  writeFileSync(path, JSON.stringify(place));
  return () => rmSync(path, { force: true });
}
