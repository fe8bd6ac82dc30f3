// One declaration file out of the many that tsc writes: from the entry on, each statement that what is exported needs,
// and no other. So the package shows its public types and nothing of how the tree is laid out. It throws where two files
// have different things of one name, since renaming them is a decision.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "vite";

/**
 * @typedef {{ type: string, start: number, end: number, [key: string]: any }} Node
 *
 * @typedef {object} Declaration
 * @property {string} text with its comment, without `export`
 * @property {ReadonlySet<string>} uses
 * @property {readonly { file: string, name: string }[]} inlined what `import("…").Name` names
 *
 * @typedef {object} Module
 * @property {Map<string, Declaration[]>} declared
 * @property {Map<string, { file: string, name: string }>} imported from our own files
 * @property {Map<string, string>} libraries what a namespace stands for
 * @property {{ file: string, name: string, isType: boolean }[]} passedOn
 */

/**
 * @param {string} entry the declaration file of what the package exports; it only passes on
 * @param {string} header the first lines of the result
 */
export function rollTypes(entry, header) {
  /** @type {Map<string, Module>} */
  const modules = new Map();
  const moduleAt = (/** @type {string} */ file) => {
    const known = modules.get(file) ?? readModule(file);
    modules.set(file, known);
    return known;
  };
  /** @type {Map<string, string>} name to the file it is of */
  const origins = new Map();
  /** @type {Set<Declaration>} */
  const kept = new Set();
  /** @type {Map<string, string>} */
  const libraries = new Map();

  const need = (/** @type {string} */ file, /** @type {string} */ name) => {
    const { declared, imported, libraries: known } = moduleAt(file);
    const library = known.get(name);
    if (library) libraries.set(name, library);
    const from = imported.get(name);
    if (from && from.name !== name)
      throw new Error(`${file}: ${from.name} as ${name}: keep the name`);
    if (from) need(from.file, from.name);
    for (const one of declared.get(name) ?? []) {
      if (kept.has(one)) continue;
      const other = origins.get(name) ?? file;
      if (other !== file) throw new Error(`${name} is in ${other} and in ${file}: rename one`);
      origins.set(name, file);
      kept.add(one);
      for (const use of one.uses) need(file, use);
      for (const { file: target, name: inlined } of one.inlined) need(target, inlined);
    }
  };

  const { passedOn } = moduleAt(entry);
  for (const { file, name } of passedOn) need(file, name);
  const missing = passedOn.filter(({ name }) => !origins.has(name));
  if (missing.length > 0) throw new Error(`not found: ${missing.map(({ name }) => name)}`);
  const names = passedOn.map(({ name, isType }) => `  ${isType ? "type " : ""}${name},`);
  return [
    header,
    ...[...libraries].map(([name, from]) => `import type * as ${name} from "${from}";`),
    ...[...kept].map(({ text }) => text),
    `export {\n${names.join("\n")}\n};\n`,
  ].join("\n");
}

/**
 * @param {string} file
 * @returns {Module}
 */
function readModule(file) {
  const text = readFileSync(file, "utf8");
  const { program, errors } = parseSync(file, text, { lang: "dts" });
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  /** @type {Module} */
  const read = { declared: new Map(), imported: new Map(), libraries: new Map(), passedOn: [] };
  let before = 0;
  for (const node of /** @type {Node[]} */ (/** @type {unknown} */ (program.body))) {
    if (node.type === "ImportDeclaration") readImport(node, file, read);
    else if (node.source) readPassedOn(node, file, read);
    else readDeclaration(node, file, text.slice(before, node.start), text, read);
    before = node.end;
  }
  return read;
}

/** @param {Node} node @param {string} file @param {Module} read */
function readImport({ source, specifiers }, file, read) {
  for (const { type, local, imported } of specifiers) {
    if (type === "ImportNamespaceSpecifier") read.libraries.set(local.name, source.value);
    else read.imported.set(local.name, { file: fileOf(file, source.value), name: imported.name });
  }
}

/** @param {Node} node @param {string} file @param {Module} read */
function readPassedOn({ source, specifiers, exportKind }, file, read) {
  for (const { local, exported, exportKind: own } of specifiers) {
    if (local.name !== exported.name) throw new Error(`${file}: ${exported.name} is renamed`);
    const isType = exportKind === "type" || own === "type";
    read.passedOn.push({ file: fileOf(file, source.value), name: local.name, isType });
  }
}

/** @param {Node} node @param {string} file @param {string} leading @param {string} text @param {Module} read */
function readDeclaration(node, file, leading, text, read) {
  const declaration = node.type === "ExportNamedDeclaration" ? node.declaration : node;
  if (!declaration) return; // export {}
  const names = declaration.declarations?.map((/** @type {Node} */ { id }) => id.name) ?? [
    declaration.id.name,
  ];
  const comment = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*$/.exec(leading)?.[0].trim();
  let shown = text.slice(declaration.start, declaration.end);
  /** @type {Set<string>} */
  const uses = new Set();
  /** @type {{ file: string, name: string }[]} */
  const inlined = [];
  /** @type {string[]} */
  const written = [];
  walk(declaration, (one) => {
    if (one.type === "Identifier") uses.add(one.name);
    if (one.type !== "TSImportType") return;
    const from = one.source ?? one.argument;
    inlined.push({ file: fileOf(file, (from.literal ?? from).value), name: one.qualifier.name });
    written.push(text.slice(one.start, one.qualifier.end));
  });
  for (const [at, one] of written.entries()) shown = shown.replace(one, inlined[at]?.name ?? "");
  const made = { text: comment ? `${comment}\n${shown}` : shown, uses, inlined };
  for (const name of names) read.declared.set(name, [...(read.declared.get(name) ?? []), made]);
}

const NAMED = new Set([
  "TSPropertySignature",
  "TSMethodSignature",
  "Property",
  "PropertyDefinition",
]);

/** @param {Node} node @param {(node: Node) => void} visit */
function walk(node, visit) {
  visit(node);
  for (const [name, child] of Object.entries(node)) {
    // A member's name uses nothing.
    if (name === "key" && NAMED.has(node.type) && !node.computed) continue;
    for (const one of Array.isArray(child) ? child : [child])
      if (typeof one?.type === "string") walk(one, visit);
  }
}

/** @param {string} from @param {string} specifier of one of our own files */
function fileOf(from, specifier) {
  if (!specifier.startsWith("."))
    throw new Error(`${from}: only namespaces come from ${specifier}`);
  return join(dirname(from), specifier.replace(/\.[jt]s$/, ".d.ts"));
}
