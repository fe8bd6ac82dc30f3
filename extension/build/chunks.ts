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

/** What a payment may need besides, when its account asks for a proof or it was refused. */
const PROOF = ["prove-views.ts", "refusal-views.ts"].map((file) => `terminal/ui/views/${file}`);
/** Where a shopper goes by himself: fetched from the disk at once, since each small file costs the package its name twice. */
const PAGES = [
  ...["account-views.ts", "budget-views.ts", "dispute-views.ts", "history-views.tsx"].map(
    (file) => `terminal/ui/views/${file}`,
  ),
  "terminal/ui/views/settings-views.ts",
];

/** What the bundler knows of a module. */
type Look = (id: string) => { readonly importedIds: readonly string[] } | null;

/** Changes a build of pages, as WXT makes it for popup and side panel. */
export function cutChunks({ root = "", build }: InlineConfig): void {
  const output = build?.rollupOptions?.output;
  if (!output || Array.isArray(output)) return;
  const groups = [
    { name: "window", entries: [FIRST], ends: WITH_FIRST },
    { name: "proof", entries: PROOF, ends: [] },
    { name: "pages", entries: PAGES, ends: [] },
  ].map(({ name, entries, ends }) => {
    let reached: Set<string> | undefined;
    const isOf = (id: string, look: Look) => {
      reached ??= reachedFrom(
        entries.map((entry) => join(root, entry)),
        look,
      );
      return reached.has(id) || ends.some((end) => id.endsWith(end));
    };
    return { name, isOf };
  });
  Object.assign(output, {
    chunkFileNames: "chunks/[name].js",
    assetFileNames: "assets/[name].[ext]",
    codeSplitting: {
      groups: groups.map(({ name, isOf }, index) => ({
        name: (id: string, bundle: { getModuleInfo: Look }) =>
          isOf(id, (one) => bundle.getModuleInfo(one)) ? name : null,
        priority: groups.length - index,
      })),
    },
  });
}

/** Modules that these reach without an import that waits. */
function reachedFrom(entries: readonly string[], look: Look): Set<string> {
  const reached = new Set<string>();
  const waiting = [...entries];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    waiting.push(...(look(id)?.importedIds ?? []));
  }
  return reached;
}
