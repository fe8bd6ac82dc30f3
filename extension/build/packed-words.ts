/**
 * Words by position, for the build: a language's files have its texts alone, in the order of English's, and the keys, the
 * same in all of them, stand once. The sources, their types and the tests keep words whole; unpacked.ts puts them
 * together again in the window. A text that one language has and English doesn't stops the build.
 */

import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseSync } from "vite";

/** Words of a payment and home, or of the screens that are gone to. */
export type Part = "first" | "later";

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** What a file of words says in its one export. */
interface Said {
  readonly source: string;
  readonly name: string;
  readonly value: Node;
  /** the declaration, from its name to its end */
  readonly start: number;
  readonly end: number;
}

/** The keys as one text, as unpacked() reads it: `title said{settled held}name`. */
export function keysOf(words: string, part: Part): string {
  return roomsOf(joinOf(words, "en", part))
    .map((room) => {
      const { value } = saidIn(join(words, "en", room));
      return written(value, room);
    })
    .join(" ");
}

/** @param path of a room, such as …/words/de/later/tour.ts @returns it with its texts as a list */
export function packedRoom(path: string): string {
  const room = join(basename(dirname(path)), basename(path));
  const words = dirname(dirname(dirname(path)));
  const own = saidIn(path);
  const texts = textsOf(own, room);
  const order = [...textsOf(saidIn(join(words, "en", room)), room).keys()];
  const strange = [...texts.keys()].filter((key) => !order.includes(key));
  const missing = order.filter((key) => !texts.has(key));
  if (strange.length + missing.length > 0)
    throw new Error(`${path} and English differ in ${[...strange, ...missing].join(", ")}`);
  const list = order.map((key) => texts.get(key)).join(",\n");
  return put(own, `[${list}]`);
}

/** @param path of a language's join @param keys @param unpacked where these two are imported from */
export function packedJoin(path: string, keys: string, unpacked: string): string {
  const own = saidIn(path);
  const language = dirname(path);
  const part = partOf(path);
  const names = new Map(importsIn(own.source).map(([name, from]) => [from, name]));
  const rooms = roomsOf(joinOf(dirname(language), "en", part));
  if (roomsOf(path).sort().join() !== [...rooms].sort().join())
    throw new Error(`${path} joins other rooms than English`);
  const lists = rooms.map((room) => `...${names.get(room)}`);
  const imports = `import { keys } from ${JSON.stringify(keys)};\nimport { unpacked } from ${JSON.stringify(unpacked)};\n`;
  return imports + put(own, `unpacked(keys, [${lists.join(", ")}])`);
}

export function partOf(join: string): Part {
  return join.endsWith("-later.ts") ? "later" : "first";
}

function joinOf(words: string, language: string, part: Part): string {
  return join(words, language, `${language}${part === "later" ? "-later" : ""}.ts`);
}

/** The rooms that a join spreads, in its order: `first/sheet.ts`. */
function roomsOf(path: string): string[] {
  const { source, value } = saidIn(path);
  const rooms = new Map(importsIn(source));
  return nodesIn(value, "properties").map(({ argument }) => {
    const room = rooms.get((argument as { name?: string } | undefined)?.name ?? "");
    if (!room) throw new Error(`${path} has words of its own: put them into a room`);
    return room;
  });
}

/** Names of values by the room that they are of. */
function importsIn(source: string): (readonly [name: string, room: string])[] {
  return [...source.matchAll(/import \{ (\w+) \} from "\.\/((?:first|later)\/[^"]+)";/g)].map(
    ([, name = "", room = ""]) => [name, room] as const,
  );
}

function saidIn(path: string): Said {
  const source = readFileSync(path, "utf8");
  const body = nodesIn(parseSync(path, source).program as unknown as Node, "body");
  const exported = body.filter(({ type }) => type === "ExportNamedDeclaration");
  const [said] = exported.flatMap(({ declaration }) =>
    nodesIn(declaration as Node, "declarations"),
  );
  const value = said?.init as Node | undefined;
  if (exported.length !== 1 || !said || value?.type !== "ObjectExpression")
    throw new Error(`${path} isn't one export of words`);
  const { name } = said.id as unknown as { name: string };
  return { source, name, value, start: said.start, end: said.end };
}

function put({ source, name, start, end }: Said, value: string): string {
  return `${source.slice(0, start)}${name} = ${value}${source.slice(end)}`;
}

/** Each text as its source has it, by the keys that lead to it. */
function textsOf({ source, value }: Said, room: string): Map<string, string> {
  const texts = new Map<string, string>();
  const look = (node: Node, above: readonly string[]): void => {
    for (const [key, one] of entriesOf(node, room)) {
      if (one.type === "ObjectExpression") look(one, [...above, key]);
      else texts.set([...above, key].join("."), source.slice(one.start, one.end));
    }
  };
  look(value, []);
  return texts;
}

function written(node: Node, room: string): string {
  return entriesOf(node, room)
    .map(([key, one]) =>
      one.type === "ObjectExpression" ? `${key}{${written(one, room)}}` : `${key} `,
    )
    .join("")
    .trimEnd();
}

function entriesOf(node: Node, room: string): (readonly [key: string, value: Node])[] {
  return nodesIn(node, "properties").map((one) => {
    const { name, value } = (one.key ?? {}) as { name?: string; value?: string };
    const key = name ?? value ?? "";
    if (one.type !== "Property" || one.computed === true || !/^\w+$/.test(key))
      throw new Error(`${room} has a text without a plain key`);
    return [key, one.value as Node] as const;
  });
}

function nodesIn(node: Node | undefined | null, key: string): readonly Node[] {
  const nodes = node?.[key];
  return Array.isArray(nodes) ? nodes : [];
}
