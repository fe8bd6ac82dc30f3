// protocol/SPEC.md defines numbered rules ("- **TR4** …"), and tests carry the numbers in their names ("[TR4] …").
// Every rule is in the name of a test, and every number in the name of a test is a rule: where the two disagree,
// one of them is a bug.
import {
  type Finding,
  findingAt,
  isCode,
  isSyntax,
  isTest,
  nameOf,
  parse,
  type Source,
  type Syntax,
  walk,
} from "./source.ts";

export const SPEC = "protocol/SPEC.md";

const DEFINED = /^- \*\*([A-Z]{2}\d+)\*\*/gm;
const MENTIONED = /\b([A-Z]{2}\d+)\b/g;
const NAMED = /\[([A-Z]{2}\d+)\]/g;
const TEST_FILE = /\.(test|spec)\.tsx?$/;

export function ruleCoverage(sources: readonly Source[]): Finding[] {
  const spec = sources.find(({ path }) => path === SPEC);
  if (!spec) return [{ path: SPEC, line: 1, remedy: `${SPEC} is missing` }];
  const rules = mentions(spec, DEFINED);
  if (rules.length === 0) return [findingAt(spec, 0, "has no rule: define them as - **TR1** …")];
  const names = sources
    .filter(({ path }) => isTest(path) && isCode(path) && TEST_FILE.test(path))
    .flatMap(mentionsInNames);
  const known = new Set(rules.map(({ id }) => id));
  const chapters = new Set(rules.map(({ id }) => chapter(id)));
  const tested = new Set(names.map(({ id }) => id));
  return [
    ...rules
      .filter(({ id }, at) => rules.findIndex((other) => other.id === id) !== at)
      .map((rule) => finding(rule, (id) => `${id} is defined twice: give one a new number`)),
    ...mentions(spec, MENTIONED)
      .filter(({ id }) => !known.has(id) && chapters.has(chapter(id)))
      .map((rule) => finding(rule, (id) => `${id} is mentioned, but there is no such rule`)),
    ...rules
      .filter(({ id }) => !tested.has(id))
      .map((rule) => finding(rule, (id) => `no test is named after [${id}]: test it, or drop it`)),
    ...names
      .filter(({ id }) => !known.has(id))
      .map((name) => finding(name, (id) => `${SPEC} has no rule ${id}: write the rule first`)),
  ];
}

interface Mention {
  readonly id: string;
  readonly source: Source;
  readonly offset: number;
}

/** The letters of a rule's number. Other names of that form (ES256) are none. */
function chapter(id: string): string {
  return id.slice(0, 2);
}

function finding({ id, source, offset }: Mention, remedy: (id: string) => string): Finding {
  return findingAt(source, offset, remedy(id));
}

function mentions(source: Source, pattern: RegExp): Mention[] {
  return [...source.text.matchAll(pattern)].map((match) => ({
    id: match[1] ?? "",
    source,
    offset: match.index,
  }));
}

function mentionsInNames(source: Source): Mention[] {
  const found: Mention[] = [];
  walk(parse(source).program, (node) => {
    const name = testName(node);
    for (const match of name?.text.matchAll(NAMED) ?? []) {
      found.push({ id: match[1] ?? "", source, offset: node.start });
    }
  });
  return found;
}

/** The name a call like `test("…")`, `it.each(…)("…")` or `test.describe("…")` gives to a test or a group. */
export function testName(node: Syntax): { text: string; group: boolean } | undefined {
  if (node.type !== "CallExpression" || !Array.isArray(node.arguments)) return undefined;
  const chain = calleeChain(node.callee);
  const root = chain[0] ?? "";
  if (!/^(test|it|describe)$/.test(root)) return undefined;
  const text = literal(node.arguments[0]);
  return text === undefined ? undefined : { text, group: chain.includes("describe") };
}

/** The names along `a.b(…).c`, outermost first. */
function calleeChain(node: unknown): string[] {
  if (!isSyntax(node)) return [];
  if (node.type === "MemberExpression") {
    return [...calleeChain(node.object), nameOf(node.property) ?? ""];
  }
  if (node.type === "CallExpression") return calleeChain(node.callee);
  if (node.type === "TaggedTemplateExpression") return calleeChain(node.tag);
  return [nameOf(node) ?? ""];
}

function literal(node: unknown): string | undefined {
  if (!isSyntax(node)) return undefined;
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  if (node.type === "BinaryExpression") {
    return `${literal(node.left) ?? ""}${literal(node.right) ?? ""}`;
  }
  if (node.type !== "TemplateLiteral" || !Array.isArray(node.quasis)) return undefined;
  return node.quasis.map((quasi) => quasi?.value?.cooked ?? "").join("…");
}
