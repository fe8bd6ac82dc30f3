// Every numbered rule of protocol/SPEC.md, such as [TR4], is in the name of a test, and every number in the name
// of a test is a rule of the SPEC. Where the two disagree, one of them is a bug.
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

const RULE = /\[([A-Z]{2}\d+)\]/g;
const TEST_FILE = /\.(test|spec)\.tsx?$/;

export function ruleCoverage(sources: readonly Source[]): Finding[] {
  const spec = sources.find(({ path }) => path === SPEC);
  if (!spec) return [{ path: SPEC, line: 1, remedy: `${SPEC} is missing` }];
  const rules = rulesIn(spec, spec.text);
  const tested = sources
    .filter(({ path }) => isTest(path) && isCode(path) && TEST_FILE.test(path))
    .flatMap(rulesInNames);
  const testedIds = new Set(tested.map(({ id }) => id));
  const knownIds = new Set(rules.map(({ id }) => id));
  const first = rules.filter(({ id }, at) => rules.findIndex((other) => other.id === id) === at);
  return [
    ...first
      .filter(({ id }) => !testedIds.has(id))
      .map(({ id, offset }) =>
        findingAt(spec, offset, `no test is named after [${id}]: test it, or drop the rule`),
      ),
    ...tested
      .filter(({ id }) => !knownIds.has(id))
      .map(({ id, source, offset }) =>
        findingAt(source, offset, `${SPEC} has no rule [${id}]: write the rule first`),
      ),
  ];
}

interface Mention {
  readonly id: string;
  readonly source: Source;
  readonly offset: number;
}

function rulesIn(source: Source, text: string): Mention[] {
  return [...text.matchAll(RULE)].map((match) => ({
    id: match[1] ?? "",
    source,
    offset: match.index,
  }));
}

function rulesInNames(source: Source): Mention[] {
  const found: Mention[] = [];
  walk(parse(source).program, (node) => {
    const name = testName(node);
    if (!name) return;
    // Where the call begins: a place in the name is no place in the file.
    found.push(...rulesIn(source, name.text).map((rule) => ({ ...rule, offset: node.start })));
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
