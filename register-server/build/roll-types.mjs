// One declaration file out of the many that tsc writes: from the entry on, each statement that what is exported needs,
// and no other. So the package shows its public types and nothing of how the tree is laid out. Where two files have
// different things of one name, the one that isn't exported gets another.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "vite";

/**
 * @typedef {{ type: string, start: number, end: number, [key: string]: any }} Node
 * @typedef {{ file: string, name: string }} Place
 *
 * @typedef {object} Declaration
 * @property {string} comment
 * @property {string} text without `export`
 * @property {readonly (Place & { start: number, end: number })[]} uses where in the text a name stands, and what it may be
 *
 * @typedef {object} Module
 * @property {Map<string, Declaration[]>} declared
 * @property {Map<string, Place>} imported from our own files, by the name it has here
 * @property {Map<string, string>} libraries what a namespace stands for
 * @property {(Place & { isType: boolean })[]} passedOn
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
  /** @type {(place: Place) => Place} where it is declared, whatever it is called on the way */
  const origin = ({ file, name }) => {
    const from = moduleAt(file).imported.get(name);
    return from ? origin(from) : { file, name };
  };
  /** @type {Map<string, { place: Place, shown: string }>} */
  const needed = new Map();
  const taken = new Set();
  /** @type {Map<string, string>} */
  const libraries = new Map();

  /** @returns the name it has in the result, or none for what isn't declared by us */
  const need = (/** @type {Place} */ wanted) => {
    const place = origin(wanted);
    const library = moduleAt(place.file).libraries.get(place.name);
    if (library) libraries.set(place.name, library);
    if (!moduleAt(place.file).declared.has(place.name)) return undefined;
    const key = `${place.file} ${place.name}`;
    const known = needed.get(key);
    if (known) return known.shown;
    let shown = place.name;
    for (let number = 2; taken.has(shown); number++) shown = `${place.name}${number}`;
    taken.add(shown);
    needed.set(key, { place, shown });
    return shown;
  };

  const { passedOn } = moduleAt(entry);
  const exported = passedOn.map(({ file, name, isType }) => {
    if (need({ file, name }) !== name) throw new Error(`${name} isn't there, or is there twice`);
    return `  ${isType ? "type " : ""}${name},`;
  });
  /** @type {string[]} */
  const texts = [];
  // It grows while it is walked: what a declaration uses is needed too.
  for (const { place } of needed.values())
    for (const one of moduleAt(place.file).declared.get(place.name) ?? [])
      texts.push(one.comment + renamed(one, need));
  const imports = [...libraries].map(([name, from]) => `import type * as ${name} from "${from}";`);
  const kept = [...new Set(texts)];
  return [header, ...imports, ...kept, `export {\n${exported.join("\n")}\n};\n`].join("\n");
}

/** @param {Declaration} declaration @param {(place: Place) => string | undefined} nameOf */
function renamed({ text, uses }, nameOf) {
  let [result, at] = ["", 0];
  for (const { start, end, ...place } of uses) {
    const name = nameOf(place);
    if (name === undefined) continue;
    result += text.slice(at, start) + name;
    at = end;
  }
  return result + text.slice(at);
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
    else readDeclaration(node, { file, leading: text.slice(before, node.start), text }, read);
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
    const from = { file: fileOf(file, source.value), name: local.name };
    read.imported.set(local.name, from);
    read.passedOn.push({ ...from, isType: exportKind === "type" || own === "type" });
  }
}

/** @param {Node} node @param {{ file: string, leading: string, text: string }} where @param {Module} read */
function readDeclaration(node, { file, leading, text }, read) {
  const declaration = node.type === "ExportNamedDeclaration" ? node.declaration : node;
  if (!declaration) return; // export {}
  const { start, end } = declaration;
  const names = declaration.declarations?.map((/** @type {Node} */ { id }) => id.name) ?? [
    declaration.id.name,
  ];
  /** @type {(Place & { start: number, end: number })[]} */
  const uses = [];
  walk(declaration, (one) => {
    const place = placeOf(one, file);
    const until = one.type === "TSImportType" ? one.qualifier.end : one.start + place?.name.length;
    if (place) uses.push({ ...place, start: one.start - start, end: until - start });
  });
  const comment = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*$/.exec(leading)?.[0].trim();
  const made = {
    comment: comment ? `${comment}\n` : "",
    text: text.slice(start, end),
    uses: uses.sort((one, other) => one.start - other.start),
  };
  for (const name of names) read.declared.set(name, [...(read.declared.get(name) ?? []), made]);
}

/** @param {Node} node @param {string} file @returns {Place | undefined} */
function placeOf(node, file) {
  if (node.type === "Identifier") return { file, name: node.name };
  if (node.type !== "TSImportType") return undefined;
  const from = node.source ?? node.argument;
  return { file: fileOf(file, (from.literal ?? from).value), name: node.qualifier.name };
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
    // Read as a whole: placeOf.
    if (node.type === "TSImportType" && name !== "typeArguments") continue;
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
