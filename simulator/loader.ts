/**
 * Loads the shells for the simulator: the platform's module is replaced by a stand-in, and a mutant's edits
 * are made in the sources as they are read. An edit whose text isn't there exactly once stops everything, so
 * that a mutant can't rot.
 */

import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import type { Edit, Mutant } from "./mutants/mutant.ts";
import { BRANCHES } from "./parties/branches.ts";

const ROOT = new URL("../", import.meta.url);

/** What this deployment is: as many branches as its payers have. */
const SETTINGS: readonly Edit[] = [
  {
    file: "worker/carrier-server/branch/branches.ts",
    search: "export const NEWEST_BRANCH = 0;",
    replace: `export const NEWEST_BRANCH = ${BRANCHES - 1};`,
  },
];

/** @throws Error for a mutant whose text isn't found exactly once */
export function checkMutant({ name, edits }: Mutant): void {
  for (const { file, search } of edits) {
    const found =
      readFileSync(fileURLToPath(new URL(file, ROOT).href), "utf8").split(search).length - 1;
    if (found !== 1) throw new Error(`mutant ${name}: its text is ${found} times in ${file}`);
  }
}

export function installLoader(mutant: Mutant | undefined): void {
  checkMutant({ name: "none", bug: "none", edits: SETTINGS });
  if (mutant) checkMutant(mutant);
  const edits = new Map<string, Edit[]>();
  for (const edit of [...SETTINGS, ...(mutant?.edits ?? [])]) {
    const url = new URL(edit.file, ROOT).href;
    edits.set(url, [...(edits.get(url) ?? []), edit]);
  }
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier !== "cloudflare:workers") return next(specifier, context);
      const url = new URL("./runtime/cloudflare-workers.ts", import.meta.url).href;
      return { url, format: "module-typescript", shortCircuit: true };
    },
    load(url, context, next) {
      const loaded = next(url, context);
      const here = edits.get(url);
      if (!here) return loaded;
      const source = here.reduce(
        (text, { search, replace }) => text.replace(search, () => replace),
        Buffer.from(loaded.source as Uint8Array).toString("utf8"),
      );
      return { ...loaded, source };
    },
  });
}
