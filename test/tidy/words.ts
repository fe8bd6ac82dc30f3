// Words and calls that are banned somewhere: each row says where, what, and what to do instead.
// They are looked for in the syntax tree, so that neither a string nor a comment sets them off.
import {
  dotted,
  type Finding,
  findingAt,
  isCode,
  isIn,
  isSyntax,
  nameOf,
  parse,
  type Source,
  type Syntax,
  walk,
} from "./source.ts";

const PRODUCT = [
  "protocol",
  "terminal",
  "extension",
  "register-terminal",
  "register-server",
  "worker",
];
const PURE = ["protocol", "terminal/wallet"];
const PLATFORM = ["extension/platform", "extension/entrypoints"];

const WORKER_CLOCK = "worker/objects/clock.ts";
const WORKER_LOG = "worker/watching/log.ts";

interface Ban {
  readonly where: (path: string) => boolean;
  readonly what: (node: Syntax) => boolean;
  readonly remedy: string;
}

const calls = (node: Syntax): string =>
  node.type === "CallExpression" || node.type === "NewExpression" ? dotted(node.callee) : "";

const calledOnly = (node: Syntax): boolean =>
  node.type === "CallExpression" &&
  isSyntax(node.callee) &&
  node.callee.type === "MemberExpression" &&
  nameOf(node.callee.property) === "only";

const readsClock = (node: Syntax): boolean =>
  ["Date.now", "performance.now"].includes(calls(node)) ||
  (calls(node) === "Date" && Array.isArray(node.arguments) && node.arguments.length === 0);

const castsToAny = (node: Syntax): boolean =>
  node.type === "TSAsExpression" &&
  isSyntax(node.typeAnnotation) &&
  node.typeAnnotation.type === "TSAnyKeyword";

const touchesBrowser = (node: Syntax): boolean =>
  (node.type === "MemberExpression" && /^(browser|chrome)$/.test(nameOf(node.object) ?? "")) ||
  (node.type === "ImportDeclaration" &&
    isSyntax(node.source) &&
    node.source.value === "wxt/browser");

const BANS: readonly Ban[] = [
  {
    where: (path) => isIn(path, PRODUCT),
    what: (node) => calls(node) === "console.log",
    remedy: "console.log: return a value, or log with a level and a reason (console.error)",
  },
  {
    where: (path) => isIn(path, ["worker"]) && path !== WORKER_LOG,
    what: (node) => calls(node).startsWith("console."),
    remedy: `only ${WORKER_LOG} writes to the log: say it with log(), by an event of its closed set`,
  },
  {
    where: (path) => isIn(path, PRODUCT),
    what: castsToAny,
    remedy: "as any: parse it with a schema, or say the type",
  },
  {
    where: (path) => isIn(path, PRODUCT),
    what: (node) => calls(node) === "Math.random",
    remedy: "Math.random can be guessed: use crypto.getRandomValues",
  },
  {
    where: (path) => isIn(path, PURE),
    what: readsClock,
    remedy: "time is passed in here: take `now` as a parameter",
  },
  {
    where: (path) => isIn(path, ["worker"]) && path !== WORKER_CLOCK,
    what: readsClock,
    remedy: `only ${WORKER_CLOCK} reads the time: take clockNow() once a turn, and pass it on`,
  },
  {
    where: (path) => isIn(path, PURE),
    what: (node) => /^(fetch|setTimeout|setInterval)$/.test(calls(node)),
    remedy: "this is pure code: take the effect as a parameter, or do it in the shell around",
  },
  {
    where: (path) => isIn(path, PRODUCT) && !isIn(path, PLATFORM),
    what: touchesBrowser,
    remedy:
      "only extension/platform/ and extension/entrypoints/ touch the browser's API: go through them",
  },
  {
    where: (path) => isIn(path, ["test"]),
    what: calledOnly,
    remedy: "only: run one test by its name instead (-t)",
  },
];

export function bannedCalls(sources: readonly Source[]): Finding[] {
  return sources
    .filter(({ path }) => isCode(path))
    .flatMap((source) => {
      const bans = BANS.filter(({ where }) => where(source.path));
      if (bans.length === 0) return [];
      const findings: Finding[] = [];
      walk(parse(source).program, (node) => {
        const ban = bans.find(({ what }) => what(node));
        if (ban) findings.push(findingAt(source, node.start, ban.remedy));
      });
      return findings;
    });
}

/** In comments only: XXX in a string is a currency. */
export function unfinished(sources: readonly Source[]): Finding[] {
  return sources
    .filter(({ path }) => isCode(path) && isIn(path, PRODUCT))
    .flatMap((source) =>
      parse(source)
        .comments.filter(({ value }) => /\b(TODO|FIXME|XXX)\b/.test(value))
        .map(({ start }) =>
          findingAt(source, start, "do it now, or open an issue and say why not"),
        ),
    );
}
