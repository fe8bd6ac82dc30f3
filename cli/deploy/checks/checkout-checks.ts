/** What has to be right about the checkout before anything is uploaded from it: all committed, installed as locked, tested. */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lockFindings } from "../../lock-guard.mjs";
import { node24, root, run } from "../../set-up.mjs";
import { type Tested, testedOf } from "../../tested-tree.mjs";
import { Missing, type Told } from "../steps.ts";

export interface Commit {
  /** short, of git */
  readonly commit: string;
  readonly tree: string;
  /** of package.json */
  readonly version: string;
}

/** Nothing may go up that can't be found again. @param strict false: it is said, and no more */
export async function checkTree(strict: boolean): Promise<Told<Commit>> {
  const changed = git("status", "--porcelain").split("\n").filter(Boolean);
  const at: Commit = {
    commit: git("rev-parse", "--short=8", "HEAD"),
    tree: git("rev-parse", "HEAD^{tree}"),
    version: readVersion(),
  };
  const place = `${at.commit} on ${git("rev-parse", "--abbrev-ref", "HEAD")}, version ${at.version}`;
  if (changed.length === 0) return { said: `all committed: ${place}`, value: at };
  const what = `${changed.length} ${changed.length === 1 ? "file isn't" : "files aren't"} committed (${changed[0]?.trim()})`;
  if (strict) throw new Missing(what, 'git add -A && git commit -m "…", or git stash -u');
  return { said: `${what}: a deployment would stop here; ${place}`, value: at };
}

export async function checkLock(): Promise<Told<null>> {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const lock = readFileSync(join(root, "package-lock.json"), "utf8");
  const [first] = lockFindings(manifest, JSON.parse(lock).packages);
  if (first) throw new Missing(first, "node cli/lock-guard.mjs");
  const stamp = join(root, "node_modules", ".warifu-lock");
  const installed = existsSync(stamp) && readFileSync(stamp, "utf8");
  if (installed !== createHash("sha256").update(lock).digest("hex"))
    throw new Missing("what is installed isn't what package-lock.json says", "npm run set-up");
  const packages = Object.keys(JSON.parse(lock).packages).length - 1;
  return { said: `${packages} packages, installed as locked`, value: null };
}

/** What still has to run: nothing where this very tree has passed. @param tested of the machine */
export function testsNeeded(tested: Tested | undefined, tree: string): boolean {
  return tested?.tree !== tree || !["all", "unit"].some((part) => tested.parts.includes(part));
}

/** Runs the unit tests unless this tree has passed before: the rest takes half an hour, and belongs before a merge. */
export async function checkTests(tree: string): Promise<Told<null>> {
  const tested = testedOf();
  if (!testsNeeded(tested, tree))
    return { said: `${tested?.parts.join(", ")} passed for this tree, ${tested?.at}`, value: null };
  const args = [join(root, "cli/test.mjs"), "--only", "unit"];
  const { ok, output } = await run("tests", node24(), args, { silent: true });
  const last = output.trim().split("\n").at(-1) ?? "";
  if (ok) return { said: `unit: ${last}; npm test runs the rest`, value: null };
  throw new Missing(`a test fails: ${last}`, "npm test -- --only unit");
}

function readVersion(): string {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
}

function git(...words: string[]): string {
  try {
    return execFileSync("git", words, { cwd: root, encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    throw new Missing(
      "this is no git checkout with a commit",
      "git clone …, and deploy from there",
    );
  }
}
