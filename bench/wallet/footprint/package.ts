/** The wallet as the store gets it: the very zip, and the folder it was packed from. */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { node24, root, run, tool } from "../../../cli/set-up.mjs";
import type { ExtensionPins } from "../../../cli/system/builds.ts";

export interface StorePackage {
  readonly zip: string;
  readonly unpacked: string;
}

export async function buildPackage(pins: ExtensionPins, folder: string): Promise<StorePackage> {
  const script = tool("wxt", "bin/wxt.mjs");
  await run("pack the wallet", node24(), [script, "zip", "-b", "chrome"], {
    quiet: true,
    required: true,
    cwd: root,
    env: {
      WARIFU_ORIGIN: pins.origin,
      WARIFU_ROOT_KEY: pins.rootKey,
      WARIFU_MODE: pins.mode,
      // Its browser is driven by a program, which waits for other windows.
      WARIFU_WELCOME: "off",
      WARIFU_OUT_DIR: folder,
    },
  });
  const zip = readdirSync(folder).find((name) => name.endsWith(".zip"));
  if (!zip) throw new Error("no zip came of it");
  return { zip: join(folder, zip), unpacked: join(folder, "chrome-mv3") };
}
