/**
 * How the windows' scripts are cut: all that a payment's first picture needs is one file, named the same in each build,
 * and so are the others. Nothing is served from a web cache, so that no name needs a hash; and what a later file needs
 * lies beside it, so that nothing is told beforehand what to fetch.
 */

import { join } from "node:path";
import type { InlineConfig } from "vite";
import { keysModule } from "./pack-words.ts";

const FIRST = "extension/entrypoints/popup/main.tsx";
/** Each language's first words need these, and are not fetched a moment later for them. */
const WITH_FIRST = [keysModule("first"), "/terminal/ui/words/unpacked.ts", "/styles.css"];

/** What the bundler knows of a module. */
type Look = (id: string) => { readonly importedIds: readonly string[] } | null;

/** Changes a build of pages, as WXT makes it for popup and side panel. */
export function cutChunks({ root = "", build }: InlineConfig): void {
  const output = build?.rollupOptions?.output;
  if (!output || Array.isArray(output)) return;
  let reached: Set<string> | undefined;
  const isFirst = (id: string, look: Look) => {
    reached ??= reachedFrom(join(root, FIRST), look);
    return reached.has(id) || WITH_FIRST.some((end) => id.endsWith(end));
  };
  Object.assign(output, {
    chunkFileNames: "chunks/[name].js",
    assetFileNames: "assets/[name].[ext]",
    codeSplitting: {
      groups: [
        {
          name: (id: string, bundle: { getModuleInfo: Look }) =>
            isFirst(id, (one) => bundle.getModuleInfo(one)) ? "window" : null,
        },
      ],
    },
  });
}

/** Modules that a script reaches without an import that waits. */
function reachedFrom(entry: string, look: Look): Set<string> {
  const reached = new Set<string>();
  const waiting = [entry];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    waiting.push(...(look(id)?.importedIds ?? []));
  }
  return reached;
}
