// The tree as the tidy rules see it: each file's path and text, and for code its syntax, parsed once.
// Files that git ignores are not part of it. Rules are pure functions over these, so they can be shown to fail.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";

export interface Source {
  readonly path: string;
  readonly text: string;
}

export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly remedy: string;
}

/** A node of the syntax tree, as loosely as the rules need it. */
export interface Syntax {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface Parsed {
  readonly program: Syntax;
  readonly comments: readonly { readonly value: string; readonly start: number }[];
  readonly errors: readonly string[];
}

const TEXT = /(\.(ts|tsx|mts|js|mjs|json|css|html|md|toml|sql|ya?ml)|\/[^/.]+)$/;
const CODE = /\.(ts|tsx|mts|js|mjs)$/;
const GENERATED = /(\.generated\.|\/worker-configuration\.d\.ts$)/;
const SKIPPED = new Set([
  ".git",
  "node_modules",
  ".output",
  ".wxt",
  ".wrangler",
  "coverage",
  "dist",
]);

export function isCode(path: string): boolean {
  return CODE.test(path) && !GENERATED.test(path);
}

/** A plugin's own tests lie in its package: they need what it installs. */
export function isTest(path: string): boolean {
  return path.startsWith("test/") || /^plugins\/[^/]+\/test\//.test(path);
}

/** Whether a path is in one of these folders. */
export function isIn(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(`${folder}/`));
}

export function readTree(root: string): Source[] {
  return pathsIn(root)
    .filter((path) => TEXT.test(`/${path}`) && path !== "package-lock.json")
    .filter((path) => existsSync(join(root, path))) // git still lists what was just deleted
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

function pathsIn(root: string): string[] {
  try {
    const args = ["ls-files", "-co", "--exclude-standard", "-z"];
    const listed = execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: "pipe" });
    return [...new Set(listed.split("\0"))].filter((path) => path !== "");
  } catch {
    return walkFolder(root, ""); // an export of the tree, without git
  }
}

function walkFolder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name))
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? walkFolder(root, path) : [path];
    });
}

const parsedSources = new WeakMap<Source, Parsed>();

export function parse(source: Source): Parsed {
  const known = parsedSources.get(source);
  if (known) return known;
  const { program, comments, errors } = parseSync(source.path, source.text);
  const parsed: Parsed = {
    program: program as unknown as Syntax,
    comments,
    errors: errors.map((error) => error.message),
  };
  parsedSources.set(source, parsed);
  return parsed;
}

/** Calls `visit` with each node and its parent, outermost first. */
export function walk(
  node: Syntax,
  visit: (node: Syntax, parent: Syntax | undefined) => void,
  parent?: Syntax,
): void {
  visit(node, parent);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isSyntax(child)) walk(child, visit, node);
    }
  }
}

export function isSyntax(value: unknown): value is Syntax {
  return (
    typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"
  );
}

/** The name of an identifier; undefined for any other node. */
export function nameOf(node: unknown): string | undefined {
  if (!isSyntax(node)) return undefined;
  return node.type === "Identifier" && typeof node.name === "string" ? node.name : undefined;
}

/** `a.b.c` for a chain of plain members, "" for anything else. */
export function dotted(node: unknown): string {
  if (!isSyntax(node)) return "";
  if (node.type !== "MemberExpression") return nameOf(node) ?? "";
  const [object, property] = [dotted(node.object), nameOf(node.property)];
  return object && property && node.computed !== true ? `${object}.${property}` : "";
}

export function lineAt(source: Source, offset: number): number {
  return source.text.slice(0, offset).split("\n").length;
}

export function findingAt(source: Source, offset: number, remedy: string): Finding {
  return { path: source.path, line: lineAt(source, offset), remedy };
}

/** One line per finding, as an editor can jump to. */
export function printed(findings: readonly Finding[]): string[] {
  return findings.map(({ path, line, remedy }) => `${path}:${line}: ${remedy}`);
}
