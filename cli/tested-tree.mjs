// Which tree passed its tests, so that a deployment needn't run them again: `npm test` notes it once all is green, and
// only where nothing is changed against the commit. The note is of this machine alone and never in the repository.
// Plain JavaScript without dependencies, since it runs on the Node 20 of a fresh machine.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./run.mjs";

/** @param {string} top */
const noteIn = (top) => join(top, ".output", "tested.json");

/** @typedef {{ tree: string, parts: string[], at: string }} Tested tree: git's hash of it; parts: `all`, or those of cli/test.mjs */

/**
 * @param {readonly string[]} words of npm test
 * @param {string} [top] of the checkout
 */
export function recordTested(words, top = root) {
  const [only, part, ...rest] = words;
  if (words.length > 0 && (only !== "--only" || rest.length > 0)) return;
  const tree = committedTree(top);
  if (tree === undefined) return;
  const before = testedOf(top);
  const parts = before?.tree === tree ? before.parts : [];
  const added = words.length === 0 ? "all" : String(part);
  const note = { tree, parts: [...new Set([...parts, added])], at: new Date().toISOString() };
  mkdirSync(dirname(noteIn(top)), { recursive: true });
  writeFileSync(noteIn(top), `${JSON.stringify(note)}\n`);
}

/**
 * @param {string} [top]
 * @returns {Tested | undefined}
 */
export function testedOf(top = root) {
  return existsSync(noteIn(top)) ? JSON.parse(readFileSync(noteIn(top), "utf8")) : undefined;
}

/**
 * @param {string} [top]
 * @returns {string | undefined} undefined where something isn't committed, or there is no git
 */
export function committedTree(top = root) {
  try {
    if (git(top, "status", "--porcelain") !== "") return undefined;
    return git(top, "rev-parse", "HEAD^{tree}");
  } catch {
    return undefined;
  }
}

/**
 * @param {string} top
 * @param {string[]} words
 */
function git(top, ...words) {
  return execFileSync("git", words, { cwd: top, encoding: "utf8", stdio: "pipe" }).trim();
}
