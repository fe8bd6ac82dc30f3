// Guards package.json and package-lock.json: a lock file that only works on the machine that made it is refused.
// - dependencies are exact pins, so nothing changes but by a commit;
// - no address of a registry is written, so that `npm ci` asks the registry of whoever installs;
// - every optional (platform) package a package pins is in the lock, or else `npm ci` says
//   "Missing: X@ from lock file" while `npm install` hides it;
// - what runs a script at install is listed in allowScripts.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./run.mjs";

/**
 * @typedef {Record<string, string>} Pins name to version
 *
 * @typedef {object} Manifest
 * @property {Pins} [dependencies]
 * @property {Pins} [devDependencies]
 * @property {Pins} [optionalDependencies]
 * @property {Record<string, boolean>} [allowScripts]
 *
 * @typedef {object} Locked
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {boolean} [hasInstallScript]
 * @property {Pins} [optionalDependencies]
 *
 * @typedef {Record<string, Locked>} Lock place in node_modules to what lies there
 */

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/**
 * @param {Manifest} manifest package.json
 * @param {Lock} lock the `packages` of package-lock.json
 * @returns {string[]} what is wrong, each with its remedy
 */
export function lockFindings(manifest, lock) {
  return [
    ...looseVersions(manifest),
    ...Object.entries(lock).flatMap((at) => wrongAt(at, manifest, lock)),
  ];
}

/** @param {Manifest} manifest */
function looseVersions(manifest) {
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  const all = { ...dependencies, ...devDependencies, ...optionalDependencies };
  return Object.entries(all)
    .filter(([, version]) => !EXACT.test(version))
    .map(([name, version]) => `package.json: ${name} is "${version}": pin one exact version`);
}

/**
 * @param {[string, Locked]} entry
 * @param {Manifest} manifest
 * @param {Lock} lock
 */
function wrongAt([place, locked], manifest, lock) {
  const findings = [];
  if (locked.resolved) {
    findings.push(
      `${place} names where it came from (${new URL(locked.resolved).host}): ` +
        "resolve the lock anew with omit-lockfile-registry-resolved=true",
    );
  }
  if (locked.hasInstallScript && !(nameAt(place) in (manifest.allowScripts ?? {}))) {
    findings.push(`${place} runs a script at install: read it, then decide in allowScripts`);
  }
  for (const [name, version] of Object.entries(locked.optionalDependencies ?? {})) {
    const found = resolveFrom(place, name, lock);
    if (found && (!EXACT.test(version) || found.version === version)) continue;
    findings.push(
      `${name}@${version}, optional in ${place || "package.json"}, is not in the lock: ` +
        "take a version whose platform packages are all published",
    );
  }
  return findings;
}

/**
 * What Node would find: the nearest node_modules upwards.
 * @param {string} place
 * @param {string} name
 * @param {Lock} lock
 * @returns {Locked | undefined}
 */
function resolveFrom(place, name, lock) {
  const found = lock[`${place ? `${place}/` : ""}node_modules/${name}`];
  if (found || place === "") return found;
  const cut = place.lastIndexOf("/node_modules/");
  return resolveFrom(cut < 0 ? "" : place.slice(0, cut), name, lock);
}

/** @param {string} place */
function nameAt(place) {
  return place.split("node_modules/").at(-1) ?? place;
}

function main() {
  const read = (/** @type {string} */ name) => JSON.parse(readFileSync(join(root, name), "utf8"));
  const findings = lockFindings(read("package.json"), read("package-lock.json").packages);
  for (const finding of findings) console.error(finding);
  process.exitCode = findings.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
