/**
 * `node cli/release/pack.ts chrome|firefox FILE`: one package, built here for WARIFU_ORIGIN, WARIFU_ROOT_KEY and
 * WARIFU_MODE. For whoever wants to see that a store's package is of this source.
 */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureGenerated } from "../set-up.mjs";
import { BROWSERS, packWallet } from "./packages.ts";

const [word, file] = process.argv.slice(2);
const browser = BROWSERS.find((one) => one === word);
const { WARIFU_ORIGIN: origin, WARIFU_ROOT_KEY: rootKey, WARIFU_MODE: mode } = process.env;
if (!browser || !file || !origin || !rootKey || !mode) {
  console.error(
    "usage: WARIFU_ORIGIN=… WARIFU_ROOT_KEY=… WARIFU_MODE=… node cli/release/pack.ts chrome|firefox FILE",
  );
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), "warifu-pack-"));
try {
  await ensureGenerated(true);
  const { bytes } = await packWallet({ origin, rootKey, mode }, browser, folder);
  writeFileSync(file, bytes);
  console.log(`${file}: ${bytes.length} bytes`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
