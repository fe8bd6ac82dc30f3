/** Packs words by position as the wallet is built: see packed-words.ts. Nothing else of the build knows of it. */

import { join } from "node:path";
import type { Plugin } from "vite";
import { keysOf, type Part, packedJoin, packedRoom, partOf } from "./packed-words.ts";

const ROOM = /\/terminal\/ui\/words\/(?!types\/)[^/]+\/(?:first|later)\/[^/]+\.ts$/;
const JOIN = /\/terminal\/ui\/words\/[^/]+\/[^/]+\.ts$/;
const KEYS = "words-keys-";

/** The module that has the keys of one part. */
export function keysModule(part: Part): string {
  return `\0${KEYS}${part}`;
}

export function packWords(): Plugin {
  let words = "";
  return {
    name: "pack-words",
    apply: "build",
    enforce: "pre",
    configResolved({ root }) {
      words = join(root, "terminal/ui/words");
    },
    resolveId: (id) => (id.startsWith(KEYS) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${KEYS}`)) return undefined;
      const part = id === keysModule("first") ? "first" : "later";
      return `export const keys = ${JSON.stringify(keysOf(words, part))};`;
    },
    transform(_, id) {
      if (ROOM.test(id)) return packedRoom(id);
      if (!JOIN.test(id) || id.includes("/types/")) return undefined;
      return packedJoin(id, `${KEYS}${partOf(id)}`, "../unpacked.ts");
    },
  };
}
