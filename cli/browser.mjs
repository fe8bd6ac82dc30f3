// Finds the browsers that the whole-story tests and the demonstration drive, or installs them.
// Of Chromiums it looks for Chromium and Chrome for Testing only: Google's branded Chrome no longer loads an unpacked
// extension from the command line (since 137). WARIFU_CHROME names any other one.

import { accessSync, constants, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { installWithApt } from "./apt.mjs";
import { run } from "./run.mjs";
import { node24, root, tool } from "./set-up.mjs";

const NAMES = ["chromium", "chromium-browser", "ungoogled-chromium"];
const APPLICATIONS = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
];
const PACKAGES = ["chromium", "fonts-noto-cjk"];

/**
 * The path of a browser that starts here; installs one if there is none.
 * @returns {Promise<string>}
 */
export async function ensureBrowser() {
  const named = process.env.WARIFU_CHROME;
  if (named) {
    if (await starts(named)) return named;
    throw new Error(`WARIFU_CHROME names ${named}, which does not start.`);
  }
  const found = await installed();
  if (found) return found;
  console.log("No Chromium here: installing one.");
  // Where apt brings a real Chromium: Ubuntu's package of that name is a stub.
  if (isDebian()) await installWithApt(PACKAGES);
  const fromDebian = await installed();
  if (fromDebian) return fromDebian;
  const playwright = tool("playwright", "cli.js");
  await run("playwright install", node24(), [playwright, "install", "--no-shell", "chromium"]);
  const fromPlaywright = await installed();
  if (fromPlaywright) return fromPlaywright;
  throw new Error("No Chromium found or installed: install one and name it in WARIFU_CHROME.");
}

const FIREFOX_NAMES = ["firefox-esr", "firefox"];
const FIREFOX_APPLICATIONS = ["/Applications/Firefox.app/Contents/MacOS/firefox"];

/**
 * The path of a Firefox that starts here, for the stories told in it too; installs one if there is none.
 * @returns {Promise<string>}
 */
export async function ensureFirefox() {
  const named = process.env.WARIFU_FIREFOX;
  if (named) return named;
  const find = () => firstThatStarts([...onPath(FIREFOX_NAMES), ...FIREFOX_APPLICATIONS]);
  const found = await find();
  if (found) return found;
  console.log("No Firefox here: installing one.");
  if (isDebian()) await installWithApt(["firefox-esr"]);
  const fromDebian = await find();
  if (fromDebian) return fromDebian;
  throw new Error("No Firefox found or installed: install one and name it in WARIFU_FIREFOX.");
}

/** @returns {Promise<string | undefined>} */
async function installed() {
  return firstThatStarts([...onPath(NAMES), ...APPLICATIONS, ...playwrightsOwn()]);
}

/** @param {readonly string[]} names */
function onPath(names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** @param {readonly string[]} paths */
async function firstThatStarts(paths) {
  for (const path of paths) {
    if (await starts(path)) return path;
  }
  return undefined;
}

/** Where `playwright install` puts its browser, whether it is there or not. */
function playwrightsOwn() {
  /** @type {{ chromium: { executablePath(): string } }} */
  const { chromium } = createRequire(join(root, "package.json"))("playwright-core");
  return [chromium.executablePath()];
}

/** A file of that name may also be a stub that only tells to install a snap, so it is started once. */
async function starts(/** @type {string} */ path) {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  const { ok } = await run(`${path} --version`, path, ["--version"], {
    quiet: true,
    limitMs: 30_000,
  });
  return ok;
}

function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}
