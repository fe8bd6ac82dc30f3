/** The two builds a running system needs: the assets of our origin, and the extension pinned to this system. */

import { join } from "node:path";
import { node24, root, run, tool } from "../set-up.mjs";

/** checkout.js, frame.js and frame.css into .output/assets. @param silent no lines of progress */
export async function buildAssets(silent = false): Promise<void> {
  await run("build checkout.js", node24(), [join(root, "register-terminal/build.mjs")], {
    quiet: true,
    required: true,
    silent,
  });
}

export interface ExtensionPins {
  readonly origin: string;
  readonly rootKey: string;
  readonly mode: string;
  /** address of a shop that a newcomer may try it at */
  readonly demoShop?: string;
  /** whether it opens a tab when it is installed; a browser driven by a program waits for other windows */
  readonly welcome?: boolean;
  /** no lines of progress */
  readonly silent?: boolean;
}

/** @returns the folder to load into the browser */
export async function buildExtension(
  pins: ExtensionPins,
  outFolder: string,
  browser = "chrome",
): Promise<string> {
  await run("build the extension", node24(), [tool("wxt", "bin/wxt.mjs"), "build", "-b", browser], {
    quiet: true,
    required: true,
    silent: pins.silent ?? false,
    env: {
      // Whoever builds, and out of whatever test: the bytes are the same.
      NODE_ENV: "production",
      WARIFU_ORIGIN: pins.origin,
      WARIFU_ROOT_KEY: pins.rootKey,
      WARIFU_MODE: pins.mode,
      WARIFU_DEMO_SHOP: pins.demoShop ?? "",
      WARIFU_WELCOME: pins.welcome ? "on" : "off",
      WARIFU_OUT_DIR: outFolder,
    },
  });
  return join(outFolder, `${browser}-mv3`);
}
