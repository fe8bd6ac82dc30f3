// The shape of files: their size and name, the length of their functions, and the contract at their head.
import {
  type Finding,
  findingAt,
  isCode,
  isTest,
  lineAt,
  parse,
  type Source,
  type Syntax,
  walk,
} from "./source.ts";
import { testName } from "./spec.ts";

const SOURCE_LINES_MAX = 300;
const TEST_LINES_MAX = 500;
const FUNCTION_LINES_MAX = 70;
const HEADER_CHARS_MIN = 20;

const FUNCTIONS = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);
const KEBAB = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
// Names that others expect just so: README.md, README.ja.md, LICENSE, and the assets' _headers.
const FIXED = /^([A-Z][A-Z_]*(\.[a-z]{2})?(\.md)?|_headers|_redirects|_routes\.json)$/;
const HEAPS = /^(utils?|helpers?|common|misc)$/;

export function parses(sources: readonly Source[]): Finding[] {
  return sources
    .filter(({ path }) => isCode(path))
    .flatMap((source) =>
      parse(source).errors.map((error) => findingAt(source, 0, `does not parse: ${error}`)),
    );
}

export function fileSize(sources: readonly Source[]): Finding[] {
  return sources
    .filter(({ path }) => isCode(path) || path.endsWith(".css"))
    .flatMap((source) => {
      const max = isTest(source.path) ? TEST_LINES_MAX : SOURCE_LINES_MAX;
      const lines = source.text.trimEnd().split("\n").length;
      if (lines <= max) return [];
      return [findingAt(source, 0, `has ${lines} lines, at most ${max}: split it by what it does`)];
    });
}

export function functionLength(sources: readonly Source[]): Finding[] {
  return sources
    .filter(({ path }) => isCode(path))
    .flatMap((source) => {
      const findings: Finding[] = [];
      walk(parse(source).program, (node, parent) => {
        if (!FUNCTIONS.has(node.type) || isGroupOfTests(parent)) return;
        const lines = lineAt(source, node.end) - lineAt(source, node.start) + 1;
        if (lines <= FUNCTION_LINES_MAX) return;
        const remedy = `function of ${lines} lines, at most ${FUNCTION_LINES_MAX}: take a part out and name it`;
        findings.push(findingAt(source, node.start, remedy));
      });
      return findings;
    });
}

/** What is given to `describe` only lists tests. */
function isGroupOfTests(parent: Syntax | undefined): boolean {
  return parent !== undefined && testName(parent)?.group === true;
}

export function fileNames(sources: readonly Source[]): Finding[] {
  return sources.flatMap((source) => {
    const segments = source.path.split("/");
    const file = segments.at(-1) ?? "";
    const heap = segments.find((segment) => HEAPS.test(segment.replace(/\..*$/, "")));
    if (heap) return [findingAt(source, 0, `"${heap}" says nothing: name it by what it does`)];
    if (KEBAB.test(file) || FIXED.test(file)) return [];
    return [findingAt(source, 0, `name files in-kebab-case, not ${file}`)];
  });
}

export function fileHeader(sources: readonly Source[]): Finding[] {
  return sources
    .filter(({ path }) => isCode(path))
    .flatMap((source) => {
      const start = /^(#!.*\n)?\s*/.exec(source.text)?.[0].length ?? 0;
      const opens = /^(\/\/ (?!biome-ignore)|\/\*\*)/.test(source.text.slice(start));
      const first = parse(source).comments.find((comment) => comment.start === start);
      if (opens && first && first.value.trim().length >= HEADER_CHARS_MIN) return [];
      return [
        findingAt(
          source,
          0,
          "open with a comment of the file's contract: what it does and never does",
        ),
      ];
    });
}
